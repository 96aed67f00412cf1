import type { Facts } from '../facts/dictionary.ts'
import { growTo, newMemory } from './builder.ts'
import type { Column, Columns } from './columns.ts'

type PackedColumn = Omit<Column, 'fact'> & { readonly entity: 'household' | 'person'; readonly name: string }

/** What stands before the bytes of packed columns. */
type Head = Pick<Columns, 'households' | 'persons' | 'startOffset' | 'mostMembers' | 'end'> & {
  readonly columns: readonly PackedColumn[]
}

/** Packed columns: a description in plain data, and the bytes of their memory. Ids and units are left out. */
export type PackedColumns = { readonly head: Head; readonly bytes: Uint8Array<ArrayBuffer> }

/** Takes columns out of their memory, to be sent. */
export function packColumns(columns: Columns): PackedColumns {
  const { memory, households, persons, startOffset, mostMembers, end, org } = columns
  const bytes = new Uint8Array(end)
  bytes.set(new Uint8Array(memory.buffer, 0, end))
  if (org) bytes.fill(0, org.offset, org.offset + 4 * households)
  const packed = [...columns.household.values(), ...columns.person.values()].map(
    ({ fact: { entity, name }, storage, offset, length, low, high, open }): PackedColumn => ({
      entity,
      name,
      storage,
      offset,
      length,
      low,
      high,
      open,
    }),
  )
  return { head: { households, persons, startOffset, mostMembers, end, columns: packed }, bytes }
}

/** Puts packed columns into a memory of their own. Throws `RangeError` when they do not fit the dictionary or themselves. */
export function unpackColumns({ head, bytes }: PackedColumns, facts: Facts): Columns {
  const { columns: packed, ...rest } = head
  if (bytes.length !== rest.end)
    throw new RangeError(`${rest.end} bytes were announced, ${bytes.length} came`)
  const memory = newMemory(rest.end)
  growTo(memory, rest.end)
  new Uint8Array(memory.buffer).set(bytes)
  const maps = { household: new Map<string, Column>(), person: new Map<string, Column>() }
  for (const { entity, name, ...column } of packed) {
    const fact = facts[entity].get(name)
    if (!fact) throw new RangeError(`there is no ${entity} fact "${name}"`)
    maps[entity].set(name, { fact, ...column })
  }
  return { memory, ...rest, ...maps, org: null, ids: null }
}
