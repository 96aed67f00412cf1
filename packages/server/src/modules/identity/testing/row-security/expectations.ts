import type { ActorRole, Place } from './world.ts'

/**
 * Who may do what with the rows of each table: written by hand from the mandate's roles (三(一), 五) and from what each
 * table is for, not from the policies of the database, which are held against it. `system`, the platform's own jobs, may
 * read, add and change household data within its range.
 */
type Roles = readonly ActorRole[]
const roles = (names = ''): Roles => (names === '' ? [] : (names.split(' ') as ActorRole[]))

/** What a role may do with the household data that it reaches. */
export interface HouseholdRule {
  readonly read: Roles
  readonly add: Roles
  readonly change: Roles
  readonly remove: Roles
}

function rule(read: string, add = '', change = '', remove = ''): HouseholdRule {
  const withSystem = (names: string) => (names === '-' ? [] : roles(`${names} system`.trim()))
  return {
    read: withSystem(read),
    add: withSystem(add),
    change: withSystem(change),
    remove: remove === '' ? [] : withSystem(remove),
  }
}

const AREA = 'bureau backbone cadre supervisor'
/** Who works with a household as a professional. */
const CASEWORK = `${AREA} social_worker`
/** And the organisation that it was handed to. */
const WITH_ORGANISATION = `${CASEWORK} org_manager`
const ADVISORS = 'backbone cadre social_worker'

export const HOUSEHOLD_RULES: Readonly<Record<string, HouseholdRule>> = {
  household: rule(
    `${WITH_ORGANISATION} resident`,
    `${ADVISORS} supervisor org_manager`,
    `${ADVISORS} supervisor org_manager`,
  ),
  person: rule(`${WITH_ORGANISATION} resident`, ADVISORS, ADVISORS),
  membership: rule(`${WITH_ORGANISATION} resident`, ADVISORS, ADVISORS),
  // Income, health and the like: not for organisations' managers, and residents see their page through other tables.
  household_now: rule(CASEWORK, ADVISORS, ADVISORS),
  person_now: rule(CASEWORK, ADVISORS, ADVISORS),
  // Psychology, offences, violence: only those who counsel and their supervision.
  person_protected_now: rule('supervisor social_worker', 'social_worker', 'social_worker'),
  household_protected_now: rule('supervisor social_worker', 'social_worker', 'social_worker'),
  // The past of a fact is never changed. Protected facts have their own rows below.
  fact: rule(CASEWORK, ADVISORS, '-'),
  fact_conflict: rule(CASEWORK, ADVISORS, ADVISORS),
  // A defect of ours is counted and never taken back.
  typed_twice: rule(CASEWORK, ADVISORS, '-'),
  search_token: rule(WITH_ORGANISATION, ADVISORS, '-', ADVISORS),
  benefit_receipt: rule(`${WITH_ORGANISATION} resident`, 'backbone cadre', 'backbone cadre'),
  household_grant: rule(
    `${AREA} org_manager`,
    'backbone cadre supervisor org_manager',
    'backbone cadre supervisor org_manager',
  ),
  screening: rule(CASEWORK, ADVISORS, ADVISORS),
  screening_result: rule(CASEWORK, ADVISORS, ADVISORS, ADVISORS),
  gap: rule(CASEWORK, ADVISORS, ADVISORS),
  signal: rule(CASEWORK, `${AREA} social_worker`, `${AREA} social_worker`),
  // An end that was taken back stays as it had been.
  signal_reopening: rule(CASEWORK, `${ADVISORS} supervisor`, '-'),
  // What rules read, protected facts among it: the platform's own.
  signal_basis: rule('', '', '-'),
  // Made anew by the platform at night.
  announcement: rule(CASEWORK, '', '', 'system'),
  // Reckoned by the platform, decided by cadre and backbone; a decision and an answer once given stay.
  assessment: rule(CASEWORK, ADVISORS, ADVISORS),
  // With what is protected: for those who counsel, written by the platform.
  assessment_whole: rule('supervisor social_worker', '', ''),
  // What residents are asked to fill in themselves.
  scale_request: rule(`${CASEWORK} resident`, ADVISORS, ADVISORS),
  tier_decision: rule(CASEWORK, 'backbone cadre', '-'),
  scale_result: rule(CASEWORK, ADVISORS, '-'),
  urgent_alert: rule(CASEWORK, `${ADVISORS} supervisor`, `${ADVISORS} supervisor`),
  family_group: rule(CASEWORK, 'backbone', 'backbone'),
  need: rule(`${WITH_ORGANISATION} resident`, `${ADVISORS} supervisor`, `${ADVISORS} supervisor`),
  case_file: rule(`${WITH_ORGANISATION} resident`, `${ADVISORS} supervisor`, `${ADVISORS} supervisor`),
  case_member: rule(
    `${WITH_ORGANISATION} resident`,
    'backbone cadre supervisor org_manager',
    'backbone cadre supervisor org_manager',
  ),
  plan_item: rule(`${WITH_ORGANISATION} resident`, `${ADVISORS} org_manager`, `${ADVISORS} org_manager`),
  // What was said and written once stays as it was.
  contact: rule(WITH_ORGANISATION, `${ADVISORS} supervisor`, '-'),
  counselling_note: rule('supervisor social_worker', 'social_worker', '-'),
  opinion: rule(WITH_ORGANISATION, 'social_worker org_manager', '-'),
  closure: rule(WITH_ORGANISATION, `${ADVISORS} supervisor`, `${ADVISORS} supervisor`),
  volunteer_order: rule(CASEWORK, ADVISORS, ADVISORS),
  // What was seen at the door stays as it was written.
  visit: rule(CASEWORK, ADVISORS, '-'),
  visit_file: rule(CASEWORK, ADVISORS, '-'),
  visit_presence: rule(CASEWORK, ADVISORS, ADVISORS),
  fact_question: rule(CASEWORK, ADVISORS, ADVISORS),
  // Who is asked in a campaign, and by whom.
  campaign_target: rule(CASEWORK, 'bureau backbone cadre', 'bureau backbone cadre'),
}

/** The places whose household data a role reaches by its area. All others need a grant. */
const AREA_PLACES: Partial<Record<ActorRole, readonly Place[]>> = {
  bureau: ['c1', 's2'],
  supervisor: ['c1', 's2'],
  system: ['c1', 's2'],
  backbone: ['c1'],
  cadre: ['c1'],
}

/** Whether an actor reaches the household data of a place: in its area, or by a live grant. */
export function reaches(role: ActorRole, place: Place): boolean {
  return place === 'granted' || (AREA_PLACES[role]?.includes(place) ?? false)
}

/** The places of rows that belong to a unit and not to a household, by the actor's unit. */
const UNIT_PLACES: Partial<Record<ActorRole, readonly Place[]>> = {
  ...AREA_PLACES,
  auditor: ['c1', 's2'],
  administrator: ['c1', 's2'],
  volunteer: ['c1'],
  resident: ['c1'],
}

export function within(role: ActorRole, place: Place): boolean {
  return UNIT_PLACES[role]?.includes(place) ?? false
}

export const isOneOf = (role: ActorRole, names: string) => roles(names).includes(role)

/** Roles that act in the name of an account. */
export const hasAccount = (role: ActorRole) => role !== 'auth' && role !== 'sealer'
