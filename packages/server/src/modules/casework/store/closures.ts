import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

export type ClosureState = 'proposed' | 'returned' | 'approved'

/** A row of `closure`. */
export interface ClosureRow {
  readonly id: string
  readonly case_id: string
  readonly household_id: string
  readonly org_path: string
  readonly outcome: string
  readonly assessment: string
  readonly state: ClosureState
  readonly proposed_by: string
  readonly proposed_at: Date
  readonly reviewed_by: string | null
  readonly comment: string | null
  readonly version: number
}

const COLUMNS = `id, case_id, household_id, org_path, outcome, assessment, state, proposed_by, proposed_at, reviewed_by,
  comment, version`

export async function insertClosure(
  tx: Tx,
  row: Pick<ClosureRow, 'id' | 'case_id' | 'household_id' | 'org_path' | 'outcome' | 'assessment'>,
): Promise<void> {
  await tx.execute(
    `INSERT INTO closure (id, case_id, household_id, org_path, outcome, assessment, state, proposed_by, proposed_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8)`,
    [
      row.id,
      row.case_id,
      row.household_id,
      row.org_path,
      row.outcome,
      row.assessment,
      tx.actor.userId,
      tx.now,
    ],
  )
}

export async function getClosure(tx: Tx, id: string): Promise<ClosureRow> {
  const [row] = await tx.query<ClosureRow>(`SELECT ${COLUMNS} FROM closure WHERE id = $1`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

export async function closuresOfCase(tx: Tx, caseId: string): Promise<ClosureRow[]> {
  return tx.query<ClosureRow>(`SELECT ${COLUMNS} FROM closure WHERE case_id = $1 ORDER BY proposed_at DESC`, [
    caseId,
  ])
}

export async function judgeClosure(
  tx: Tx,
  id: string,
  version: number,
  judgement: { readonly state: ClosureState; readonly comment: string | null },
): Promise<void> {
  const changed = await tx.execute(
    `UPDATE closure SET state = $3, comment = $4, reviewed_by = $5, reviewed_at = $6, version = version + 1
     WHERE id = $1 AND version = $2`,
    [id, version, judgement.state, judgement.comment, tx.actor.userId, tx.now],
  )
  if (changed === 0) throw new AppError('version_conflict')
}

/** Puts a closure back without a judgement on it. */
export async function returnUnjudged(tx: Tx, id: string, version: number): Promise<void> {
  const changed = await tx.execute(
    `UPDATE closure SET state = 'returned', version = version + 1 WHERE id = $1 AND version = $2 AND state = 'proposed'`,
    [id, version],
  )
  if (changed === 0) throw new AppError('version_conflict')
}

export async function listClosureRows(
  tx: Tx,
  state: ClosureState,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ rows: ClosureRow[]; total: number }> {
  const rows = await tx.query<ClosureRow>(
    `SELECT ${COLUMNS} FROM closure WHERE state = $1 ORDER BY proposed_at, id LIMIT $2 OFFSET $3`,
    [state, page.limit, page.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    'SELECT count(*)::int AS total FROM closure WHERE state = $1',
    [state],
  )
  return { rows, total: count?.total ?? 0 }
}
