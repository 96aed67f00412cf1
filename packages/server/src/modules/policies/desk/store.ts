import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { FileChanges } from '../library-holder.ts'
import type { Impact } from './impact.ts'

export type ChangeState = 'draft' | 'proposed' | 'published' | 'withdrawn'
export type ChangeKind = 'edit' | 'confirmation' | 'roll_back'

/** A row of `library_change`; days as `YYYY-MM-DD`. */
export interface ChangeRow {
  readonly id: string
  readonly title: string
  readonly reason: string
  readonly kind: ChangeKind
  readonly state: ChangeState
  readonly files: FileChanges
  readonly effective_on: string
  readonly rolls_back: string | null
  readonly impact: Impact | null
  readonly impact_hash: string | null
  readonly created_by: string
  readonly created_at: Date
  readonly updated_at: Date
  readonly proposed_by: string | null
  readonly proposed_at: Date | null
  readonly decided_by: string | null
  readonly decided_at: Date | null
  readonly decision_note: string | null
  readonly published_no: number | null
  readonly published_hash: string | null
  readonly version: number
}

const COLUMNS = `id, title, reason, kind, state, files, effective_on::text AS effective_on, rolls_back, impact, impact_hash,
  created_by, created_at, updated_at, proposed_by, proposed_at, decided_by, decided_at, decision_note,
  published_no::int AS published_no, published_hash, version`

/** The number of the last publication; 0 before the first. */
export async function publishedNo(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ no: number }>(
    'SELECT coalesce(max(published_no), 0)::int AS no FROM library_change',
  )
  return row?.no ?? 0
}

/** The files of all publications up to one, in order. */
export function publishedFiles(
  tx: Tx,
  upTo: number,
): Promise<{ id: string; no: number; files: FileChanges }[]> {
  return tx.query(
    `SELECT id, published_no::int AS no, files FROM library_change
     WHERE state = 'published' AND published_no <= $1 ORDER BY published_no`,
    [upTo],
  )
}

export async function getChange(tx: Tx, id: string): Promise<ChangeRow> {
  const [row] = await tx.query<ChangeRow>(`SELECT ${COLUMNS} FROM library_change WHERE id = $1`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

/** Changes, the latest first, without their texts' weight being spared: a district has dozens, not thousands. */
export async function listChanges(
  tx: Tx,
  filter: { readonly state: ChangeState | null; readonly limit: number; readonly offset: number },
): Promise<{ rows: ChangeRow[]; total: number }> {
  const rows = await tx.query<ChangeRow>(
    `SELECT ${COLUMNS} FROM library_change WHERE $1::text IS NULL OR state = $1
     ORDER BY updated_at DESC, id LIMIT $2 OFFSET $3`,
    [filter.state, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM library_change WHERE $1::text IS NULL OR state = $1',
    [filter.state],
  )
  return { rows, total: count?.n ?? 0 }
}

export async function insertChange(
  tx: Tx,
  change: Pick<ChangeRow, 'id' | 'title' | 'reason' | 'kind' | 'files' | 'effective_on' | 'rolls_back'>,
): Promise<void> {
  await tx.execute(
    `INSERT INTO library_change (id, title, reason, kind, state, files, effective_on, rolls_back, created_by, created_at, updated_at)
     VALUES ($1, $2, $3, $4, 'draft', $5, $6, $7, $8, $9, $9)`,
    [
      change.id,
      change.title,
      change.reason,
      change.kind,
      JSON.stringify(change.files),
      change.effective_on,
      change.rolls_back,
      tx.actor.userId,
      tx.now,
    ],
  )
}

/** Columns that a step of a change sets. */
export type ChangeUpdate = Partial<
  Pick<
    ChangeRow,
    | 'title'
    | 'reason'
    | 'files'
    | 'effective_on'
    | 'state'
    | 'impact'
    | 'impact_hash'
    | 'proposed_by'
    | 'proposed_at'
    | 'decided_by'
    | 'decided_at'
    | 'decision_note'
    | 'published_no'
    | 'published_hash'
  >
>

const JSON_COLUMNS: readonly string[] = ['files', 'impact']

/** Sets columns of a change from the version that the caller saw (null: whatever it is now). */
export async function updateChange(
  tx: Tx,
  id: string,
  version: number | null,
  update: ChangeUpdate,
): Promise<void> {
  const entries = Object.entries(update)
  const sets = entries.map(([column], index) => `${column} = $${index + 4}`)
  const changed = await tx.execute(
    `UPDATE library_change SET ${sets.join(', ')}, updated_at = $3, version = version + 1
     WHERE id = $1 AND ($2::int IS NULL OR version = $2)`,
    [
      id,
      version,
      tx.now,
      ...entries.map(([column, value]) =>
        JSON_COLUMNS.includes(column) && value !== null ? JSON.stringify(value) : (value ?? null),
      ),
    ],
  )
  if (changed === 0) throw new AppError('version_conflict')
}

/** Serialises publications: one at a time, whatever the process. */
export async function lockPublication(tx: Tx): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('library_change', 0))")
}
