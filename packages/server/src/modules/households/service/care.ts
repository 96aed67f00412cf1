import { legalDateAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'

/** Pairs a household with its advisor (结对), or ends the pairing; the day of a new pairing is kept. */
export async function setAdvisor(tx: Tx, householdId: string, advisorId: string | null): Promise<void> {
  await tx.execute(
    `UPDATE household SET advisor_id = $2, paired_since = CASE WHEN $2::uuid IS NULL THEN NULL ELSE $3::date END,
       updated_at = $4, version = version + 1
     WHERE id = $1 AND advisor_id IS DISTINCT FROM $2::uuid`,
    [householdId, advisorId, legalDateAt(tx.now), tx.now],
  )
}

/** Remembers the latest contact with a household; an older one recorded late does not move it back. */
export async function rememberContact(tx: Tx, householdId: string, at: Date): Promise<void> {
  await tx.execute(
    `UPDATE household SET last_contact_at = greatest(last_contact_at, $2), updated_at = $3 WHERE id = $1`,
    [householdId, at, tx.now],
  )
}

/** Remembers where a household lives, learned at the door; what is known already stays, unless it was invented. Degrees (WGS 84). */
export async function rememberPlace(
  tx: Tx,
  householdId: string,
  place: { readonly lat: number; readonly lng: number },
): Promise<void> {
  await tx.execute(
    `UPDATE household SET lat = $2, lng = $3, place_source = 'visit', updated_at = $4
     WHERE id = $1 AND (lat IS NULL OR place_source = 'synthetic')`,
    [householdId, place.lat, place.lng, tx.now],
  )
}

/** Marks households as news for the phones that carry them, without calling them changed for those who edit them. */
export async function markNews(tx: Tx, householdIds: readonly string[]): Promise<void> {
  await tx.execute('UPDATE household SET change_xid = pg_current_xact_id() WHERE id = ANY ($1::uuid[])', [
    householdIds,
  ])
}

/** Remembers the tier that people decided on, for lists and worklists. */
export async function setTier(tx: Tx, householdId: string, tier: number): Promise<void> {
  await tx.execute(
    'UPDATE household SET tier = $2, updated_at = $3 WHERE id = $1 AND tier IS DISTINCT FROM $2',
    [householdId, tier, tx.now],
  )
}
