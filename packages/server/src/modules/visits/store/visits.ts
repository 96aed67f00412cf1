import { addDays, type LegalDate, scopeRange, startOfLegalDate } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'

/** A row of `visit`. */
export interface VisitRow {
  readonly id: string
  readonly household_id: string
  readonly org_path: string
  readonly contact_id: string
  readonly form_id: string
  readonly form_version: number
  readonly by_id: string
  readonly device_id: string | null
  readonly started_at: Date
  readonly ended_at: Date
  readonly clock_off_seconds: number
  readonly received_at: Date
  readonly reached: boolean
  readonly answers: Record<string, unknown>
  readonly lat: number | null
  readonly lng: number | null
  readonly accuracy_m: number | null
}

const COLUMNS = `id, household_id, org_path, contact_id, form_id, form_version, by_id, device_id, started_at, ended_at,
  clock_off_seconds, received_at, reached, answers, lat, lng, accuracy_m`

export async function insertVisit(tx: Tx, row: VisitRow): Promise<void> {
  await tx.execute(
    `INSERT INTO visit (${COLUMNS})
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      row.id,
      row.household_id,
      row.org_path,
      row.contact_id,
      row.form_id,
      row.form_version,
      row.by_id,
      row.device_id,
      row.started_at,
      row.ended_at,
      row.clock_off_seconds,
      row.received_at,
      row.reached,
      JSON.stringify(row.answers),
      row.lat,
      row.lng,
      row.accuracy_m,
    ],
  )
}

export async function getVisit(tx: Tx, id: string): Promise<VisitRow | null> {
  const [row] = await tx.query<VisitRow>(`SELECT ${COLUMNS} FROM visit WHERE id = $1`, [id])
  return row ?? null
}

export async function visitsOf(tx: Tx, householdId: string): Promise<VisitRow[]> {
  return tx.query<VisitRow>(
    `SELECT ${COLUMNS} FROM visit WHERE household_id = $1 ORDER BY started_at DESC LIMIT 200`,
    [householdId],
  )
}

/** What narrows a list of visits. */
export interface VisitFilter {
  readonly under?: string | undefined
  readonly householdId?: string | undefined
  readonly by?: string | undefined
  /** Legal days, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Only visits that count for a campaign: made with its form while it ran, of its households. */
  readonly campaign?: {
    readonly formId: string
    readonly from: Date
    readonly until: Date | null
    readonly households: readonly string[]
  }
}

function conditionOf(filter: VisitFilter): { where: string; values: unknown[] } {
  const range = filter.under ? scopeRange(filter.under) : null
  return {
    where: `($1::text IS NULL OR (v.org_path >= $1 AND v.org_path < $2))
      AND ($3::uuid IS NULL OR v.household_id = $3) AND ($4::uuid IS NULL OR v.by_id = $4)
      AND ($5::timestamptz IS NULL OR v.started_at >= $5) AND ($6::timestamptz IS NULL OR v.started_at < $6)
      AND ($7::text IS NULL OR (v.form_id = $7 AND v.started_at >= $8 AND ($9::timestamptz IS NULL OR v.started_at <= $9)
        AND v.household_id = ANY ($10::uuid[])))`,
    values: [
      range?.lo ?? null,
      range?.hi ?? null,
      filter.householdId ?? null,
      filter.by ?? null,
      filter.from ? startOfLegalDate(filter.from as LegalDate) : null,
      filter.to ? startOfLegalDate(addDays(filter.to as LegalDate, 1)) : null,
      filter.campaign?.formId ?? null,
      filter.campaign?.from ?? null,
      filter.campaign?.until ?? null,
      filter.campaign?.households ?? [],
    ],
  }
}

/** A page of visits, the latest first. */
export async function listVisitRows(
  tx: Tx,
  filter: VisitFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ rows: (Omit<VisitRow, 'answers'> & { readonly files: number })[]; total: number }> {
  const { where, values } = conditionOf(filter)
  const rows = await tx.query<Omit<VisitRow, 'answers'> & { readonly files: number }>(
    `SELECT ${COLUMNS.replace('answers, ', '')},
       (SELECT count(*)::int FROM visit_file f WHERE f.visit_id = v.id) AS files
     FROM visit v WHERE ${where} ORDER BY v.started_at DESC, v.id LIMIT $11 OFFSET $12`,
    [...values, page.limit, page.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM visit v WHERE ${where}`,
    values,
  )
  return { rows, total: count?.total ?? 0 }
}

