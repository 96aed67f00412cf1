import type { Tx } from '../../../platform/db/index.ts'
import type { TokenRow } from '../search/tokens.ts'

export async function insertTokens(tx: Tx, rows: readonly TokenRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(
    `INSERT INTO search_token (token, kind, person_id, household_id, org_path)
     SELECT token, kind, person_id, household_id, org_path FROM jsonb_to_recordset($1::jsonb) AS r(
       token text, kind text, person_id uuid, household_id uuid, org_path text)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  )
}

/** Removes the address tokens of a household, before they are written anew for another head. */
export async function removeAddressTokens(tx: Tx, householdId: string): Promise<void> {
  await tx.execute(`DELETE FROM search_token WHERE household_id = $1 AND kind = 'address'`, [householdId])
}
