import type { Entity, Fact } from '../facts/dictionary.ts'

/**
 * How a column is held. Unknown has a value of its own: 255 in bytes, -2^31 in whole numbers of 32 bits, NaN in doubles.
 * Bytes hold truths (0, 1), words (their place in the list of the dictionary) and small whole numbers; 32 bits hold fen, days
 * (YYYYMMDD) and larger numbers; doubles hold what does not fit, as exact integers.
 */
export type Storage = 'u8' | 'i32' | 'f64'

export const UNKNOWN_BYTE = 255
export const UNKNOWN_INT = -2147483648
/** Bytes of one value. */
export const WIDTH = { u8: 1, i32: 4, f64: 8 } as const

/** One fact of every household or of every person. Known values lie within `low` and `high` (both 0 when nothing is known). */
export type Column = {
  readonly fact: Fact
  readonly storage: Storage
  readonly offset: number
  readonly length: number
  readonly low: number
  readonly high: number
  /** Whether a value is missing somewhere. */
  readonly open: boolean
}

/**
 * A population as columns in one memory. The members of household h are the persons from `start[h]` to `start[h + 1]`.
 * The memory is shared where the host allows it, so that workers read the same columns.
 */
export type Columns = {
  readonly memory: WebAssembly.Memory
  readonly households: number
  readonly persons: number
  readonly startOffset: number
  /** The largest household. */
  readonly mostMembers: number
  readonly household: ReadonlyMap<string, Column>
  readonly person: ReadonlyMap<string, Column>
  /** The unit of each household by its place in `names` (byte offset of 32-bit numbers), where the source names one. */
  readonly org: { readonly names: readonly string[]; readonly offset: number } | null
  /** Ids of the households, where they were asked for. */
  readonly ids: readonly string[] | null
  /** First free byte after the columns. */
  readonly end: number
}

export type Values = Uint8Array | Int32Array | Float64Array

/** Values in a memory, as a view: valid until a memory that is not shared grows. */
export function viewOf(
  { buffer }: WebAssembly.Memory,
  { storage, offset, length }: Pick<Column, 'storage' | 'offset' | 'length'>,
): Values {
  if (storage === 'u8') return new Uint8Array(buffer, offset, length)
  return storage === 'i32' ? new Int32Array(buffer, offset, length) : new Float64Array(buffer, offset, length)
}

/** The values of a column. */
export function valuesOf(columns: Columns, column: Pick<Column, 'storage' | 'offset' | 'length'>): Values {
  return viewOf(columns.memory, column)
}

/** Where each household's members begin; one entry more than there are households. */
export function startsOf(columns: Columns): Int32Array {
  return new Int32Array(columns.memory.buffer, columns.startOffset, columns.households + 1)
}

/** The column of a fact, or null when the population does not have it: it is then unknown everywhere. */
export function columnOf(columns: Columns, entity: Entity, name: string): Column | null {
  return columns[entity].get(name) ?? null
}

/** The storage that is tried first for a fact: bytes by the dictionary's bounds, 32 bits until a value does not fit. */
export function firstStorage(fact: Fact): Storage {
  if (fact.type === 'boolean') return 'u8'
  if (fact.type === 'enum') return (fact.values?.length ?? 0) < UNKNOWN_BYTE ? 'u8' : 'i32'
  if (fact.type !== 'integer') return 'i32'
  return fact.min !== undefined && fact.min >= 0 && fact.max !== undefined && fact.max < UNKNOWN_BYTE
    ? 'u8'
    : 'i32'
}
