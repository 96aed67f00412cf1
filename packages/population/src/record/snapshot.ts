import type { LegalDate } from '@lastmile/domain'
import type { BenefitSpell } from '../assistance/course.ts'
import { type Day, legalDate } from '../chance/day.ts'
import {
  breaksLiving,
  incomeOn,
  personIncomeOn,
  yearCareBefore,
  yearCareOf,
  yearIncomeBefore,
  yearIncomeOf,
} from '../household/income.ts'
import { disabilityOn, illnessOn, type World, type WorldEvent } from '../household/world.ts'
import { isAbleToWork, type MaritalStatus, type Person, type WorkSpell, workOn } from '../people/person.ts'
import { isWorking } from '../people/work.ts'
import type { FactValue, HouseholdFacts, PersonFacts } from './fact-columns.ts'

/** Days for which a sudden event counts as recent. */
export const RECENT_EVENT_DAYS = 180
const CERTIFICATE_DAYS = 3_652

export interface SnapshotContext {
  readonly world: World
  readonly spells: readonly BenefitSpell[]
  readonly birthDates: readonly LegalDate[]
  readonly asOf: Day
}

export interface Snapshot {
  readonly household: HouseholdFacts
  readonly members: readonly PersonFacts[]
}

/** Fen to yuan, as files carry it. */
const yuan = (fen: number): number => fen / 100
const running = (spell: BenefitSpell, day: Day): boolean =>
  spell.from <= day && (spell.to === null || day < spell.to)

/**
 * The true facts of a household on a day, in the vocabulary of `facts.yaml`. Facts about a whole year are those of the
 * as-of day whatever the day: yearly figures are asked once.
 */
export function factsOn(day: Day, context: SnapshotContext): Snapshot {
  const now = context.spells.filter((spell) => running(spell, day))
  return {
    household: householdFacts(day, now, context),
    members: context.world.persons.map((person, index) =>
      personFacts(person, context.birthDates[index] ?? '', day, now, context),
    ),
  }
}

function householdFacts(day: Day, now: readonly BenefitSpell[], context: SnapshotContext): HouseholdFacts {
  const { world, asOf, spells } = context
  const head = world.persons[0]
  const recognised = recognisedAs(now)
  const dibao = now.find((spell) => spell.policy === 'dibao')
  const event = recentEvent(world, day)
  const able = world.persons.filter((person) => isAbleToWork(person, day))
  const income = incomeOn(world, day)
  const facts: HouseholdFacts = {
    is_shanghai_hukou: world.local,
    has_residence_permit: world.persons.some((person) => person.permitYears !== null),
    address_kind: world.atRegistered,
    housing_tenure: world.tenure,
    single_parent:
      head !== undefined &&
      maritalOn(head, day) !== 'married' &&
      world.persons.some((person) => person.relation === 'child' && person.age < 18),
    phone_reachable: !(world.isolated && world.persons.every((person) => person.age >= 75)),
    monthly_income: yuan(income),
    approved_income_disregard: 0,
    annual_income: yuan(yearIncomeBefore(world, asOf)),
    financial_assets: yuan(world.assets),
    has_car: world.hasCar,
    has_non_residential_property: world.hasNonResidentialProperty,
    debt: yuan(world.debt),
    utility_arrears_months: world.arrearsMonths,
    annual_medical_expense: yuan(yearCareBefore(world, asOf)),
    annual_education_expense: yuan(world.educationExpense),
    annual_other_necessary_expense: yuan(world.otherExpense),
    monthly_rent: yuan(world.rent),
    assistance_class: recognised?.kind ?? 'none',
    was_dibao: spells.some((spell) => spell.policy === 'dibao' && spell.to !== null && spell.to <= day),
    event: event === null ? 'none' : (EVENT_VALUE[event.kind] ?? 'other_sudden'),
    basic_living_broken: event !== null && breaksLiving(world, event, day),
    sudden_necessary_expense: event !== null && event.cost > world.assets,
    without_family_support: world.isolated && world.persons.length === 1,
    zero_employment: able.length > 0 && able.every((person) => workOn(person, day).kind === 'jobless'),
    living_area: world.livingArea,
    building_area: world.buildingArea,
    on_homestead: world.tenure === 'homestead',
    receives_dibao: dibao !== undefined,
    receives_rigid_expense_living_relief: now.some((spell) => spell.policy === 'rigid-expense-living-relief'),
    receives_temporary_relief: now.some((spell) => spell.policy === 'temporary-relief'),
    dibao_amount: dibao === undefined ? 0 : yuan(dibao.amountOn(day) ?? 0),
  }
  if (recognised) facts.assistance_since = legalDate(recognised.since)
  if (event) facts.event_date = legalDate(event.day)
  if (world.houseGrade) facts.house_grade = world.houseGrade
  return facts
}

const EVENT_VALUE: Partial<Record<WorldEvent['kind'], FactValue>> = {
  fire: 'fire',
  'traffic-accident': 'traffic_accident',
  'other-accident': 'accident',
  'serious-illness': 'sudden_serious_illness',
  'no-food-or-shelter': 'other_sudden',
}

/** The last sudden event that still counts on a day. */
export function recentEvent(world: World, day: Day): WorldEvent | null {
  let found: WorldEvent | null = null
  for (const event of world.events) {
    const recent = event.day <= day && day - event.day < RECENT_EVENT_DAYS
    if (recent && EVENT_VALUE[event.kind] !== undefined) found = event
  }
  return found
}

