import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A row of `scheme_version`. */
export interface SchemeVersionRow {
  readonly id: string
  readonly org_path: string
  readonly text: string
  readonly hash: string
  readonly note: string
  readonly state: 'draft' | 'published' | 'withdrawn'
  readonly drafted_by: string
  readonly drafted_at: Date
  readonly published_by: string | null
  readonly published_at: Date | null
  readonly version: number
}

const COLUMNS =
  'id, org_path, text, hash, note, state, drafted_by, drafted_at, published_by, published_at, version'

/** The scheme that was published last, or null. */
export async function publishedScheme(tx: Tx): Promise<SchemeVersionRow | null> {
  const [row] = await tx.query<SchemeVersionRow>(
    `SELECT ${COLUMNS} FROM scheme_version WHERE state = 'published' ORDER BY published_at DESC, id DESC LIMIT 1`,
  )
  return row ?? null
}

/** All versions, the newest first. */
export async function schemeVersions(tx: Tx): Promise<SchemeVersionRow[]> {
  return tx.query<SchemeVersionRow>(
    `SELECT ${COLUMNS} FROM scheme_version ORDER BY coalesce(published_at, drafted_at) DESC LIMIT 50`,
  )
}

export async function insertDraft(
  tx: Tx,
  row: Pick<SchemeVersionRow, 'id' | 'org_path' | 'text' | 'hash' | 'note'>,
): Promise<void> {
  await tx.execute(
    `INSERT INTO scheme_version (id, org_path, text, hash, note, state, drafted_by, drafted_at)
     VALUES ($1, $2, $3, $4, $5, 'draft', $6, $7)`,
    [row.id, row.org_path, row.text, row.hash, row.note, tx.actor.userId, tx.now],
  )
}

/** Publishes or withdraws a draft that is still at `version`. Throws `not_found`, `version_conflict`. */
export async function endDraft(
  tx: Tx,
  input: { readonly id: string; readonly version: number; readonly state: 'published' | 'withdrawn' },
): Promise<SchemeVersionRow> {
  const [known] = await tx.query<SchemeVersionRow>(
    `SELECT ${COLUMNS} FROM scheme_version WHERE id = $1 FOR UPDATE`,
    [input.id],
  )
  if (!known) throw new AppError('not_found')
  if (known.version !== input.version) throw new AppError('version_conflict')
  if (known.state !== 'draft')
    throw new AppError('action_not_possible', { state: known.state, action: input.state })
  if (input.state === 'published' && known.drafted_by === tx.actor.userId)
    throw new AppError('second_person_needed')
  await tx.execute(
    `UPDATE scheme_version SET state = $2, version = version + 1,
       published_by = CASE WHEN $2 = 'published' THEN $3::uuid END, published_at = CASE WHEN $2 = 'published' THEN $4::timestamptz END
     WHERE id = $1`,
    [input.id, input.state, tx.actor.userId, tx.now],
  )
  return known
}
