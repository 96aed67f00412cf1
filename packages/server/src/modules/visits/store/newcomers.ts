import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A row of `field_newcomer`; the payload is an encrypted field. */
export interface NewcomerRow {
  readonly id: string
  readonly org_path: string
  readonly device_id: string
  readonly state: 'asked' | 'created' | 'joined'
  readonly payload: string | null
  readonly candidates: readonly string[]
  readonly became: string | null
  readonly at: Date
  readonly version: number
}

const COLUMNS = 'id, org_path, device_id, state, payload, candidates, became, at, version'

export async function insertNewcomer(tx: Tx, row: Omit<NewcomerRow, 'version' | 'at'>): Promise<void> {
  await tx.execute(
    `INSERT INTO field_newcomer (id, org_path, account_id, device_id, state, payload, candidates, became, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      row.org_path,
      tx.actor.userId,
      row.device_id,
      row.state,
      row.payload,
      row.candidates,
      row.became,
      tx.now,
    ],
  )
}

/** Newcomers that wait for an answer of the actor, the oldest first. */
export async function askedNewcomers(tx: Tx): Promise<NewcomerRow[]> {
  return tx.query<NewcomerRow>(
    `SELECT ${COLUMNS} FROM field_newcomer WHERE account_id = $1 AND state = 'asked' ORDER BY at, id LIMIT 200`,
    [tx.actor.userId],
  )
}

export async function getNewcomer(tx: Tx, id: string): Promise<NewcomerRow> {
  const [row] = await tx.query<NewcomerRow>(
    `SELECT ${COLUMNS} FROM field_newcomer WHERE id = $1 FOR UPDATE`,
    [id],
  )
  if (!row) throw new AppError('not_found')
  return row
}

export async function settleNewcomer(
  tx: Tx,
  row: NewcomerRow,
  state: 'created' | 'joined',
  became: string,
): Promise<void> {
  await tx.execute(
    `UPDATE field_newcomer SET state = $2, became = $3, payload = NULL, version = version + 1 WHERE id = $1`,
    [row.id, state, became],
  )
}
