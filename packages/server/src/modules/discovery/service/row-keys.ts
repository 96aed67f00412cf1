import { createHash } from 'node:crypto'
import type { Keyring } from '../../../platform/crypto/index.ts'
import type { RowReading } from '../rows/row-reading.ts'

function hash(...parts: readonly (string | null)[]): string {
  return createHash('sha256')
    .update(parts.map((part) => part ?? '').join('\u0000'))
    .digest('hex')
}

/** Who a row is about, as a hash that says nothing of them: the blind index of the number, else name, birth date and household. */
export function personKey(keys: Keyring, { person, householdKey, row }: RowReading): string {
  if (person.idNumber !== null) return keys.blindIndex('resident-id', person.idNumber).toString('hex')
  if (person.name === '' || person.birthDate === null) return hash('row', String(row))
  return hash('person', person.name, person.birthDate, householdKey)
}

/** What must stand once in a file: the person, or the payment, ticket or file of the person where rows have numbers. */
export function rowKey(keys: Keyring, reading: RowReading): string {
  const person = personKey(keys, reading)
  return reading.rowKey === null ? person : hash(person, reading.rowKey)
}

/** The household of the list that a row belongs to, as a hash; null when the list does not say. */
export function householdKeyHash(keys: Keyring, key: string | null): string | null {
  // The key may be the head's identity number, so it is a keyed hash.
  return key === null ? null : keys.blindIndex('resident-id', `household:${key}`).toString('hex')
}

/** All that a row says, as a hash, to tell a repetition from a contradiction. */
export function contentHash(keys: Keyring, reading: RowReading): string {
  const { row: _row, problems: _problems, unit, ...said } = reading
  return keys
    .blindIndex('resident-id', `row:${JSON.stringify({ ...said, unit: unit?.path ?? null })}`)
    .toString('hex')
}
