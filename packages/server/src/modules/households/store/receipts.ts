import { rowArrays, type Tx } from '../../../platform/db/index.ts'

/** A row of `benefit_receipt`; days as `YYYY-MM-DD`. */
export interface ReceiptRecord {
  readonly id: string
  readonly household_id: string
  readonly person_id: string | null
  readonly policy: string
  readonly amount_fen: number | null
  readonly per: string
  readonly from_date: string | null
  readonly to_date: string | null
  readonly source_name: string
  readonly source_id: string | null
  readonly stated_on: string | null
  readonly learned_at: Date
}

const COLUMNS = `id, household_id, person_id, policy, amount_fen, per, from_date, to_date, source_name, source_id,
  stated_on, learned_at`

/** All benefits of some households, running ones first. */
export async function receiptsOf(tx: Tx, householdIds: readonly string[]): Promise<ReceiptRecord[]> {
  return tx.query<ReceiptRecord>(
    `SELECT ${COLUMNS} FROM benefit_receipt WHERE household_id = ANY ($1::uuid[])
     ORDER BY household_id, (to_date IS NOT NULL), from_date DESC NULLS LAST, id`,
    [householdIds],
  )
}

/** Policies received on a day, by household. */
export async function policiesReceived(
  tx: Tx,
  householdIds: readonly string[],
  day: string,
): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ household_id: string; policies: string[] }>(
    `SELECT household_id, array_agg(DISTINCT policy ORDER BY policy) AS policies FROM benefit_receipt
     WHERE household_id = ANY ($1::uuid[]) AND ${RUNNING.replaceAll('$day', '$2')} GROUP BY household_id`,
    [householdIds, day],
  )
  return new Map(rows.map((row) => [row.household_id, row.policies]))
}

/** SQL: whether a receipt runs on the day `$day`. */
export const RUNNING = `(from_date IS NULL OR from_date <= $day) AND (to_date IS NULL OR to_date >= $day)`

/** A row to be written. */
export interface NewReceiptRow {
  readonly id: string
  readonly household_id: string
  readonly person_id: string | null
  readonly org_path: string
  readonly policy: string
  readonly amount_fen: number | null
  readonly per: string
  readonly from_date: string | null
  readonly to_date: string | null
  readonly source_name: string
  readonly source_id: string
  readonly stated_on: string
  readonly batch_id: string | null
  readonly source_row: number | null
}

const NEW_RECEIPT = {
  ...{
    id: 'uuid',
    household_id: 'uuid',
    person_id: 'uuid',
    org_path: 'text',
    policy: 'text',
    amount_fen: 'bigint',
  },
  ...{
    per: 'text',
    from_date: 'date',
    to_date: 'date',
    source_name: 'text',
    source_id: 'text',
    stated_on: 'date',
  },
  ...{ batch_id: 'uuid', source_row: 'integer' },
} as const

export async function insertReceipts(tx: Tx, rows: readonly NewReceiptRow[]): Promise<void> {
  if (rows.length === 0) return
  const { from, values } = rowArrays(NEW_RECEIPT, rows, 1)
  const columns = Object.keys(NEW_RECEIPT).join(', ')
  await tx.execute(
    `INSERT INTO benefit_receipt (${columns}, learned_at) SELECT ${columns}, $1 FROM ${from}`,
    [tx.now, ...values],
  )
}

/** Ends receipts, or only notes a newer statement of the same (`to_date` null). */
export async function restateReceipts(
  tx: Tx,
  rows: readonly { readonly id: string; readonly to_date: string | null; readonly stated_on: string }[],
  batchId: string | null,
): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(
    `UPDATE benefit_receipt b SET to_date = coalesce(r.to_date, b.to_date), stated_on = r.stated_on,
       ended_by = CASE WHEN r.to_date IS NULL THEN b.ended_by ELSE $2::uuid END,
       version = b.version + CASE WHEN r.to_date IS NULL THEN 0 ELSE 1 END
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, to_date date, stated_on date) WHERE b.id = r.id`,
    [JSON.stringify(rows), batchId],
  )
}
