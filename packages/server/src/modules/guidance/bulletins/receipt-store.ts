import type { Tx } from '../../../platform/db/index.ts'

/** A receipt of one version of a bulletin. */
export interface ReceiptRow {
  readonly bulletin_id: string
  readonly account_id: string
  readonly read_at: Date
  readonly answers: number[] | null
  readonly right_count: number | null
}

/** Notes that the actor has read a version; the first time counts. */
export async function insertReceipt(tx: Tx, id: string, no: number): Promise<void> {
  await tx.execute(
    `INSERT INTO bulletin_receipt (bulletin_id, no, account_id, read_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (bulletin_id, no, account_id) DO NOTHING`,
    [id, no, tx.actor.userId, tx.now],
  )
}

/** Writes the actor's answers once. @returns whether they were written. */
export async function writeAnswers(
  tx: Tx,
  id: string,
  no: number,
  answers: readonly number[],
  right: number,
): Promise<boolean> {
  const written = await tx.execute(
    `UPDATE bulletin_receipt SET answers = $4, right_count = $5, answered_at = $6
     WHERE bulletin_id = $1 AND no = $2 AND account_id = $3 AND answers IS NULL`,
    [id, no, tx.actor.userId, answers, right, tx.now],
  )
  return written > 0
}

/** The receipts of the present versions of some bulletins. */
export async function receiptsOf(tx: Tx, ids: readonly string[]): Promise<ReceiptRow[]> {
  return tx.query<ReceiptRow>(
    `SELECT r.bulletin_id, r.account_id, r.read_at, r.answers, r.right_count
     FROM bulletin_receipt r JOIN bulletin b ON b.id = r.bulletin_id AND b.current_no = r.no
     WHERE r.bulletin_id = ANY ($1::uuid[])`,
    [ids],
  )
}

export async function insertReminder(
  tx: Tx,
  row: { readonly id: string; readonly bulletinId: string; readonly no: number; readonly unit: string },
): Promise<void> {
  await tx.execute(
    `INSERT INTO bulletin_reminder (id, bulletin_id, no, unit_path, by_id, at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [row.id, row.bulletinId, row.no, row.unit, tx.actor.userId, tx.now],
  )
}

export async function remindersOf(
  tx: Tx,
  id: string,
  no: number,
): Promise<{ unit_path: string; at: Date }[]> {
  return tx.query('SELECT unit_path, at FROM bulletin_reminder WHERE bulletin_id = $1 AND no = $2', [id, no])
}
