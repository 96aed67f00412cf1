import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A row of `form_draft`. */
export interface DraftRow {
  readonly form_id: string
  readonly title_zh: string
  readonly title_en: string
  readonly definition: Record<string, unknown>
  readonly saved_at: Date
  readonly version: number
}

const COLUMNS = 'form_id, title_zh, title_en, definition, saved_at, version'

export async function listDraftRows(tx: Tx): Promise<DraftRow[]> {
  return tx.query<DraftRow>(`SELECT ${COLUMNS} FROM form_draft ORDER BY form_id`)
}

export async function findDraft(tx: Tx, id: string): Promise<DraftRow | null> {
  const [row] = await tx.query<DraftRow>(`SELECT ${COLUMNS} FROM form_draft WHERE form_id = $1`, [id])
  return row ?? null
}

/** Writes a draft over the version that the caller saw (0: a new one); refused when somebody was faster. */
export async function saveDraftRow(
  tx: Tx,
  draft: Omit<DraftRow, 'saved_at'> & { readonly orgPath: string },
): Promise<void> {
  const values = [draft.form_id, draft.title_zh, draft.title_en, JSON.stringify(draft.definition)]
  const written =
    draft.version === 0
      ? await tx.execute(
          `INSERT INTO form_draft (form_id, title_zh, title_en, definition, org_path, saved_by, saved_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (form_id) DO NOTHING`,
          [...values, draft.orgPath, tx.actor.userId, tx.now],
        )
      : await tx.execute(
          `UPDATE form_draft SET title_zh = $2, title_en = $3, definition = $4, saved_by = $6, saved_at = $7,
             version = version + 1 WHERE form_id = $1 AND version = $5`,
          [...values, draft.version, tx.actor.userId, tx.now],
        )
  if (written === 0) throw new AppError('version_conflict')
}
