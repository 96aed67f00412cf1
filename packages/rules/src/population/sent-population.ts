import { type Columns, type PackedColumns, packColumns, unpackColumns } from '../columns/index.ts'
import type { LibraryBundle } from '../library/documents.ts'
import type { Library } from '../library/library.ts'
import { openLibrary } from '../library/open.ts'
import { narrowedBundle } from './narrowed-bundle.ts'
import type { Grouping } from './simulator.ts'

/** Everything that a question on some policies needs, away from the database. */
export type SentPopulation = {
  readonly library: Library
  readonly policies: readonly string[]
  readonly date: string
  readonly columns: Columns
  readonly groupings: readonly Grouping[]
  /** Said beside it: when it was read, with which library. */
  readonly notes: Readonly<Record<string, string>>
}

type Head = {
  readonly format: 'lastmile-population-1'
  readonly bundle: LibraryBundle
  readonly policies: readonly string[]
  readonly date: string
  readonly columns: PackedColumns['head']
  readonly groupings: readonly Pick<Grouping, 'name' | 'keys'>[]
  readonly notes: Readonly<Record<string, string>>
}

/** A population as bytes: the length of a head (32 bits, little endian), the head as JSON, the columns, a byte a household and grouping. */
export function encodePopulation(sent: SentPopulation): Uint8Array<ArrayBuffer> {
  const { library, policies, date, columns, groupings, notes } = sent
  const packed = packColumns(columns)
  const head: Head = {
    format: 'lastmile-population-1',
    bundle: narrowedBundle(library, policies),
    policies,
    date,
    columns: packed.head,
    groupings: groupings.map(({ name, keys }) => ({ name, keys })),
    notes,
  }
  const text = new TextEncoder().encode(JSON.stringify(head))
  const parts = [text, packed.bytes, ...groupings.map(({ codes }) => codes)]
  const bytes = new Uint8Array(4 + parts.reduce((sum, part) => sum + part.length, 0))
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  let at = 4
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** Reads what `encodePopulation` wrote. Throws `RangeError` when something is missing. */
export function decodePopulation(bytes: Uint8Array<ArrayBuffer>): SentPopulation {
  if (bytes.length < 4) throw new RangeError('the population has no head')
  let at = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const take = (length: number) => {
    at += length
    if (at > bytes.length) throw new RangeError(`${at} bytes were announced, ${bytes.length} came`)
    return bytes.slice(at - length, at)
  }
  const head: Head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, at)))
  if (head.format !== 'lastmile-population-1') throw new RangeError(`the format ${head.format} is not known`)
  const library = openLibrary(head.bundle)
  const columns = unpackColumns({ head: head.columns, bytes: take(head.columns.end) }, library.facts)
  const groupings = head.groupings.map((group) => ({ ...group, codes: take(head.columns.households) }))
  return { library, policies: head.policies, date: head.date, columns, groupings, notes: head.notes }
}
