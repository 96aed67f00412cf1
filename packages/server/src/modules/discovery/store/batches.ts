import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { Mapping } from '../table/mapping.ts'

export type BatchState =
  | 'preview'
  | 'queued'
  | 'running'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'withdrawing'
  | 'withdrawn'

/** What the file as a whole showed when it was looked at. */
export interface FileFindings {
  /** Whether the rows were counted to the end. */
  readonly counted: boolean
  readonly hiddenRows: number
  readonly hiddenSheets: readonly string[]
  readonly otherSheets: readonly string[]
  readonly asOfGuessed: boolean
}

/** A row of `import_batch`. */
export interface BatchRow {
  readonly id: string
  readonly source: string
  /** The version of a layout that was made here; null for those of the district's folder. */
  readonly layout_version: number | null
  readonly org_path: string
  readonly file_id: string | null
  readonly file_name: string
  readonly file_sha256: string
  readonly encoding: string | null
  readonly sheet: string | null
  readonly header_row: number | null
  readonly mapping: Mapping
  readonly state: BatchState
  readonly dry_run: boolean
  readonly as_of: string | null
  readonly rows: number
  readonly accepted: number
  readonly unchanged: number
  readonly refused: number
  readonly review: number
  readonly linked_existing: number
  readonly linked_new: number
  readonly next_row: number
  readonly job_id: string | null
  readonly error: { readonly zh: string; readonly en: string } | null
  readonly found: FileFindings
  readonly cancel_requested: boolean
  readonly withdrawn_by: string | null
  readonly withdrawn_at: Date | null
  readonly withdraw_reason: string | null
  readonly started_by: string | null
  readonly created_at: Date
  readonly finished_at: Date | null
  readonly version: number
}

export type NewBatch = Pick<
  BatchRow,
  | 'id'
  | 'source'
  | 'layout_version'
  | 'org_path'
  | 'file_id'
  | 'file_name'
  | 'file_sha256'
  | 'encoding'
  | 'sheet'
  | 'header_row'
  | 'mapping'
  | 'as_of'
  | 'rows'
  | 'found'
  | 'started_by'
>

const COLUMNS = `id, source, layout_version, org_path, file_id, file_name, file_sha256, encoding, sheet, header_row, mapping, state,
  dry_run, as_of, rows, accepted, unchanged, refused, review, linked_existing, linked_new, next_row, job_id, error,
  found, cancel_requested, withdrawn_by, withdrawn_at, withdraw_reason, started_by, created_at, finished_at, version`

export async function insertBatch(tx: Tx, batch: NewBatch): Promise<void> {
  await tx.execute(
    `INSERT INTO import_batch (id, source, org_path, file_id, file_name, file_sha256, encoding, sheet, header_row,
       mapping, state, as_of, rows, found, started_by, created_at, layout_version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'preview', $11, $12, $13, $14, $15, $16)`,
    [
      batch.id,
      batch.source,
      batch.org_path,
      batch.file_id,
      batch.file_name,
      batch.file_sha256,
      batch.encoding,
      batch.sheet,
      batch.header_row,
      JSON.stringify(batch.mapping),
      batch.as_of,
      batch.rows,
      JSON.stringify(batch.found),
      batch.started_by,
      tx.now,
      batch.layout_version,
    ],
  )
}

export async function findBatch(tx: Tx, id: string): Promise<BatchRow | null> {
  const [row] = await tx.query<BatchRow>(`SELECT ${COLUMNS} FROM import_batch WHERE id = $1`, [id])
  return row ?? null
}

export async function getBatch(tx: Tx, id: string): Promise<BatchRow> {
  const row = await findBatch(tx, id)
  if (!row) throw new AppError('not_found')
  return row
}

