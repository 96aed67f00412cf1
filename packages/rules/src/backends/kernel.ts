import type { Columns, Storage } from '../columns/index.ts'
import type { Ref } from './dataflow/index.ts'

/** A value to write for every household (`level` 0 of the node) or every person, at a byte offset of the columns' memory. */
export type Output = {
  readonly node: Ref
  /** Where it is known; null: everywhere. Elsewhere the storage's unknown value is written. */
  readonly known: Ref | null
  readonly of: 'household' | 'person'
  readonly storage: Storage
  readonly offset: number
}

/** What to work out: columns to write, and totals over all households (truths are counted, numbers added). */
export type Work = { readonly outputs: readonly Output[]; readonly tallies: readonly Ref[] }

/** Work made ready to run over households `from` … `to` (not included). Totals are added to `tallies`, in their order. */
export type Kernel = (from: number, to: number, tallies: Float64Array) => void

/** Makes work ready. A back end is one such function. */
export type Backend = (columns: Columns, work: Work) => Kernel

/** Households worked on at a time: what they need then lies in the cache of the first or second level. */
export const BLOCK = 512

/** A program that a back end has no form for. */
export class UnsupportedWork extends Error {}
