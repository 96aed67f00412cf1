import type { NeedState } from '@lastmile/domain'
import { type Tx, unitAtDepth } from '../../platform/db/index.ts'
import { AppError } from '../../platform/errors/index.ts'

/** A row of `need`. */
export interface NeedRow {
  readonly id: string
  readonly household_id: string
  readonly org_path: string
  readonly case_id: string | null
  readonly category: string
  readonly kind: string | null
  readonly title: string
  readonly source_kind: string
  readonly source_id: string | null
  readonly evidence: string | null
  readonly root_cause: string
  readonly urgency: number
  readonly own_words: string | null
  readonly wish: string | null
  readonly consent: boolean | null
  readonly state: NeedState
  readonly confirmed_by: string
  readonly confirmed_at: Date
  readonly version: number
}

export type NewNeed = Omit<NeedRow, 'state' | 'version'>

const COLUMNS = `id, household_id, org_path, case_id, category, kind, title, source_kind, source_id, evidence, root_cause,
  urgency, own_words, wish, consent, state, confirmed_by, confirmed_at, version`

export async function insertNeed(tx: Tx, need: NewNeed): Promise<void> {
  await tx.execute(
    `INSERT INTO need (${COLUMNS})
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'confirmed', $16, $17, 1)`,
    [
      need.id,
      need.household_id,
      need.org_path,
      need.case_id,
      need.category,
      need.kind,
      need.title,
      need.source_kind,
      need.source_id,
      need.evidence,
      need.root_cause,
      need.urgency,
      need.own_words,
      need.wish,
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

/** Which needs; `scope` is a range of org paths. */
export interface NeedFilter {
  readonly householdId?: string | undefined
  readonly scope?: { readonly lo: string; readonly hi: string } | undefined
  /** open: confirmed or planned. */
  readonly state?: NeedState | 'open' | undefined
  readonly category?: string | undefined
  readonly kind?: string | undefined
  readonly cause?: string | undefined
  readonly urgency?: number | undefined
}

const WHERE = `($1::uuid IS NULL OR household_id = $1) AND ($2::text IS NULL OR org_path >= $2)
    AND ($3::text IS NULL OR org_path < $3) AND ($4::text[] IS NULL OR state = ANY ($4))
    AND ($5::text IS NULL OR category = $5) AND ($6::text IS NULL OR kind = $6)
    AND ($7::text IS NULL OR root_cause = $7) AND ($8::smallint IS NULL OR urgency = $8)`

function valuesOf(filter: NeedFilter): unknown[] {
  const states = filter.state === 'open' ? ['confirmed', 'planned'] : filter.state && [filter.state]
  return [
    filter.householdId ?? null,
    filter.scope?.lo ?? null,
    filter.scope?.hi ?? null,
    states ?? null,
    filter.category ?? null,
    filter.kind ?? null,
    filter.cause ?? null,
    filter.urgency ?? null,
  ]
}

export async function listNeedRows(
  tx: Tx,
  filter: NeedFilter & { readonly limit: number; readonly offset: number },
): Promise<{ rows: NeedRow[]; total: number }> {
  const values = valuesOf(filter)
  const rows = await tx.query<NeedRow>(
    `SELECT ${COLUMNS} FROM need WHERE ${WHERE} ORDER BY urgency DESC, confirmed_at DESC, id LIMIT $9 OFFSET $10`,
    [...values, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM need WHERE ${WHERE}`,
    values,
  )
  return { rows, total: count?.total ?? 0 }
}

/** Needs in the order of an area's list: unit, household, urgency. */
export async function needsInOrder(tx: Tx, filter: NeedFilter, limit: number): Promise<NeedRow[]> {
  return tx.query<NeedRow>(
    `SELECT ${COLUMNS} FROM need WHERE ${WHERE}
     ORDER BY org_path, household_id, urgency DESC, confirmed_at, id LIMIT $9`,
    [...valuesOf(filter), limit],
  )
}

/** Counts of needs of one category, kind and cause in one unit. */
export interface NeedCount {
  readonly category: string
  readonly kind: string | null
  readonly root_cause: string
  readonly state: NeedState
  readonly unit: string
  readonly needs: number
}

/** Needs counted by category, kind, cause, state and the first `depth` parts of the org path. */
export async function countNeeds(tx: Tx, filter: NeedFilter, depth: number): Promise<NeedCount[]> {
  return tx.query<NeedCount>(
    `SELECT category, kind, root_cause, state, ${unitAtDepth('$9')} AS unit, count(*)::int AS needs
     FROM need WHERE ${WHERE} GROUP BY 1, 2, 3, 4, 5`,
    [...valuesOf(filter), depth],
  )
}

/** Needs confirmed in each month from a day on (Asia/Shanghai, `YYYY-MM`); withdrawn ones are left out. */
export async function needsByMonth(
  tx: Tx,
  range: { readonly lo: string; readonly hi: string; readonly from: string },
): Promise<{ readonly month: string; readonly count: number }[]> {
  return tx.query(
    `SELECT to_char(confirmed_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month, count(*)::int AS count
     FROM need WHERE org_path >= $1 AND org_path < $2 AND state <> 'withdrawn'
       AND confirmed_at >= ($3::date)::timestamp AT TIME ZONE 'Asia/Shanghai' GROUP BY 1`,
    [range.lo, range.hi, range.from],
  )
}

/** Households with such needs: of all (cause and unit null), by cause, and by unit. */
export async function countNeedy(
  tx: Tx,
  filter: NeedFilter,
  depth: number,
  leaveWithdrawn: boolean,
): Promise<{ readonly cause: string | null; readonly unit: string | null; readonly households: number }[]> {
  return tx.query(
    `SELECT cause, unit, count(DISTINCT household_id)::int AS households
     FROM (SELECT household_id, root_cause AS cause, ${unitAtDepth('$9')} AS unit
       FROM need WHERE ${WHERE} AND NOT ($10 AND state = 'withdrawn')) n
     GROUP BY GROUPING SETS ((), (cause), (unit))`,
    [...valuesOf(filter), depth, leaveWithdrawn],
  )
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