/** Takes the batch for the length of the transaction: two runners of one import go one after the other. */
export async function lockBatch(tx: Tx, id: string): Promise<BatchRow> {
  const [row] = await tx.query<BatchRow>(`SELECT ${COLUMNS} FROM import_batch WHERE id = $1 FOR UPDATE`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

export async function listBatches(
  tx: Tx,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ rows: BatchRow[]; total: number }> {
  const rows = await tx.query<BatchRow>(
    `SELECT ${COLUMNS} FROM import_batch ORDER BY created_at DESC, id DESC LIMIT $1 OFFSET $2`,
    [page.limit, page.offset],
  )
  const [count] = await tx.query<{ total: number }>('SELECT count(*)::int AS total FROM import_batch')
  return { rows, total: count?.total ?? 0 }
}

/** An import of the very same file by this source, that was carried out. */
export async function findSameFile(
  tx: Tx,
  batch: Pick<BatchRow, 'id' | 'source' | 'file_sha256'>,
): Promise<{ id: string; at: Date } | null> {
  const [row] = await tx.query<{ id: string; at: Date }>(
    `SELECT id, coalesce(finished_at, created_at) AS at FROM import_batch
     WHERE source = $1 AND file_sha256 = $2 AND id <> $3 AND NOT dry_run AND state IN ('done', 'running')
     ORDER BY created_at DESC LIMIT 1`,
    [batch.source, batch.file_sha256, batch.id],
  )
  return row ?? null
}

export interface BatchChange {
  readonly state: BatchState
  readonly mapping?: Mapping
  readonly sheet?: string | null
  readonly header_row?: number | null
  readonly dry_run?: boolean
  readonly job_id?: string | null
  readonly rows?: number
  readonly as_of?: string | null
  readonly error?: BatchRow['error']
}

/** Moves a batch on; finished states get their time. */
export async function moveBatch(tx: Tx, id: string, change: BatchChange): Promise<void> {
  await tx.execute(
    `UPDATE import_batch SET state = $2, mapping = coalesce($3, mapping), sheet = coalesce($4, sheet),
       header_row = coalesce($5, header_row), dry_run = coalesce($6, dry_run), job_id = coalesce($7, job_id),
       rows = coalesce($8, rows), error = $9, as_of = coalesce($11, as_of), cancel_requested = false,
       finished_at = CASE WHEN $2 IN ('done', 'failed', 'cancelled') THEN $10::timestamptz END, version = version + 1
     WHERE id = $1`,
    [
      id,
      change.state,
      change.mapping ? JSON.stringify(change.mapping) : null,
      change.sheet ?? null,
      change.header_row ?? null,
      change.dry_run ?? null,
      change.job_id ?? null,
      change.rows ?? null,
      change.error ? JSON.stringify(change.error) : null,
      tx.now,
      change.as_of ?? null,
    ],
  )
}

/** Gives a file that waits for its import another layout. */
export async function describeBatch(
  tx: Tx,
  id: string,
  as: Pick<BatchRow, 'source' | 'layout_version' | 'mapping' | 'sheet' | 'header_row' | 'as_of'>,
): Promise<void> {
  await tx.execute(
    `UPDATE import_batch SET source = $2, layout_version = $3, mapping = $4, sheet = $5, header_row = $6, as_of = $7,
       version = version + 1 WHERE id = $1`,
    [id, as.source, as.layout_version, JSON.stringify(as.mapping), as.sheet, as.header_row, as.as_of],
  )
}

/** Begins the withdrawal of a batch. */
export async function markWithdrawing(
  tx: Tx,
  id: string,
  reason: string,
  jobId: string | null,
): Promise<void> {
  await tx.execute(
    `UPDATE import_batch SET state = 'withdrawing', withdraw_reason = $2, withdrawn_by = $3, withdrawn_at = $4,
       job_id = coalesce($5, job_id), version = version + 1 WHERE id = $1`,
    [id, reason, tx.actor.userId || null, tx.now, jobId],
  )
}

/** How the lists of one source came so far; dry runs left out. */
export interface SourceTally {
  readonly source: string
  readonly imports: number
  readonly withdrawn: number
  readonly rows: number
  readonly refused: number
}

export async function tallySources(tx: Tx): Promise<SourceTally[]> {
  return tx.query<SourceTally>(
    `SELECT source, count(*) FILTER (WHERE state = 'done')::int AS imports,
       count(*) FILTER (WHERE state IN ('withdrawing', 'withdrawn'))::int AS withdrawn,
       coalesce(sum(rows) FILTER (WHERE state = 'done'), 0)::int AS rows,
       coalesce(sum(refused) FILTER (WHERE state = 'done'), 0)::int AS refused
     FROM import_batch WHERE NOT dry_run GROUP BY source`,
  )
}

/** The list of each source that speaks of the newest day. */
export async function lastOfSources(tx: Tx): Promise<BatchRow[]> {
  return tx.query<BatchRow>(
    `SELECT DISTINCT ON (source) ${COLUMNS} FROM import_batch WHERE state = 'done' AND NOT dry_run
     ORDER BY source, as_of DESC NULLS LAST, created_at DESC`,
  )
}

export async function requestCancel(tx: Tx, id: string): Promise<void> {
  await tx.execute('UPDATE import_batch SET cancel_requested = true, version = version + 1 WHERE id = $1', [
    id,
  ])
}

/** Counts of one chunk. */
export interface Counts {
  readonly accepted: number
  readonly unchanged: number
  readonly refused: number
  readonly review: number
  readonly linkedExisting: number
  readonly linkedNew: number
}

/** Adds a chunk's counts and puts the checkpoint behind its last row. */
export async function advanceBatch(tx: Tx, id: string, counts: Counts, nextRow: number): Promise<void> {
  await tx.execute(
    `UPDATE import_batch SET state = 'running', accepted = accepted + $2, unchanged = unchanged + $3,
       refused = refused + $4, review = review + $5, linked_existing = linked_existing + $6,
       linked_new = linked_new + $7, next_row = $8, version = version + 1,
       rows = greatest(rows, accepted + unchanged + refused + review + $2 + $3 + $4 + $5)
     WHERE id = $1`,
    [
      id,
      counts.accepted,
      counts.unchanged,
      counts.refused,
      counts.review,
      counts.linkedExisting,
      counts.linkedNew,
      nextRow,
    ],
  )
}
