import type { RootCause } from '@lastmile/domain'
import type { Day } from '../chance/day.ts'
import type { Disability, Illness, Person } from '../people/person.ts'
import type { Committee } from '../place/committees.ts'
import type { Shape } from './shapes.ts'

/** What happens to a household. */
export type EventKind =
  | 'job-lost'
  | 'job-found'
  | 'retired'
  | 'serious-illness'
  | 'disability-certified'
  | 'spouse-died'
  | 'parted'
  | 'fire'
  | 'traffic-accident'
  | 'other-accident'
  | 'domestic-violence'
  | 'suicide-risk'
  | 'child-unattended'
  | 'elder-unwell-alone'
  | 'no-food-or-shelter'

export const CRISIS_KINDS = [
  'domestic-violence',
  'suicide-risk',
  'child-unattended',
  'elder-unwell-alone',
  'no-food-or-shelter',
] as const
export type CrisisKind = (typeof CRISIS_KINDS)[number]

export interface WorldEvent {
  readonly day: Day
  readonly kind: EventKind
  /** The slot of the member it happened to; null for the household. */
  readonly slot: number | null
  readonly cause: RootCause
  /** What it cost the household at once, fen. */
  readonly cost: number
}

/** Income that the household lost with a person who is gone, fen a month until `until`. */
export interface LostIncome {
  readonly amount: number
  readonly until: Day
}

/** The household as it truly is: everything else is somebody's record of it. */
export interface World {
  readonly place: Committee
  /** Registered in Shanghai. */
  readonly local: boolean
  readonly shape: Shape
  readonly persons: readonly Person[]
  readonly events: readonly WorldEvent[]
  readonly lost: LostIncome | null
  /** From relatives outside, fen a month. */
  readonly familySupport: number
  /** Rent and interest received, fen a month. */
  readonly propertyIncome: number
  readonly assets: number
  readonly debt: number
  readonly arrearsMonths: number
  readonly hasCar: boolean
  readonly hasNonResidentialProperty: boolean
  readonly tenure: 'owned' | 'public_rental' | 'private_rental' | 'lent' | 'homestead'
  readonly rent: number
  readonly livingArea: number
  readonly buildingArea: number
  readonly houseGrade: 'A' | 'B' | 'C' | 'D' | null
  readonly atRegistered:
    | 'at_registered'
    | 'elsewhere_in_street'
    | 'elsewhere_in_district'
    | 'elsewhere_in_city'
  /** A year, fen. */
  readonly educationExpense: number
  readonly otherExpense: number
  /** The single adult has nobody near: neighbours and relatives are far. */
  readonly isolated: boolean
}

/** Whether a certificate counted on a day. */
export function disabilityOn(person: Person, day: Day): Disability | null {
  return person.disability !== null && person.disability.since <= day ? person.disability : null
}

/** Whether somebody was seriously ill on a day. */
export function illnessOn(person: Person, day: Day): Illness | null {
  return person.illness !== null && person.illness.since <= day ? person.illness : null
}
