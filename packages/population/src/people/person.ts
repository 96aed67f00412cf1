import type { Relation } from '@lastmile/domain'
import type { Day } from '../chance/day.ts'

/** The true person of the synthetic world, before anybody wrote anything down. Money is integer fen a month. */
export type Sex = 'male' | 'female'
export type Education = 'none' | 'primary' | 'junior' | 'senior_high' | 'college'
export type MaritalStatus = 'single' | 'married' | 'divorced' | 'widowed'
export type SchoolStage =
  | 'preschool'
  | 'primary'
  | 'junior'
  | 'senior_high'
  | 'secondary_vocational'
  | 'college'
  | 'none'
export type DisabilityType =
  | 'visual'
  | 'hearing'
  | 'speech'
  | 'physical'
  | 'intellectual'
  | 'mental'
  | 'multiple'
export type Disease = 'malignant_tumour' | 'breast_cancer' | 'severe_uraemia' | 'mental_disorder' | 'other'

/** A stretch of working life; the first one reaches back before the three years that are told. */
export interface WorkSpell {
  readonly from: Day
  readonly kind: 'employee' | 'flexible' | 'jobless' | 'at_home' | 'retired' | 'schooling'
  readonly wage: number
  /** For `jobless`: laid off, not left. */
  readonly involuntary: boolean
  /** For `jobless`: unemployment insurance that was drawn, until a day; null when none. */
  readonly insuranceUntil: Day | null
}

export interface Pension {
  readonly kind: 'employee' | 'land' | 'resident'
  readonly amount: number
  readonly from: Day
}

export interface Disability {
  readonly type: DisabilityType
  readonly grade: 1 | 2 | 3 | 4
  /** The day of the certificate. */
  readonly since: Day
}

export interface Illness {
  readonly disease: Disease
  readonly listed: boolean
  readonly since: Day
  /** Self-paid in the first twelve months, fen. */
  readonly firstYear: number
  /** Self-paid in each later year, fen. */
  readonly laterYears: number
}

export interface Parents {
  readonly father: ParentStatus
  readonly mother: ParentStatus
}
export type ParentStatus = 'normal' | 'dead' | 'severe_disability' | 'imprisoned' | 'lost_contact'

export interface Person {
  readonly slot: number
  readonly relation: Relation
  readonly sex: Sex
  /** Completed years on the as-of day. */
  readonly age: number
  readonly shanghaiHukou: boolean
  /** Years with a Shanghai residence permit; null without one. */
  readonly permitYears: number | null
  education: Education
  marital: MaritalStatus
  /** What `marital` was before a change within the three years. */
  maritalBefore: { readonly status: MaritalStatus; readonly until: Day } | null
  school: SchoolStage
  work: WorkSpell[]
  pension: Pension | null
  disability: Disability | null
  illness: Illness | null
  chronic: boolean
  /** Self-paid a year for everyday care, fen. */
  everydayCare: number
  careLevel: number | null
  insurance: 'employee' | 'resident' | null
  contributionMonths: number
  /** Somebody outside the household bound by law, and able, to support this person. */
  capableObligor: boolean
  parents: Parents | null
  veteran: 'disabled_soldier' | 'martyr_family' | 'none'
}

/** Grade 1 or 2. */
export function isSevere(person: Person): boolean {
  return person.disability !== null && person.disability.grade <= 2
}

/** The work of a person on a day. Before the first spell the first one counts. */
export function workOn(person: Person, day: Day): WorkSpell {
  let found = person.work[0]
  for (const spell of person.work) if (spell.from <= day) found = spell
  if (!found) throw new RangeError('a person without a working life')
  return found
}

/** Whether a person can work: of age, not in school, not severely disabled, not laid low by illness. */
export function isAbleToWork(person: Person, day: Day): boolean {
  if (person.age < 16 || person.school !== 'none') return false
  if (person.age >= (person.sex === 'male' ? 60 : 55)) return false
  const disability = person.disability
  if (disability && disability.since <= day) {
    if (disability.grade <= 2) return false
    if (disability.grade === 3 && (disability.type === 'mental' || disability.type === 'intellectual'))
      return false
  }
  return !(person.illness !== null && person.illness.since <= day && workOn(person, day).kind === 'at_home')
}