/** Who made the visits that a filter finds. */
export async function visitorsOf(tx: Tx, filter: VisitFilter): Promise<string[]> {
  const { where, values } = conditionOf(filter)
  const rows = await tx.query<{ by_id: string }>(
    `SELECT DISTINCT v.by_id FROM visit v WHERE ${where} LIMIT 500`,
    values,
  )
  return rows.map(({ by_id }) => by_id)
}

/** Visits made with a form, in any version, the earliest first; `until` null: up to now. */
export async function visitRowsWithForm(
  tx: Tx,
  query: { readonly formId: string; readonly from: Date; readonly until: Date | null },
): Promise<VisitRow[]> {
  return tx.query<VisitRow>(
    `SELECT ${COLUMNS} FROM visit WHERE form_id = $1 AND started_at >= $2
       AND ($3::timestamptz IS NULL OR started_at <= $3) ORDER BY started_at, id`,
    [query.formId, query.from, query.until],
  )
}

/** The latest visit of each of some households that was made with a form from an instant on, in any version. */
export async function latestWithForm(
  tx: Tx,
  query: { readonly formId: string; readonly from: Date; readonly households: readonly string[] },
): Promise<ReadonlyMap<string, Pick<VisitRow, 'started_at' | 'reached'>>> {
  const rows = await tx.query<Pick<VisitRow, 'household_id' | 'started_at' | 'reached'>>(
    `SELECT DISTINCT ON (household_id) household_id, started_at, reached FROM visit
     WHERE form_id = $1 AND started_at >= $2 AND household_id = ANY ($3::uuid[])
     ORDER BY household_id, started_at DESC, id DESC`,
    [query.formId, query.from, query.households],
  )
  return new Map(rows.map(({ household_id, ...row }) => [household_id, row]))
}

/** When each of some households was last visited. */
export async function lastVisits(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const rows = await tx.query<{ household_id: string; at: Date }>(
    'SELECT household_id, max(started_at) AS at FROM visit WHERE household_id = ANY ($1::uuid[]) GROUP BY 1',
    [ids],
  )
  return new Map(rows.map(({ household_id, at }) => [household_id, at]))
}

/** A row of `visit_file` without its content. */
export interface VisitFileRow {
  readonly id: string
  readonly question: string
  readonly media_type: string
  readonly bytes: number
}

export async function insertVisitFile(
  tx: Tx,
  row: VisitFileRow & {
    readonly visitId: string
    readonly householdId: string
    readonly orgPath: string
    readonly content: string
  },
): Promise<void> {
  await tx.execute(
    `INSERT INTO visit_file (id, visit_id, household_id, org_path, question, media_type, content, bytes, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      row.visitId,
      row.householdId,
      row.orgPath,
      row.question,
      row.media_type,
      row.content,
      row.bytes,
      tx.now,
    ],
  )
}

export async function filesOf(tx: Tx, visitId: string): Promise<VisitFileRow[]> {
  return tx.query<VisitFileRow>(
    'SELECT id, question, media_type, bytes FROM visit_file WHERE visit_id = $1 ORDER BY id',
    [visitId],
  )
}

export async function fileContent(
  tx: Tx,
  visitId: string,
  fileId: string,
): Promise<{ media_type: string; content: string } | null> {
  const [row] = await tx.query<{ media_type: string; content: string }>(
    'SELECT media_type, content FROM visit_file WHERE id = $2 AND visit_id = $1',
    [visitId, fileId],
  )
  return row ?? null
}
