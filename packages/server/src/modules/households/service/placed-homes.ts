import type { Tx } from '../../../platform/db/index.ts'
import { RUNNING } from '../store/receipts.ts'

/** A household on the map, with what the list of households would find it by. */
export interface PlacedHome {
  readonly id: string
  readonly name: string
  readonly lat: number
  readonly lng: number
  /** The place is invented. */
  readonly sketch: boolean
  readonly receiving: boolean
  readonly withNeeds: boolean
  readonly withGaps: boolean
}

/** More than these are no picture any more. */
const MOST = 600

/**
 * Active households within a range of paths whose place is known (WGS 84), those with gaps and needs first, and how many
 * are not drawn: their place is unknown, or they are beyond the first 600.
 */
export async function placedHomes(
  tx: Tx,
  range: { readonly lo: string; readonly hi: string; readonly day: string },
): Promise<{ readonly drawn: PlacedHome[]; readonly notDrawn: number }> {
  const drawn = await tx.query<PlacedHome & { [column: string]: unknown }>(
    `SELECT id, head_name AS name, lat, lng, coalesce(place_source = 'synthetic', false) AS sketch,
       EXISTS (SELECT 1 FROM benefit_receipt b WHERE b.household_id = household.id
         AND ${RUNNING.replaceAll('$day', '$3::date')}) AS receiving,
       open_needs > 0 AS "withNeeds", open_gaps > 0 AS "withGaps"
     FROM household
     WHERE status = 'active' AND org_path >= $1 AND org_path < $2 AND lat IS NOT NULL AND lng IS NOT NULL
     ORDER BY open_gaps > 0 DESC, open_needs > 0 DESC, id LIMIT ${MOST}`,
    [range.lo, range.hi, range.day],
  )
  const [count] = await tx.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM household WHERE status = 'active' AND org_path >= $1 AND org_path < $2`,
    [range.lo, range.hi],
  )
  return { drawn, notDrawn: (count?.n ?? 0) - drawn.length }
}
