import type { Tx } from '../../../platform/db/index.ts'
import type { AssessmentRow } from './assessments.ts'
import { standingSeen } from './whole.ts'

/** Which assessments; `lo`, `hi` are a range of org paths. */
export interface AssessmentFilter {
  readonly lo: string
  readonly hi: string
  readonly states?: readonly string[] | undefined
  readonly dueBy?: string | undefined
  readonly tier?: number | undefined
  readonly bit?: number | undefined
  /** Scores that reach this are poor. */
  readonly atLeast?: number | undefined
  readonly kind?: string | undefined
  readonly undecided?: boolean | undefined
}

/** Floats of 32 bits: a score that was written from a fraction may lie this much beside it. */
const BESIDE = 1e-6

const WHERE = `org_path >= $1 AND org_path < $2 AND ($3::text[] IS NULL OR state = ANY ($3)) AND ($4::date IS NULL OR due_on <= $4)
  AND ($5::smallint IS NULL OR proposed = $5) AND ($6::int IS NULL OR (deprived >> $6) & 1 = 1)
  AND ($7::real IS NULL OR lower >= $7) AND ($8::text IS NULL OR kind = $8) AND (NOT $9 OR possible <> proposed)`

function valuesOf(filter: AssessmentFilter): unknown[] {
  return [
    filter.lo,
    filter.hi,
    filter.states ?? null,
    filter.dueBy ?? null,
    filter.tier ?? null,
    filter.bit ?? null,
    filter.atLeast === undefined ? null : filter.atLeast - BESIDE,
    filter.kind ?? null,
    filter.undecided ?? false,
  ]
}

type Listed = Pick<
  AssessmentRow,
  | 'household_id'
  | 'org_path'
  | 'state'
  | 'proposed'
  | 'possible'
  | 'tier'
  | 'lower'
  | 'upper'
  | 'firmness'
  | 'ask'
  | 'move'
  | 'due_on'
  | 'version'
>

/** A page, the gravest first: by tier, then score, then what it may come to. */
export async function listAssessmentRows(
  tx: Tx,
  filter: AssessmentFilter & { readonly limit: number; readonly offset: number },
): Promise<Listed[]> {
  return tx.query<Listed & { [column: string]: unknown }>(
    `SELECT household_id, org_path, state, proposed, possible, tier, lower, upper, firmness, ask, move, due_on::text AS due_on, version
     FROM ${standingSeen(tx)} WHERE ${WHERE} ORDER BY proposed, lower DESC, upper DESC, household_id LIMIT $10 OFFSET $11`,
    [...valuesOf(filter), filter.limit, filter.offset],
  )
}

/** How many there are by proposed tier. */
export async function countByTier(tx: Tx, filter: AssessmentFilter): Promise<Map<number, number>> {
  const rows = await tx.query<{ proposed: number; n: number }>(
    `SELECT proposed, count(*)::int AS n FROM ${standingSeen(tx)} WHERE ${WHERE} GROUP BY proposed ORDER BY proposed`,
    valuesOf(filter),
  )
  return new Map(rows.map(({ proposed, n }) => [proposed, n]))
}

/** The place of a household among those proposed for its tier within a range of paths, and how many they are. */
export async function placeInTier(
  tx: Tx,
  row: Pick<AssessmentRow, 'household_id' | 'proposed' | 'lower' | 'upper'>,
  range: { readonly lo: string; readonly hi: string },
): Promise<{ place: number; of: number }> {
  const [found] = await tx.query<{ before: number; all: number }>(
    `SELECT count(*) FILTER (WHERE lower > $4 OR (lower = $4 AND (upper > $5 OR (upper = $5 AND household_id < $6))))::int AS before,
       count(*)::int AS all
     FROM ${standingSeen(tx)} WHERE org_path >= $1 AND org_path < $2 AND proposed = $3`,
    [range.lo, range.hi, row.proposed, row.lower, row.upper, row.household_id],
  )
  return { place: (found?.before ?? 0) + 1, of: found?.all ?? 0 }
}
