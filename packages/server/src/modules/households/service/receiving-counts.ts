import { type Tx, unitAtDepth } from '../../../platform/db/index.ts'

/** How many households of a unit receive a benefit. */
export interface ReceivingCount {
  readonly policy: string
  readonly unit: string
  readonly households: number
}

/** Households that receive each benefit on a day, by the unit `depth` steps from the root, within a range of paths. */
export async function receivingCounts(
  tx: Tx,
  range: { readonly lo: string; readonly hi: string; readonly depth: number; readonly day: string },
): Promise<ReceivingCount[]> {
  return tx.query<ReceivingCount & { [column: string]: unknown }>(
    `SELECT policy, ${unitAtDepth('$3')} AS unit,
       count(DISTINCT household_id)::int AS households
     FROM benefit_receipt
     WHERE org_path >= $1 AND org_path < $2 AND (from_date IS NULL OR from_date <= $4::date)
       AND CASE WHEN per = 'once' THEN from_date IS NOT NULL AND from_date + 183 >= $4::date
           ELSE to_date IS NULL OR to_date >= $4::date END
     GROUP BY 1, 2`,
    [range.lo, range.hi, range.depth, range.day],
  )
}

/** For each household and benefit asked for, the first day on or after `since` from which it is received; in order, null where none. */
export async function firstReceiptDays(
  tx: Tx,
  asked: readonly { readonly householdId: string; readonly policy: string; readonly since: string }[],
): Promise<(string | null)[]> {
  const rows = await tx.query<{ place: number; day: string | null }>(
    `SELECT a.place, min(coalesce(r.from_date, r.learned_at::date))::text AS day
     FROM jsonb_to_recordset($1::jsonb) AS a(place int, "householdId" uuid, policy text, since date)
     LEFT JOIN benefit_receipt r ON r.household_id = a."householdId" AND r.policy = a.policy
       AND coalesce(r.from_date, r.learned_at::date) >= a.since
     GROUP BY a.place`,
    [JSON.stringify(asked.map((one, place) => ({ ...one, place })))],
  )
  const byPlace = new Map(rows.map((row) => [row.place, row.day]))
  return asked.map((_, place) => byPlace.get(place) ?? null)
}
