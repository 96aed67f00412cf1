import { rowArrays, type Tx } from '../../../platform/db/index.ts'
import type { TokenRow } from '../search/tokens.ts'

const TOKEN = {
  token: 'text',
  kind: 'text',
  person_id: 'uuid',
  household_id: 'uuid',
  org_path: 'text',
} as const

/** Writes tokens, in the order of their index: a chunk of a large list touches each of its pages once. */
export async function insertTokens(tx: Tx, rows: readonly TokenRow[]): Promise<void> {
  if (rows.length === 0) return
  const { from, values } = rowArrays(TOKEN, rows)
  const columns = Object.keys(TOKEN).join(', ')
  await tx.execute(
    `INSERT INTO search_token (${columns}) SELECT ${columns} FROM ${from} ORDER BY token ON CONFLICT DO NOTHING`,
    values,
  )
}

/** Removes the address tokens of a household, before they are written anew for another head. */
export async function removeAddressTokens(tx: Tx, householdId: string): Promise<void> {
  await tx.execute(`DELETE FROM search_token WHERE household_id = $1 AND kind = 'address'`, [householdId])
}
