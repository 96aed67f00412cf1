import type { Fact } from '../../facts/dictionary.ts'
import type { DateNode, NumberNode, TruthNode, WordNode } from '../../language/tree.ts'
import type { Value } from '../frame.ts'

/**
 * What closures see: one household as a list of values, its facts first, then those of each member, `width` values each. `person` and
 * `locals` say where the values of the person asked for, and of the members bound at each depth, begin.
 */
export type FlatFrame = {
  record: readonly Value[]
  person: number
  end: number
  readonly locals: number[]
  readonly first: number
  readonly width: number
  readonly today: number
}

export type Test = (frame: FlatFrame) => boolean | null
export type Numeral = (frame: FlatFrame) => number | null
export type Speller = (frame: FlatFrame) => string | null

/**
 * A number as functions: numerator and, where there was a division, denominator (null: 1).
 * A count of members that may or may not belong has a least and a greatest value.
 */
export type Quantity = {
  readonly top: Numeral
  readonly bottom: Numeral | null
  readonly range?: {
    readonly least: (frame: FlatFrame) => number
    readonly most: (frame: FlatFrame) => number
  }
}

/** What a mechanism needs of the compiler to build its own part. */
export type Compiler = {
  truth(node: TruthNode): Test
  number(node: NumberNode): Quantity
  day(node: DateNode): Numeral
  word(node: WordNode): Speller
  /** Value of a figure on the day, at the scale of its shape; null when nobody knows it. */
  figure(name: string): number | null
  /** Place of a fact among those of the household, or of a member. */
  slot(fact: Fact): number
}
