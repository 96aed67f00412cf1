import type { NeedState } from '@lastmile/domain'
import type { Tx } from '../../platform/db/index.ts'
import { AppError } from '../../platform/errors/index.ts'

/** A row of `need`. */
export interface NeedRow {
  readonly id: string
  readonly household_id: string
  readonly org_path: string
  readonly case_id: string | null
  readonly category: string
  readonly title: string
  readonly source_kind: string
  readonly source_id: string | null
  readonly evidence: string | null
  readonly root_cause: string
  readonly urgency: number
  readonly own_words: string | null
  readonly consent: boolean | null
  readonly state: NeedState
  readonly confirmed_by: string
  readonly confirmed_at: Date
  readonly version: number
}

export type NewNeed = Omit<NeedRow, 'state' | 'version'>

const COLUMNS = `id, household_id, org_path, case_id, category, title, source_kind, source_id, evidence, root_cause,
  urgency, own_words, consent, state, confirmed_by, confirmed_at, version`

export async function insertNeed(tx: Tx, need: NewNeed): Promise<void> {
  await tx.execute(
    `INSERT INTO need (${COLUMNS})
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'confirmed', $14, $15, 1)`,
    [
      need.id,
      need.household_id,
      need.org_path,
      need.case_id,
      need.category,
      need.title,
      need.source_kind,
      need.source_id,
      need.evidence,
      need.root_cause,
      need.urgency,
      need.own_words,
      need.consent,
      need.confirmed_by,
      need.confirmed_at,
    ],
  )
}

export async function needsOfCase(tx: Tx, caseId: string): Promise<NeedRow[]> {
  return tx.query<NeedRow>(
    `SELECT ${COLUMNS} FROM need WHERE case_id = $1 ORDER BY urgency DESC, confirmed_at`,
    [caseId],
  )
}

export async function getNeed(tx: Tx, id: string): Promise<NeedRow> {
  const [row] = await tx.query<NeedRow>(`SELECT ${COLUMNS} FROM need WHERE id = $1`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

export interface NeedFilter {
  readonly householdId?: string | undefined
  readonly scope?: { readonly lo: string; readonly hi: string } | undefined
  readonly state?: string | undefined
  readonly category?: string | undefined
  readonly limit: number
  readonly offset: number
}

export async function listNeedRows(tx: Tx, filter: NeedFilter): Promise<{ rows: NeedRow[]; total: number }> {
  const where = `($1::uuid IS NULL OR household_id = $1) AND ($2::text IS NULL OR org_path >= $2)
    AND ($3::text IS NULL OR org_path < $3) AND ($4::text IS NULL OR state = $4)
    AND ($5::text IS NULL OR category = $5)`
  const values = [
    filter.householdId ?? null,
    filter.scope?.lo ?? null,
    filter.scope?.hi ?? null,
    filter.state ?? null,
    filter.category ?? null,
  ]
  const rows = await tx.query<NeedRow>(
    `SELECT ${COLUMNS} FROM need WHERE ${where} ORDER BY urgency DESC, confirmed_at DESC, id LIMIT $6 OFFSET $7`,
    [...values, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM need WHERE ${where}`,
    values,
  )
  return { rows, total: count?.total ?? 0 }
}

/** Moves a need from the version that the caller saw; refused when somebody was faster. */
export async function moveNeed(tx: Tx, id: string, version: number, state: NeedState): Promise<void> {
  const moved = await tx.execute(
    'UPDATE need SET state = $3, version = version + 1 WHERE id = $1 AND version = $2',
    [id, version, state],
  )
  if (moved === 0) throw new AppError('version_conflict')
}

/** Sets the state of a need that follows from work on its plan, whatever its version. */
export async function followNeed(tx: Tx, id: string, state: NeedState): Promise<void> {
  await tx.execute(
    `UPDATE need SET state = $2, version = version + 1 WHERE id = $1 AND state <> $2 AND state <> 'withdrawn'`,
    [id, state],
  )
}

export async function putNeedInCase(tx: Tx, id: string, caseId: string): Promise<void> {
  await tx.execute('UPDATE need SET case_id = $2 WHERE id = $1', [id, caseId])
}
