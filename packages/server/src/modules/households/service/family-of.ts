import { legalDateAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'

/** Living members of a household with their age; those without a birth date are left out. */
export async function familyOf(
  tx: Tx,
  householdId: string,
): Promise<{ id: string; name: string; age: number }[]> {
  return tx.query<{ id: string; name: string; age: number }>(
    `SELECT p.id, p.name, date_part('year', age($2::date, n.f_birth_date))::int AS age
     FROM membership m JOIN person p ON p.id = m.person_id JOIN person_now n ON n.person_id = p.id
     WHERE m.household_id = $1 AND (m.to_date IS NULL OR m.to_date > $2::date) AND n.f_birth_date IS NOT NULL ORDER BY age DESC`,
    [householdId, legalDateAt(tx.now)],
  )
}
