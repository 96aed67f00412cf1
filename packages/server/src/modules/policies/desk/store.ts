import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { FileChanges } from '../library-texts.ts'
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
  /** Hash of the text that each file was made from. */
  readonly bases: Readonly<Record<string, string | null>>
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

const COLUMNS = `id, title, reason, kind, state, files, bases, effective_on::text AS effective_on, rolls_back, impact, impact_hash,
  created_by, created_at, updated_at, proposed_by, proposed_at, decided_by, decided_at, decision_note,
  published_no::int AS published_no, published_hash, version`

/** The last publication, by number and id; null before the first. */
export async function lastPublication(tx: Tx): Promise<{ no: number; id: string } | null> {
  const [row] = await tx.query<{ no: number; id: string }>(
    `SELECT published_no::int AS no, id FROM library_change WHERE published_no IS NOT NULL
     ORDER BY published_no DESC LIMIT 1`,
  )
  return row ?? null
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

/** Titles and days of some changes, by id. */
export async function changeTitles(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { title: string; effectiveOn: string }>> {
  const rows = await tx.query<{ id: string; title: string; effective_on: string }>(
    'SELECT id, title, effective_on::text AS effective_on FROM library_change WHERE id = ANY ($1::uuid[])',
    [[...new Set(ids)]],
  )
  return new Map(rows.map((row) => [row.id, { title: row.title, effectiveOn: row.effective_on }]))
}

/** Changes, the latest first, whole rows: a district has dozens of them, not thousands. */
export async function listChanges(
  tx: Tx,
  filter: {
    readonly state: ChangeState | null
    /** Changes of any file below one of these. */
    readonly paths: readonly string[] | null
    readonly limit: number
    readonly offset: number
  },
): Promise<{ rows: ChangeRow[]; total: number }> {
  const where = '($1::text IS NULL OR state = $1) AND ($2::text[] IS NULL OR files ?| $2)'
  const rows = await tx.query<ChangeRow>(
    `SELECT ${COLUMNS} FROM library_change WHERE ${where} ORDER BY updated_at DESC, id LIMIT $3 OFFSET $4`,
    [filter.state, filter.paths, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM library_change WHERE ${where}`,
    [filter.state, filter.paths],
  )
  return { rows, total: count?.n ?? 0 }
}

export async function insertChange(
  tx: Tx,
  change: Pick<
    ChangeRow,
    'id' | 'title' | 'reason' | 'kind' | 'files' | 'bases' | 'effective_on' | 'rolls_back'
  >,
): Promise<void> {
  await tx.execute(
    `INSERT INTO library_change (id, title, reason, kind, state, files, effective_on, rolls_back, created_by, created_at, updated_at, bases)
     VALUES ($1, $2, $3, $4, 'draft', $5, $6, $7, $8, $9, $9, $10)`,
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
      JSON.stringify(change.bases),
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
    | 'bases'
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

const JSON_COLUMNS: readonly string[] = ['files', 'bases', 'impact']

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
