import { newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'

/** A row of `family_group`. */
export interface GroupRow {
  readonly [column: string]: unknown
  readonly id: string
  readonly household_id: string
  readonly org_path: string
  readonly family_group: string
  readonly tier: number | null
  readonly because: string
  readonly entered_on: string
  readonly entered_by: string
  readonly left_on: string | null
  readonly left_reason: string | null
}

const COLUMNS = `id, household_id, org_path, family_group, tier, because, entered_on::text AS entered_on, entered_by, left_on::text AS left_on,
  left_reason`

/** Members of a group on a day within a range of paths, by unit and tier. */
export async function membersOn(
  tx: Tx,
  input: {
    readonly group: string
    readonly day: string
    readonly lo: string
    readonly hi: string
    readonly limit: number
    readonly offset: number
  },
): Promise<{ rows: GroupRow[]; total: number }> {
  const where = `family_group = $1 AND entered_on <= $2::date AND (left_on IS NULL OR left_on > $2::date) AND org_path >= $3 AND org_path < $4`
  const values = [input.group, input.day, input.lo, input.hi]
  const rows = await tx.query<GroupRow>(
    `SELECT ${COLUMNS} FROM family_group WHERE ${where} ORDER BY org_path, tier NULLS LAST, entered_on, id LIMIT $5 OFFSET $6`,
    [...values, input.limit, input.offset],
  )
  const [count] = await tx.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM family_group WHERE ${where}`,
    values,
  )
  return { rows, total: count?.n ?? 0 }
}

/** Live entries of a household. */
export async function liveEntries(tx: Tx, householdIds: readonly string[]): Promise<GroupRow[]> {
  return tx.query<GroupRow>(
    `SELECT ${COLUMNS} FROM family_group WHERE household_id = ANY ($1::uuid[]) AND left_on IS NULL`,
    [householdIds],
  )
}

export async function getEntry(tx: Tx, id: string): Promise<GroupRow | null> {
  const [row] = await tx.query<GroupRow>(`SELECT ${COLUMNS} FROM family_group WHERE id = $1 FOR UPDATE`, [id])
  return row ?? null
}

export async function insertEntries(
  tx: Tx,
  day: string,
  rows: readonly Pick<GroupRow, 'id' | 'household_id' | 'org_path' | 'family_group' | 'tier' | 'because'>[],
): Promise<void> {
  await tx.execute(
    `INSERT INTO family_group (id, household_id, org_path, family_group, tier, because, entered_on, entered_by, entered_at)
     SELECT r.id, r.household_id, r.org_path, r.family_group, r.tier, r.because, $2::date, $3, $4
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, household_id uuid, org_path text, family_group text, tier smallint, because text)`,
    [JSON.stringify(rows), day, tx.actor.userId, tx.now],
  )
}

export async function endEntry(tx: Tx, id: string, day: string, reason: string): Promise<void> {
  await tx.execute(
    'UPDATE family_group SET left_on = $2::date, left_by = $3, left_at = $4, left_reason = $5 WHERE id = $1',
    [id, day, tx.actor.userId, tx.now, reason],
  )
}

/** How many members each group has today in the actor's reach. */
export async function countMembers(tx: Tx, lo: string, hi: string): Promise<Map<string, number>> {
  const rows = await tx.query<{ family_group: string; n: number }>(
    `SELECT family_group, count(*)::int AS n FROM family_group WHERE left_on IS NULL AND org_path >= $1 AND org_path < $2 GROUP BY 1`,
    [lo, hi],
  )
  return new Map(rows.map((row) => [row.family_group, row.n]))
}

/** What belongs into a group by the scheme's choice. */
export interface Choice {
  readonly tiers: readonly number[]
  /** Any override counts, whatever was decided. */
  readonly overrides: boolean
  readonly urgent: boolean
  /** Households that are about to lose a benefit. */
  readonly losing: readonly string[]
}

export interface Candidate {
  readonly [column: string]: unknown
  readonly household_id: string
  readonly org_path: string
  readonly tier: number | null
  readonly overrides: number
  readonly urgent: boolean
  readonly losing: boolean
  readonly entry_id: string | null
  readonly entered_on: string | null
  readonly entered_by: string | null
}

const MEETS = `((a.state = 'settled' AND a.tier = ANY ($3::smallint[])) OR ($4 AND a.overrides <> 0) OR ($5 AND u.household_id IS NOT NULL)
    OR a.household_id = ANY ($6::uuid[]))`

/** Households that meet the choice and are not in (`in: false`), or are in and no longer meet it. */
export async function candidates(
  tx: Tx,
  input: Choice & {
    readonly group: string
    readonly in: boolean
    readonly lo: string
    readonly hi: string
    readonly ids?: readonly string[]
    readonly limit: number
    readonly offset: number
  },
): Promise<{ rows: Candidate[]; total: number }> {
  const from = `FROM assessment a
    LEFT JOIN (SELECT DISTINCT household_id FROM urgent_alert WHERE state = 'open') u ON u.household_id = a.household_id
    LEFT JOIN family_group g ON g.household_id = a.household_id AND g.family_group = $7 AND g.left_on IS NULL
    WHERE a.org_path >= $1 AND a.org_path < $2 AND ($8::uuid[] IS NULL OR a.household_id = ANY ($8))
      AND CASE WHEN $9 THEN g.id IS NOT NULL AND NOT ${MEETS} ELSE g.id IS NULL AND ${MEETS} END`
  const values = [
    input.lo,
    input.hi,
    input.tiers,
    input.overrides,
    input.urgent,
    input.losing,
    input.group,
    input.ids ?? null,
    input.in,
  ]
  const rows = await tx.query<Candidate>(
    `SELECT a.household_id, a.org_path, a.tier, a.overrides, u.household_id IS NOT NULL AS urgent, a.household_id = ANY ($6::uuid[]) AS losing,
       g.id AS entry_id, g.entered_on::text AS entered_on, g.entered_by ${from} ORDER BY a.tier NULLS LAST, a.lower DESC, a.household_id
     LIMIT $10 OFFSET $11`,
    [...values, input.limit, input.offset],
  )
  const [count] = await tx.query<{ n: number }>(`SELECT count(*)::int AS n ${from}`, values)
  return { rows, total: count?.n ?? 0 }
}

/** A list as it was approved. */
export interface ApprovedList {
  readonly [column: string]: unknown
  readonly id: string
  readonly on_day: string
  readonly approved_by: string
  readonly households: readonly ApprovedLine[]
}
export interface ApprovedLine {
  readonly [key: string]: string | number | null
  readonly no: string
  readonly headName: string
  readonly orgName: string
  readonly tier: number | null
  readonly because: string
  readonly enteredOn: string
  readonly enteredBy: string
}

/** The list of a unit for a day, or the last one up to it. */
export async function approvedList(
  tx: Tx,
  input: {
    readonly group: string
    readonly orgPath: string
    readonly day: string
    readonly exactly: boolean
  },
): Promise<ApprovedList | null> {
  const [row] = await tx.query<ApprovedList>(
    `SELECT id, on_day::text AS on_day, approved_by, households FROM family_list
     WHERE org_path = $1 AND family_group = $2 AND (CASE WHEN $4 THEN on_day = $3::date ELSE on_day <= $3::date END)
     ORDER BY on_day DESC LIMIT 1`,
    [input.orgPath, input.group, input.day, input.exactly],
  )
  return row ?? null
}

export async function insertList(
  tx: Tx,
  input: { readonly group: string; readonly day: string; readonly lines: readonly ApprovedLine[] },
): Promise<void> {
  await tx.execute(
    `INSERT INTO family_list (id, org_path, family_group, on_day, approved_by, approved_at, households) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      newIdAt(tx.now),
      tx.actor.orgPath,
      input.group,
      input.day,
      tx.actor.userId,
      tx.now,
      JSON.stringify(input.lines),
    ],
  )
}