const CLASS_OF: Readonly<Record<string, string>> = {
  'tekun-support': 'tekun',
  dibao: 'dibao',
  'dibao-edge': 'dibao_edge',
  'rigid-expense-living-relief': 'rigid_expense',
}

/** The class that the department has recognised, the strongest first. */
function recognisedAs(now: readonly BenefitSpell[]): { kind: string; since: Day } | null {
  for (const [policy, kind] of Object.entries(CLASS_OF)) {
    const spell = now.find((each) => each.policy === policy)
    if (spell) return { kind, since: spell.from }
  }
  return null
}

export function maritalOn(person: Person, day: Day): MaritalStatus {
  const before = person.maritalBefore
  return before !== null && day < before.until ? before.status : person.marital
}

function personFacts(
  person: Person,
  birthDate: LegalDate,
  day: Day,
  now: readonly BenefitSpell[],
  { world, asOf }: SnapshotContext,
): PersonFacts {
  const spell = workOn(person, day)
  const certificate = disabilityOn(person, day)
  const illness = illnessOn(person, day)
  const care = yearCareOf(person, asOf)
  const adult = person.age >= 16
  const isHead = person.slot === 1
  const outside = isHead ? world.familySupport + world.propertyIncome : 0
  const has = (policy: string): boolean =>
    now.some((each) => each.policy === policy && each.slot === person.slot)
  const facts: PersonFacts = {
    birth_date: birthDate,
    sex: person.sex,
    is_shanghai_hukou: person.shanghaiHukou,
    residence_permit: person.permitYears !== null,
    marital_status: maritalOn(person, day),
    has_disability_certificate: certificate !== null,
    has_serious_illness: illness !== null,
    has_listed_major_disease: illness?.listed ?? false,
    disease: illness?.disease ?? 'none',
    chronic_illness: person.chronic,
    insured_employee: person.insurance === 'employee',
    insured_resident_scheme: person.insurance === 'resident',
    insured_basic_shanghai: person.insurance !== null,
    medical_aid_class: has('tekun-support')
      ? 'tekun'
      : (recognisedAs(now.filter(ofHousehold))?.kind ?? 'none'),
    outpatient_self_pay_year: yuan(care.outpatient),
    inpatient_self_pay_year: yuan(care.inpatient),
    employed: isWorking(spell),
    monthly_wage: yuan(spell.wage),
    monthly_income: yuan(personIncomeOn(person, day) + outside),
    annual_income: yuan(yearIncomeOf(person, asOf) + outside * 12),
    able_to_work: isAbleToWork(person, day),
    in_school: person.school !== 'none',
    school_stage: person.school,
    receives_tekun_support: has('tekun-support'),
    receives_medical_aid: has('medical-aid'),
    receives_disability_living_subsidy: has('disability-living-subsidy'),
    receives_disability_care_subsidy: has('disability-care-subsidy'),
    receives_senior_allowance: has('senior-comprehensive-allowance'),
    receives_long_term_care: has('long-term-care-insurance'),
  }
  if (person.permitYears !== null) facts.residence_permit_years = person.permitYears
  if (certificate) {
    facts.disability_type = certificate.type
    facts.disability_grade = certificate.grade
    facts.disability_certificate_until = legalDate(certificateUntil(certificate.since, asOf))
  }
  if (person.careLevel !== null) facts.care_level = person.careLevel
  if (person.age >= 12) facts.education_level = person.education
  if (adult) {
    const registered =
      spell.kind === 'jobless' && person.shanghaiHukou && (spell.insuranceUntil !== null || spell.involuntary)
    facts.veteran_class = person.veteran
    facts.flexible_employed = spell.kind === 'flexible'
    facts.unemployment_registered = registered
    if (registered) facts.ui_months_drawn = monthsDrawn(spell, day)
    facts.involuntary_job_loss = spell.kind === 'jobless' && spell.involuntary
    facts.ui_contribution_months = person.contributionMonths
    facts.on_unemployment_benefit = spell.insuranceUntil !== null && day < spell.insuranceUntil
    facts.retired =
      person.pension !== null && person.pension.from <= day && person.pension.kind !== 'resident'
    facts.other_pension = facts.retired
  }
  if (person.age >= 60 || person.age < 18 || (certificate !== null && certificate.grade <= 2)) {
    facts.has_capable_obligor = person.capableObligor
  }
  if (person.parents) {
    facts.father_status = person.parents.father
    facts.mother_status = person.parents.mother
    facts.is_orphan = person.parents.father === 'dead' && person.parents.mother === 'dead'
  }
  return facts
}

/** Months of this spell's unemployment insurance paid until a day; 0 where none was asked for. */
function monthsDrawn({ from, insuranceUntil }: WorkSpell, day: Day): number {
  return insuranceUntil === null ? 0 : Math.floor((Math.min(day, insuranceUntil) - from) / 30)
}

/** Ten years a certificate (assumption), renewed in time by everybody: the first end after the as-of day. */
function certificateUntil(since: Day, asOf: Day): Day {
  return since + Math.ceil((asOf + 1 - since) / CERTIFICATE_DAYS) * CERTIFICATE_DAYS
}

const ofHousehold = (spell: BenefitSpell): boolean => spell.slot === null
