import type { LegalDate, NeedCategory, Relation, RootCause } from '@lastmile/domain'
import type { Barrier } from './assistance/course.ts'
import type { CrisisKind, EventKind } from './household/world.ts'
import type { Sex } from './people/person.ts'
import type { FactValue, HouseholdFacts, PersonFacts } from './record/fact-columns.ts'

/** One invented household as the district's records have it, with the truth that was planted behind them. */
export interface SyntheticHousehold {
  /** Place in the stream, from 0. */
  readonly index: number
  /** Deterministic, in the form of a UUIDv7; sorts by place in the stream. */
  readonly id: string
  /** Path of the committee, as in the org list that was handed in. */
  readonly orgPath: string
  /** Names of the units above, as far as the org list has names. */
  readonly place: { readonly district: string; readonly street: string; readonly committee: string }
  readonly address: string
  /** An invented place near the committee, WGS 84; null where the org list has no places. */
  readonly spot: { readonly lat: number; readonly lng: number } | null
  /** Recorded facts of the household on the as-of day: file vocabulary (money in yuan); an absent fact is unknown. */
  readonly facts: HouseholdFacts
  /** The head first. */
  readonly members: readonly SyntheticMember[]
  /** What is being paid on the as-of day. */
  readonly benefits: readonly SyntheticBenefit[]
  /** What the records know of the last three years, oldest first. */
  readonly history: readonly HistoryEntry[]
  readonly truth: readonly PlantedTruth[]
}

export interface SyntheticMember {
  readonly id: string
  readonly name: string
  readonly sex: Sex
  readonly birthDate: LegalDate
  /** 18 characters, valid by GB 11643, region 310199; null when none is on record. */
  readonly idNumber: string | null
  /** `1990000xxxx`; null when none is on record. */
  readonly phone: string | null
  readonly relation: Relation
  readonly facts: PersonFacts
}

export interface SyntheticBenefit {
  /** Policy id of the fact base, e.g. `dibao`. */
  readonly policy: string
  /** The member it is paid for; null for the household. */
  readonly member: string | null
  readonly since: LegalDate
  /** Integer fen; null where the help is a status or a service. */
  readonly amountFen: number | null
  readonly per: 'month' | 'once'
}

export type HistoryEntry = FactChange | BenefitChange | LifeEvent

/** A fact that changed. `date` is when it changed in life, `learnedOn` when it was written down. */
export interface FactChange {
  readonly kind: 'fact'
  readonly date: LegalDate
  readonly learnedOn: LegalDate
  readonly member: string | null
  readonly fact: string
  /** null: unknown or not applicable. */
  readonly from: FactValue | null
  readonly to: FactValue | null
  readonly cause: RootCause
}

/** Help that began, was adjusted, ended, or was paid once. */
export interface BenefitChange {
  readonly kind: 'benefit'
  readonly date: LegalDate
  readonly policy: string
  readonly member: string | null
  readonly change: 'start' | 'adjust' | 'end' | 'once'
  /** When this help began, which may lie before the history. */
  readonly since: LegalDate
  readonly amountFen: number | null
  readonly cause: RootCause
}

/** Something that happened; `visitWorthy` when an advisor would go and see. */
export interface LifeEvent {
  readonly kind: 'event'
  readonly date: LegalDate
  readonly learnedOn: LegalDate
  readonly event: EventKind | 'child-born'
  readonly member: string | null
  readonly cause: RootCause
  readonly visitWorthy: boolean
  /** A plain Chinese sentence for a timeline. */
  readonly note: string
}

/** A slip in the record of a person who stands there twice. */
export type DuplicateError = 'homophone' | 'swapped-digits' | 'wrong-birth-day' | 'missing-id' | 'other-phone'

/** What is true and has to be found. Written to `--truth`, never part of a household file. */
export type PlantedTruth =
  | {
      readonly kind: 'need'
      readonly household: string
      readonly member?: string
      readonly detail: { readonly category: NeedCategory; readonly cause: RootCause }
    }
  | {
      readonly kind: 'gap'
      readonly household: string
      readonly member?: string
      readonly detail: {
        readonly policy: string
        readonly cause: RootCause
        readonly barrier: Barrier
        readonly since: LegalDate
      }
    }
  | {
      readonly kind: 'crisis'
      readonly household: string
      readonly member?: string
      readonly detail: { readonly crisis: CrisisKind; readonly cause: RootCause; readonly since: LegalDate }
    }
  | {
      readonly kind: 'duplicate'
      readonly household: string
      /** The later record. */
      readonly member: string
      readonly detail: {
        readonly ofHousehold: string
        readonly ofMember: string
        readonly errors: readonly DuplicateError[]
      }
    }
