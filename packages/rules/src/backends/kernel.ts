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

/**
 * Work made ready to run over households `from` … `to` (not included). Totals are added to `tallies`, in their order. Both are multiples of
 * `BLOCK`, or `to` is the last: vectors may write over the households that follow.
 */
export type Kernel = (from: number, to: number, tallies: Float64Array) => void

/** Part of a memory that a kernel reads or writes. */
export type ViewPlace = { readonly storage: Storage; readonly offset: number; readonly length: number }

/** Work as plain data that can be sent to a worker, which makes a kernel of it over the shared memory. */
export type Plan =
  | {
      readonly kind: 'javascript'
      readonly parts: readonly { readonly text: string; readonly views: readonly ViewPlace[] }[]
      readonly starts: ViewPlace
    }
  | {
      readonly kind: 'webassembly'
      readonly module: WebAssembly.Module
      /** Bytes of scratch that each thread needs, and the first byte that none of the columns uses. */
      readonly scratch: number
      readonly end: number
      readonly starts: ViewPlace
      /** Where in scratch the totals lie. */
      readonly tallies: number
    }

/** A back end: it makes a plan of work, or throws `UnsupportedWork`. */
export type Backend = (columns: Columns, work: Work) => Plan

/** Households worked on at a time: what they need then lies in the nearest caches. */
export const BLOCK = 512

/** Work that a back end has no form for. */
export class UnsupportedWork extends Error {}
