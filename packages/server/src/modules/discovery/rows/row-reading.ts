import type { Relation } from '@lastmile/domain'
import type { Problem } from '../problems/catalogue.ts'
import type { Unit } from './unit-index.ts'

/** A fact that a row states, in the vocabulary of facts.yaml (money in yuan). */
export interface StatedFact {
  readonly fact: string
  readonly value: string | number | boolean
  /** The header of the cell that says it, or null when every row of the roster does. */
  readonly column: string | null
}

/** Who a row is about, as far as it can be read. */
export interface StatedPerson {
  readonly name: string
  /** 18 characters, checked; null when the cell is empty. */
  readonly idNumber: string | null
  readonly sex: 'male' | 'female' | null
  readonly birthDate: string | null
  /** E.164. */
  readonly phone: string | null
  readonly relation: Relation | null
}

/** What one row of a file says. */
export interface RowReading {
  readonly row: number
  /** Whether a problem keeps the row from being imported. */
  readonly refused: boolean
  readonly problems: readonly Problem[]
  readonly person: StatedPerson
  readonly unit: Unit | null
  /** What rows of one household share, within this file; null when the file does not say. */
  readonly householdKey: string | null
  /** From when its facts hold; null: from the day of the list. */
  readonly day: string | null
  /** The number of the payment, ticket or file that the row is; null where a row is a person. */
  readonly rowKey: string | null
  readonly address: string | null
  readonly householdFacts: readonly StatedFact[]
  readonly personFacts: readonly StatedFact[]
  readonly receipt: {
    readonly amountFen: number | null
    readonly fromDate: string | null
    readonly column: string | null
  } | null
}
