import { scopeRange } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import type { AssessmentRow } from './assessments.ts'

/** Where a household stands by the scheme in force, as everybody on the case may know it. */
export type StandingRow = Pick<
  AssessmentRow,
  'household_id' | 'org_path' | 'deprived' | 'unknown' | 'floor' | 'lower' | 'proposed' | 'tier'
>

/** How many households of an area stand by a scheme. */
export async function countStandings(
  tx: Tx,
  input: { readonly under: string; readonly schemeHash: string },
): Promise<number> {
  const { lo, hi } = scopeRange(input.under)
  const [row] = await tx.query<{ n: string }>(
    'SELECT count(*) AS n FROM assessment WHERE org_path >= $1 AND org_path < $2 AND scheme_hash = $3',
    [lo, hi, input.schemeHash],
  )
  return Number(row?.n ?? 0)
}

/** The next households below a unit, in the order of their ids, that were assessed by a scheme. */
export async function standingsAfter(
  tx: Tx,
  input: {
    readonly under: string
    readonly after: string | null
    readonly limit: number
    readonly schemeHash: string
  },
): Promise<StandingRow[]> {
  const { lo, hi } = scopeRange(input.under)
  return tx.query<StandingRow & { [column: string]: unknown }>(
    `SELECT household_id, org_path, deprived, unknown, floor, lower, proposed, tier FROM assessment
     WHERE org_path >= $1 AND org_path < $2 AND ($3::uuid IS NULL OR household_id > $3) AND scheme_hash = $4 ORDER BY household_id LIMIT $5`,
    [lo, hi, input.after, input.schemeHash, input.limit],
  )
}
