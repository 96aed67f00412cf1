import { type Tx, unitAtDepth } from '../../../platform/db/index.ts'
import { RUNNING } from '../store/receipts.ts'

/** Households of a unit, and how many of them are found by each filter of the list of households. */
export interface AreaCount {
  readonly unit: string
  readonly households: number
  readonly persons: number
  readonly receiving: number
  readonly inCase: number
  readonly withGaps: number
  readonly withNeeds: number
  readonly overdue: number
}

/**
 * Active households by the unit `depth` steps from the root within a range of paths, counted by the same conditions as
 * the list's filters, so that each figure opens into the households behind it.
 */
export async function areaCounts(
  tx: Tx,
  range: { readonly lo: string; readonly hi: string; readonly depth: number; readonly day: string },
): Promise<AreaCount[]> {
  return tx.query<AreaCount & { [column: string]: unknown }>(
    `SELECT ${unitAtDepth('$3')} AS unit, count(*)::int AS households, coalesce(sum(people.n), 0)::int AS persons,
       (count(*) FILTER (WHERE EXISTS (SELECT 1 FROM benefit_receipt b WHERE b.household_id = household.id
         AND ${RUNNING.replaceAll('$day', '$4::date')})))::int AS receiving,
       (count(*) FILTER (WHERE case_state IS NOT NULL AND case_state <> 'closed'))::int AS "inCase",
       (count(*) FILTER (WHERE open_gaps > 0))::int AS "withGaps",
       (count(*) FILTER (WHERE open_needs > 0))::int AS "withNeeds",
       (count(*) FILTER (WHERE next_contact_on < $4::date))::int AS overdue
     FROM household LEFT JOIN (
       SELECT household_id, count(*) AS n FROM membership WHERE to_date IS NULL AND org_path >= $1 AND org_path < $2 GROUP BY 1
     ) people ON people.household_id = household.id
     WHERE status = 'active' AND org_path >= $1 AND org_path < $2 GROUP BY 1`,
    [range.lo, range.hi, range.depth, range.day],
  )
}
