import { ancestry } from '@lastmile/domain'
import type { Cell } from '@lastmile/measure'
import { CellCounter } from '@lastmile/measure/population'
import { type Tx, unitAtDepth } from '../../../platform/db/index.ts'
import { standingSeen } from './whole.ts'

/** Households that answer alike, by group. */
export type GroupedCells = ReadonlyMap<string, readonly Cell[]>

/** Bytes of a household in the answer: deprived and unknown of four each, and size with floor. */
const HOUSEHOLD_BYTES = 12
/** The floor stands below this in one number with the size. */
const FLOORS = 16

/**
 * Counts of households that answer alike by one scheme, by the unit so many steps from the root, by kind, or by size. The households
 * come packed, one text of bytes for each unit, and are counted here: a million of them as rows, or grouped by the database, take
 * several times as long.
 */
export async function groupedCells(
  tx: Tx,
  input: {
    readonly lo: string
    readonly hi: string
    readonly schemeHash: string
    readonly by: { readonly unitDepth: number } | 'kind' | 'size'
    /** With what is protected, for actors who may read it: for the eye beside one household, never for figures of an area. */
    readonly whole?: boolean
  },
): Promise<GroupedCells> {
  const { by } = input
  const group = by === 'kind' ? 'kind' : by === 'size' ? 'least(size, 9)::text' : 'org_path'
  const rows = await tx.query<{ grp: string; households: Buffer }>(
    `SELECT ${group} AS grp, string_agg(int4send(deprived) || int4send(unknown) || int4send(size * ${FLOORS} + floor), ''::bytea) AS households
     FROM ${input.whole ? standingSeen(tx) : 'assessment'} WHERE org_path >= $1 AND org_path < $2 AND scheme_hash = $3 GROUP BY 1`,
    [input.lo, input.hi, input.schemeHash],
  )
  const groups = new Map<string, number>()
  const counter = new CellCounter()
  for (const { grp, households } of rows) {
    const name = typeof by === 'string' ? grp : (ancestry(grp)[by.unitDepth - 1] ?? grp)
    const number = groups.get(name) ?? groups.size
    groups.set(name, number)
    const view = new DataView(households.buffer, households.byteOffset, households.byteLength)
    for (let at = 0; at < view.byteLength; at += HOUSEHOLD_BYTES) {
      const last = view.getInt32(at + 8)
      counter.add(view.getInt32(at), view.getInt32(at + 4), last % FLOORS, number, Math.floor(last / FLOORS))
    }
  }
  const cells = counter.groups()
  return new Map([...groups].map(([name, number]) => [name, cells.get(number) ?? []]))
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
