import type { TaskState } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A row of `bureau_task`; days as `YYYY-MM-DD`. */
export interface TaskRow {
  readonly id: string
  readonly org_path: string
  readonly title: string
  readonly body: string
  readonly due_on: string
  readonly state: TaskState
  readonly given_by: string
  readonly given_at: Date
  readonly reply: string | null
  readonly replied_by: string | null
  readonly replied_at: Date | null
  readonly version: number
}

const COLUMNS = `id, org_path, title, body, due_on::text AS due_on, state, given_by, given_at, reply, replied_by,
  replied_at, version`

export async function insertTask(
  tx: Tx,
  row: Pick<TaskRow, 'id' | 'org_path' | 'title' | 'body' | 'due_on'>,
): Promise<void> {
  await tx.execute(
    `INSERT INTO bureau_task (id, org_path, title, body, due_on, state, given_by, given_at)
     VALUES ($1, $2, $3, $4, $5, 'given', $6, $7)`,
    [row.id, row.org_path, row.title, row.body, row.due_on, tx.actor.userId, tx.now],
  )
}

export async function getTask(tx: Tx, id: string): Promise<TaskRow> {
  const [row] = await tx.query<TaskRow>(`SELECT ${COLUMNS} FROM bureau_task WHERE id = $1`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

export async function listTaskRows(
  tx: Tx,
  filter: {
    readonly state?: TaskState | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ rows: TaskRow[]; total: number }> {
  const rows = await tx.query<TaskRow>(
    `SELECT ${COLUMNS} FROM bureau_task WHERE $1::text IS NULL OR state = $1
     ORDER BY (state = 'accepted'), due_on, org_path LIMIT $2 OFFSET $3`,
    [filter.state ?? null, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    'SELECT count(*)::int AS total FROM bureau_task WHERE $1::text IS NULL OR state = $1',
    [filter.state ?? null],
  )
  return { rows, total: count?.total ?? 0 }
}

/** The street's reply, from the version that it saw. */
export async function replyToTask(tx: Tx, id: string, version: number, reply: string): Promise<void> {
  const changed = await tx.execute(
    `UPDATE bureau_task SET state = 'replied', reply = $3, replied_by = $4, replied_at = $5, version = version + 1
     WHERE id = $1 AND version = $2`,
    [id, version, reply, tx.actor.userId, tx.now],
  )
  if (changed === 0) throw new AppError('version_conflict')
}

export async function moveTask(tx: Tx, id: string, version: number, state: TaskState): Promise<void> {
  const changed = await tx.execute(
    'UPDATE bureau_task SET state = $3, version = version + 1 WHERE id = $1 AND version = $2',
    [id, version, state],
  )
  if (changed === 0) throw new AppError('version_conflict')
}
