import { deskTrials } from './desk-trials.ts'
import { discoveryTrials } from './discovery-trials.ts'
import { HOUSEHOLD_RULES, isOneOf, reaches, within } from './expectations.ts'
import { guidanceTrials } from './guidance-trials.ts'
import { householdRow } from './household-rows.ts'
import { identityTrials } from './identity-trials.ts'
import { ledgerTrials } from './ledger-trials.ts'
import { campaignTrial, formDraftTrial } from './survey-trials.ts'
import { householdTrial, never, type Planted, type TableTrial, unitTrial } from './trial-kinds.ts'
import { formTrial, visitTrials } from './visit-trials.ts'
import { whatIfTrials } from './what-if-trials.ts'
import { type ActorRole, AT, id, PATHS, PLACES, type Row, type World } from './world.ts'

/** A volunteer knows the own orders, whosever household they are about, and nothing else of it. */
function orderTrial(world: World): TableTrial {
  const trial = householdTrial(world, 'volunteer_order')
  const { row } = householdRow('volunteer_order')
  return {
    ...trial,
    planted: [
      ...trial.planted,
      {
        label: 'for the volunteer',
        row: { ...row(world, 'foreign', 'planted'), id: id(), volunteer_id: world.actors.volunteer },
        allowed: (role) => ({ read: role === 'volunteer', change: role === 'volunteer', remove: false }),
      },
    ],
  }
}

/** Questions about protected facts, as the facts themselves; nobody else changes them either. */
function questionTrial(world: World): TableTrial {
  const trial = householdTrial(world, 'fact_question')
  const { row } = householdRow('fact_question')
  return {
    ...trial,
    planted: [
      ...trial.planted,
      ...PLACES.map(
        (place): Planted => ({
          label: `protected in ${place}`,
          row: { ...row(world, place, 'planted'), id: id(), sensitivity: 'protected' },
          allowed: (role) => ({
            read: isOneOf(role, 'supervisor social_worker system') && reaches(role, place),
            change: isOneOf(role, 'social_worker system') && reaches(role, place),
            remove: false,
          }),
        }),
      ),
    ],
  }
}

/** Protected facts lie beside the others, for those who counsel and their supervision. */
function factTrial(world: World): TableTrial {
  const trial = householdTrial(world, 'fact')
  const { row } = householdRow('fact')
  return {
    ...trial,
    planted: [
      ...trial.planted,
      ...PLACES.map(
        (place): Planted => ({
          label: `protected in ${place}`,
          row: { ...row(world, place, 'planted'), id: id(), sensitivity: 'protected' },
          allowed: (role) => ({
            ...never,
            read: isOneOf(role, 'supervisor social_worker system') && reaches(role, place),
          }),
        }),
      ),
    ],
  }
}

/** Psychological scales are for those who counsel, their supervision, and whoever took them. */
function scaleTrial(world: World): TableTrial {
  const trial = householdTrial(world, 'scale_result')
  const { row } = householdRow('scale_result')
  const guarded = (place: (typeof PLACES)[number], by: string): Row => ({
    ...row(world, place, 'planted'),
    id: id(),
    guarded: true,
    by_id: by,
  })
  return {
    ...trial,
    planted: [
      ...trial.planted,
      ...PLACES.map(
        (place): Planted => ({
          label: `guarded in ${place}`,
          row: guarded(place, world.stranger),
          allowed: (role) => ({
            ...never,
            read: isOneOf(role, 'supervisor social_worker system') && reaches(role, place),
          }),
        }),
      ),
      {
        label: 'guarded, of the cadre',
        row: guarded('c1', world.actors.cadre),
        allowed: (role) => ({
          ...never,
          read: role === 'cadre' || (isOneOf(role, 'supervisor system') && reaches(role, 'c1')),
        }),
      },
    ],
  }
}

