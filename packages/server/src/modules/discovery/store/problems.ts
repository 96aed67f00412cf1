import { newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import type { Problem, ProblemCode, ProblemParams, Severity } from '../problems/catalogue.ts'

interface ProblemRow {
  readonly row: number
  readonly col: string | null
  readonly severity: Severity
  readonly code: ProblemCode
  readonly params: ProblemParams
  readonly value: string | null
}

export async function insertProblems(
  tx: Tx,
  batch: { readonly id: string; readonly org_path: string },
  problems: readonly Problem[],
): Promise<void> {
  if (problems.length === 0) return
  const rows = problems.map(({ column, ...problem }) => ({ ...problem, col: column, id: newIdAt(tx.now) }))
  await tx.execute(
    `INSERT INTO import_problem (id, batch_id, org_path, row, col, severity, code, params, value)
     SELECT id, $1, $2, row, col, severity, code, params, value FROM jsonb_to_recordset($3::jsonb)
       AS p(id uuid, row int, col text, severity text, code text, params jsonb, value text)`,
    [batch.id, batch.org_path, JSON.stringify(rows)],
  )
}

function toProblem({ col, ...row }: ProblemRow): Problem {
  return { ...row, column: col }
}

const COLUMNS = 'row, col, severity, code, params, value'

export async function listProblems(
  tx: Tx,
  batchId: string,
  page: { readonly limit: number; readonly offset: number; readonly severity?: Severity | undefined },
): Promise<{ problems: Problem[]; total: number }> {
  const where = 'batch_id = $1 AND ($2::text IS NULL OR severity = $2)'
  const rows = await tx.query<ProblemRow>(
    `SELECT ${COLUMNS} FROM import_problem WHERE ${where} ORDER BY row, col NULLS FIRST, code, id LIMIT $3 OFFSET $4`,
    [batchId, page.severity ?? null, page.limit, page.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM import_problem WHERE ${where}`,
    [batchId, page.severity ?? null],
  )
  return { problems: rows.map(toProblem), total: count?.total ?? 0 }
}

/** Problems of a range of rows, for writing them beside the rows. */
export async function problemsOfRows(tx: Tx, batchId: string, from: number, to: number): Promise<Problem[]> {
  const rows = await tx.query<ProblemRow>(
    `SELECT ${COLUMNS} FROM import_problem WHERE batch_id = $1 AND row BETWEEN $2 AND $3 ORDER BY row, col NULLS FIRST, code, id`,
    [batchId, from, to],
  )
  return rows.map(toProblem)
}

/** Forgets what a dry run found, before the rows are read for good. */
export async function clearFindings(tx: Tx, batchId: string): Promise<void> {
  await tx.execute('DELETE FROM import_problem WHERE batch_id = $1', [batchId])
  await tx.execute('DELETE FROM import_row WHERE batch_id = $1', [batchId])
  await tx.execute(
    `UPDATE import_batch SET accepted = 0, unchanged = 0, refused = 0, review = 0, linked_existing = 0,
       linked_new = 0, next_row = 0 WHERE id = $1`,
    [batchId],
  )
}
