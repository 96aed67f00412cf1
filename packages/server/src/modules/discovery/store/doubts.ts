import type { Tx } from '../../../platform/db/index.ts'
import type { Doubt } from '../service/link-rows.ts'

/** A row that waits for somebody to say who it is about. */
export interface DoubtRow {
  readonly batch_id: string
  readonly row: number
  readonly file_name: string
  readonly source: string
  readonly layout_version: number | null
  readonly as_of: string | null
  readonly doubts: readonly Doubt[]
}

/** SQL: rows of imports that stand and were no trial, about whom nobody has said anything yet. */
const WAITING = `FROM import_row r JOIN import_batch b ON b.id = r.batch_id
  WHERE r.doubts IS NOT NULL AND r.decided_at IS NULL AND r.outcome = 'review' AND NOT b.dry_run AND b.state = 'done'`

/** Rows that wait, of the newest import first. */
export async function waitingRows(
  tx: Tx,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ rows: DoubtRow[]; total: number }> {
  const rows = await tx.query<DoubtRow>(
    `SELECT r.batch_id, r.row, b.file_name, b.source, b.layout_version, b.as_of, r.doubts ${WAITING}
     ORDER BY b.created_at DESC, r.batch_id, r.row LIMIT $1 OFFSET $2`,
    [page.limit, page.offset],
  )
  const [count] = await tx.query<{ n: number }>(`SELECT count(*)::int AS n ${WAITING}`)
  return { rows, total: count?.n ?? 0 }
}

/** A row that waits, with those of its household of the list that wait for it. */
export async function waitingTogether(
  tx: Tx,
  batchId: string,
  row: number,
): Promise<{ readonly doubts: readonly Doubt[]; readonly rows: number[] } | null> {
  const [one] = await tx.query<{ doubts: readonly Doubt[]; rows: number[] }>(
    `SELECT r.doubts, ARRAY(SELECT o.row FROM import_row o
       WHERE o.batch_id = r.batch_id AND o.outcome = 'review'
         AND (o.row = r.row OR (o.household_key = r.household_key AND EXISTS (SELECT 1 FROM import_problem p
           WHERE p.batch_id = o.batch_id AND p.row = o.row AND p.code IN ('household_waits', 'household_split'))))
       ORDER BY o.row) AS rows
     ${WAITING} AND r.batch_id = $1 AND r.row = $2`,
    [batchId, row],
  )
  return one ?? null
}

/** Forgets what was recorded of some rows, before they are looked at again. */
export async function forgetRows(tx: Tx, batchId: string, rows: readonly number[]): Promise<void> {
  await tx.execute('DELETE FROM import_problem WHERE batch_id = $1 AND row = ANY ($2::int[])', [
    batchId,
    rows,
  ])
  await tx.execute('DELETE FROM import_row WHERE batch_id = $1 AND row = ANY ($2::int[])', [batchId, rows])
}

/** Counts of an import after some of its rows were looked at again. */
export async function recount(
  tx: Tx,
  batchId: string,
  linked: { readonly existing: number; readonly new: number },
): Promise<void> {
  await tx.execute(
    `UPDATE import_batch b SET accepted = c.accepted, unchanged = c.unchanged, review = c.review,
       linked_existing = linked_existing + $2, linked_new = linked_new + $3, version = version + 1
     FROM (SELECT count(*) FILTER (WHERE outcome = 'accepted')::int AS accepted,
         count(*) FILTER (WHERE outcome = 'unchanged')::int AS unchanged,
         count(*) FILTER (WHERE outcome = 'review')::int AS review FROM import_row WHERE batch_id = $1) c
     WHERE b.id = $1`,
    [batchId, linked.existing, linked.new],
  )
}