/** What is in force concerns all who assess; drafts are the bureau's. */
function schemeTrial(world: World): TableTrial {
  const row = (place: (typeof PLACES)[number], state: string): Row => ({
    id: id(),
    org_path: PATHS[place],
    text: 'x',
    hash: 'x',
    note: 'x',
    state,
    drafted_by: world.stranger,
    drafted_at: AT,
  })
  const ofBureau = (role: ActorRole, place: (typeof PLACES)[number]) =>
    isOneOf(role, 'bureau system') && within(role, place)
  return {
    table: 'scheme_version',
    key: ['id'],
    column: 'note',
    planted: PLACES.flatMap((place) =>
      ['draft', 'published'].map(
        (state): Planted => ({
          label: `${state} in ${place}`,
          row: row(place, state),
          allowed: (role) => ({
            read:
              ofBureau(role, place) ||
              (state === 'published' &&
                isOneOf(role, 'bureau backbone cadre supervisor social_worker system')),
            change: ofBureau(role, place),
            remove: false,
          }),
        }),
      ),
    ),
    attempts: (role) =>
      PLACES.map((place) => ({ label: place, row: row(place, 'draft'), allowed: ofBureau(role, place) })),
  }
}

/** Guarded signals lie beside the others, for those who may read protected facts. */
function signalTrial(world: World): TableTrial {
  const trial = householdTrial(world, 'signal')
  const { row } = householdRow('signal')
  return {
    ...trial,
    planted: [
      ...trial.planted,
      ...PLACES.map(
        (place): Planted => ({
          label: `guarded in ${place}`,
          row: { ...row(world, place, 'new'), guarded: true },
          allowed: (role) => {
            const ok = isOneOf(role, 'supervisor social_worker system') && reaches(role, place)
            return { ...never, read: ok, change: ok }
          },
        }),
      ),
    ],
  }
}

/** Every table of the database, in an order in which rows can be planted. */
export function tableTrials(world: World): TableTrial[] {
  const special: Readonly<Record<string, () => TableTrial>> = {
    volunteer_order: () => orderTrial(world),
    fact: () => factTrial(world),
    fact_question: () => questionTrial(world),
    scale_result: () => scaleTrial(world),
    signal: () => signalTrial(world),
  }
  return [
    ...identityTrials(world),
    formTrial(),
    campaignTrial(world),
    formDraftTrial(world),
    ...Object.keys(HOUSEHOLD_RULES).map((table) => special[table]?.() ?? householdTrial(world, table)),
    ...discoveryTrials(world),
    ...deskTrials(world),
    ...ledgerTrials(world),
    ...guidanceTrials(world),
    ...visitTrials(world),
    ...whatIfTrials(world),
    schemeTrial(world),
    unitTrial('family_list', {
      key: ['id'],
      column: 'family_group',
      row: (place, which) => ({
        id: id(),
        org_path: PATHS[place],
        family_group: which,
        on_day: '2025-06-16',
        approved_by: world.stranger,
        approved_at: AT,
        households: '[]',
      }),
      read: 'bureau backbone supervisor system',
      add: 'backbone system',
      change: '',
      remove: '',
    }),
    unitTrial('measure_day', {
      key: ['org_path', 'legal_date'],
      column: 'poor',
      row: (place, which) => ({
        org_path: PATHS[place],
        legal_date: which === 'planted' ? '2025-06-16' : '2025-06-17',
        scheme_hash: 'x',
        households: 1,
        poor: 0,
        h: 0,
        m0: 0,
        tiers: '[]',
      }),
      read: 'bureau backbone supervisor system',
      add: 'system',
      change: 'system',
      remove: '',
    }),
    unitTrial('bureau_task', {
      key: ['id'],
      column: 'title',
      row: (place) => ({
        id: id(),
        org_path: PATHS[place],
        title: 'x',
        body: 'x',
        due_on: '2025-07-01',
        state: 'given',
        given_by: world.stranger,
        given_at: AT,
      }),
      read: 'bureau backbone system',
      add: 'bureau system',
      change: 'bureau backbone system',
      remove: '',
    }),
  ]
}
