import type { DateNode, NumberNode, TruthNode, WordNode } from '../../language/tree.ts'
import type { Frame } from '../frame.ts'

export type Test = (frame: Frame) => boolean | null
export type Numeral = (frame: Frame) => number | null
export type Speller = (frame: Frame) => string | null

/**
 * A number as functions: numerator and, where there was a division, denominator (null: 1).
 * A count of members that may or may not belong has a least and a greatest value.
 */
export type Quantity = {
  readonly top: Numeral
  readonly bottom: Numeral | null
  readonly range?: { readonly least: (frame: Frame) => number; readonly most: (frame: Frame) => number }
}

/** What a mechanism needs of the compiler to build its own part. */
export type Compiler = {
  truth(node: TruthNode): Test
  number(node: NumberNode): Quantity
  day(node: DateNode): Numeral
  word(node: WordNode): Speller
  /** Value of a figure on the day, at the scale of its shape; null when nobody knows it. */
  figure(name: string): number | null
}
