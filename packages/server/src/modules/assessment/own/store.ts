import type { Tx } from '../../../platform/db/index.ts'

/** A row of `scale_request`. */
export interface RequestRow {
  readonly [column: string]: unknown
  readonly id: string
  readonly household_id: string
  readonly org_path: string
  readonly person_id: string | null
  readonly instrument: string
  readonly guarded: boolean
  readonly asked_by: string
  readonly asked_at: Date
  readonly until_at: Date
  readonly token_hash: string | null
  readonly state: 'open' | 'done' | 'withdrawn'
  readonly version: number
}

const COLUMNS = `id, household_id, org_path, person_id, instrument, guarded, asked_by, asked_at, until_at, token_hash, state, version`

/** Writes a request; what was asked before of the same person with the same instrument gives way to it. */
export async function insertRequest(
  tx: Tx,
  row: Omit<RequestRow, 'asked_by' | 'asked_at' | 'state' | 'version'>,
): Promise<void> {
  await tx.execute(
    `UPDATE scale_request SET state = 'withdrawn', ended_at = $4, version = version + 1
     WHERE household_id = $1 AND instrument = $2 AND person_id IS NOT DISTINCT FROM $3::uuid AND state = 'open'`,
    [row.household_id, row.instrument, row.person_id, tx.now],
  )
  await tx.execute(
    `INSERT INTO scale_request (id, household_id, org_path, person_id, instrument, guarded, asked_by, asked_at, until_at, token_hash, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open')`,
    [
      row.id,
      row.household_id,
      row.org_path,
      row.person_id,
      row.instrument,
      row.guarded,
      tx.actor.userId,
      tx.now,
      row.until_at,
      row.token_hash,
    ],
  )
}

/** What waits, of one household or of all that the actor reaches, the newest first. */
export async function openRequests(tx: Tx, householdId: string | null): Promise<RequestRow[]> {
  return tx.query<RequestRow>(
    `SELECT ${COLUMNS} FROM scale_request WHERE state = 'open' AND until_at > $2 AND ($1::uuid IS NULL OR household_id = $1)
     ORDER BY asked_at DESC, id LIMIT 50`,
    [householdId, tx.now],
  )
}

/** A request by its id or by the hash of its link's token, locked; null where the actor reaches none. */
export async function lockRequest(
  tx: Tx,
  by: { readonly id: string } | { readonly tokenHash: string },
): Promise<RequestRow | null> {
  const [row] = await tx.query<RequestRow>(
    `SELECT ${COLUMNS} FROM scale_request WHERE ${'id' in by ? 'id' : 'token_hash'} = $1 FOR UPDATE`,
    ['id' in by ? by.id : by.tokenHash],
  )
  return row ?? null
}

/** Ends an open request: done with a result, or withdrawn. */
export async function endRequest(tx: Tx, id: string, resultId: string | null): Promise<void> {
  await tx.execute(
    `UPDATE scale_request SET state = CASE WHEN $2::uuid IS NULL THEN 'withdrawn' ELSE 'done' END, result_id = $2, ended_at = $3,
       version = version + 1 WHERE id = $1`,
    [id, resultId, tx.now],
  )
}
