import type { Cell } from '@lastmile/measure'
import { type Tx, unitAtDepth } from '../../../platform/db/index.ts'

/** Households that answer alike, by group. */
export type GroupedCells = ReadonlyMap<string, readonly Cell[]>

interface CellRow {
  readonly [column: string]: unknown
  readonly grp: string
  readonly deprived: number
  readonly unknown: number
  readonly floor: number
  readonly units: number
  readonly weight: number
  readonly squares: number
}

/** Counts of households that answer alike by one scheme, by the unit so many steps from the root, by kind, or by size. */
export async function groupedCells(
  tx: Tx,
  input: {
    readonly lo: string
    readonly hi: string
    readonly schemeHash: string
    readonly by: { readonly unitDepth: number } | 'kind' | 'size'
  },
): Promise<GroupedCells> {
  const group =
    input.by === 'kind' ? 'kind' : input.by === 'size' ? 'least(size, 9)::text' : unitAtDepth('$4')
  const depth = typeof input.by === 'string' ? 0 : input.by.unitDepth
  const rows = await tx.query<CellRow>(
    `SELECT ${group} AS grp, deprived, unknown, floor, count(*)::int AS units, sum(size)::int AS weight, sum(size * size)::int AS squares
     FROM assessment WHERE org_path >= $1 AND org_path < $2 AND scheme_hash = $3 AND $4::int >= 0 GROUP BY 1, 2, 3, 4`,
    [input.lo, input.hi, input.schemeHash, depth],
  )
  const groups = new Map<string, Cell[]>()
  for (const { grp, ...cell } of rows) {
    const list = groups.get(grp)
    if (list) list.push(cell)
    else groups.set(grp, [cell])
  }
  return groups
}

/** How many households were assessed by another scheme. */
export async function countStale(
  tx: Tx,
  input: { readonly lo: string; readonly hi: string; readonly schemeHash: string },
): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM assessment WHERE org_path >= $1 AND org_path < $2 AND scheme_hash <> $3',
    [input.lo, input.hi, input.schemeHash],
  )
  return row?.n ?? 0
}

/** Proposals and decisions of the last decision of each household, by unit. */
export async function decidedPairs(
  tx: Tx,
  input: { readonly lo: string; readonly hi: string; readonly unitDepth: number },
): Promise<{ unit: string; proposed: number; decided: number; count: number }[]> {
  return tx.query<{ unit: string; proposed: number; decided: number; count: number }>(
    `SELECT ${unitAtDepth('$3')} AS unit, proposed, tier AS decided, count(*)::int AS count FROM (
       SELECT DISTINCT ON (household_id) household_id, org_path, proposed, tier FROM tier_decision
       WHERE org_path >= $1 AND org_path < $2 AND settled ORDER BY household_id, at DESC, id DESC
     ) last GROUP BY 1, 2, 3`,
    [input.lo, input.hi, input.unitDepth],
  )
}

/** The measure of the days that were kept, by street. */
export interface MeasureDay {
  readonly [column: string]: unknown
  readonly day: string
  readonly households: number
  readonly poor: number
  readonly m0: number
}

export async function measureDays(tx: Tx, lo: string, hi: string): Promise<MeasureDay[]> {
  return tx.query<MeasureDay>(
    `SELECT legal_date::text AS day, sum(households)::int AS households, sum(poor)::int AS poor,
       coalesce(sum(m0 * households) / nullif(sum(households), 0), 0) AS m0
     FROM measure_day WHERE org_path >= $1 AND org_path < $2 GROUP BY 1 ORDER BY 1 LIMIT 800`,
    [lo, hi],
  )
}

export async function keepMeasureDay(
  tx: Tx,
  row: {
    readonly orgPath: string
    readonly day: string
    readonly schemeHash: string
    readonly households: number
    readonly poor: number
    readonly H: number
    readonly A: number | null
    readonly M0: number
    readonly tiers: unknown
  },
): Promise<void> {
  await tx.execute(
    `INSERT INTO measure_day (org_path, legal_date, scheme_hash, households, poor, h, a, m0, tiers) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (org_path, legal_date) DO UPDATE SET scheme_hash = excluded.scheme_hash, households = excluded.households, poor = excluded.poor,
       h = excluded.h, a = excluded.a, m0 = excluded.m0, tiers = excluded.tiers`,
    [
      row.orgPath,
      row.day,
      row.schemeHash,
      row.households,
      row.poor,
      row.H,
      row.A,
      row.M0,
      JSON.stringify(row.tiers),
    ],
  )
}
