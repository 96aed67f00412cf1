import type { Tx } from '../../../platform/db/index.ts'

/** The id of a household by its number, for those who query the ledger; null when there is none. */
export async function findHouseholdByNo(tx: Tx, no: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string | null }>('SELECT app.household_id_by_no($1) AS id', [no.trim()])
  return row?.id ?? null
}

/** Numbers of households by id, for those who query the ledger. */
export async function householdNumbers(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.query<{ id: string; no: string }>(
    'SELECT id, no FROM app.household_nos($1::uuid[])',
    [[...new Set(ids)]],
  )
  return new Map(rows.map((row) => [row.id, row.no]))
}
