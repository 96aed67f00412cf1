import type { Tx } from '../../../platform/db/index.ts'

/** Reason of a membership that ended because the batch that made the person was withdrawn. */
const WITHDRAWN = 'withdrawn'

/**
 * Persons whom a withdrawn batch had made leave their households, unless anything else is known of them; a household
 * that is left without members, and that nobody works with, is dissolved.
 */
export async function endOfWithdrawn(tx: Tx, personIds: readonly string[], today: string): Promise<void> {
  if (personIds.length === 0) return
  const left = await tx.query<{ household_id: string }>(
    `UPDATE membership m SET to_date = least(m.from_date, $2::date), reason = $3
     FROM person p JOIN household h ON h.id = p.household_id
     WHERE p.id = ANY ($1::uuid[]) AND m.person_id = p.id AND m.to_date IS NULL
       AND h.case_id IS NULL AND h.advisor_id IS NULL AND h.open_needs = 0
       AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.entity_id = p.id AND f.withdrawn_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM benefit_receipt r WHERE r.person_id = p.id)
     RETURNING m.household_id`,
    [personIds, today, WITHDRAWN],
  )
  await tx.execute(
    `UPDATE household h SET status = 'dissolved', updated_at = $2, version = h.version + 1
     WHERE h.id = ANY ($1::uuid[]) AND h.status = 'active'
       AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.household_id = h.id AND m.to_date IS NULL)`,
    [[...new Set(left.map(({ household_id }) => household_id))], tx.now],
  )
}

/** Persons who left by a withdrawal, and of whom a list speaks again, are back with their households. */
export async function reviveWithdrawn(tx: Tx, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  const back = await tx.query<{ household_id: string }>(
    `UPDATE membership SET to_date = NULL, reason = NULL WHERE person_id = ANY ($1::uuid[]) AND reason = $2 RETURNING household_id`,
    [personIds, WITHDRAWN],
  )
  if (back.length === 0) return
  await tx.execute(
    `UPDATE household SET status = 'active', updated_at = $2, version = version + 1
     WHERE id = ANY ($1::uuid[]) AND status = 'dissolved'`,
    [[...new Set(back.map(({ household_id }) => household_id))], tx.now],
  )
}
