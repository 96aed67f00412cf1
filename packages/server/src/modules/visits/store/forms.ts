import type { Tx } from '../../../platform/db/index.ts'

/** A row of `form_version`. */
export interface FormRow {
  readonly form_id: string
  readonly version: number
  readonly title_zh: string
  readonly title_en: string
  readonly definition: Record<string, unknown>
  readonly hash: string
}

const COLUMNS = 'form_id, version, title_zh, title_en, definition, hash'

export async function insertForm(tx: Tx, form: FormRow, orgPath: string): Promise<void> {
  await tx.execute(
    `INSERT INTO form_version (${COLUMNS}, org_path, published_at, published_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      form.form_id,
      form.version,
      form.title_zh,
      form.title_en,
      JSON.stringify(form.definition),
      form.hash,
      orgPath,
      tx.now,
      tx.actor.userId || null,
    ],
  )
}

export async function findForm(tx: Tx, id: string, version: number): Promise<FormRow | null> {
  const [row] = await tx.query<FormRow>(
    `SELECT ${COLUMNS} FROM form_version WHERE form_id = $1 AND version = $2`,
    [id, version],
  )
  return row ?? null
}

/** Each form in its newest version. */
export async function newestForms(tx: Tx): Promise<(FormRow & { readonly published_at: Date })[]> {
  return tx.query<FormRow & { readonly published_at: Date }>(
    `SELECT DISTINCT ON (form_id) ${COLUMNS}, published_at FROM form_version ORDER BY form_id, version DESC`,
  )
}

/** Titles of some forms in some versions. */
export async function formTitles(tx: Tx, ids: readonly string[]): Promise<FormRow[]> {
  return tx.query<FormRow>(`SELECT ${COLUMNS} FROM form_version WHERE form_id = ANY ($1::text[])`, [ids])
}
