import type { Relation } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'

/** A membership with its person. */
export interface MemberRecord {
  readonly membership_id: string
  readonly person_id: string
  readonly household_id: string
  readonly name: string
  readonly name_pinyin: string
  readonly relation: Relation
  readonly sex: 'male' | 'female' | null
  readonly birth_date: string | null
  readonly id_number_masked: string | null
  readonly phone_masked: string | null
  readonly doc_type: string
  readonly deceased_on: string | null
  readonly from_date: string
  readonly to_date: string | null
  readonly version: number
}

const SELECT = `SELECT m.id AS membership_id, p.id AS person_id, m.household_id, p.name, p.name_pinyin, m.relation, p.sex,
    p.birth_date, p.id_number_masked, p.phone_masked, p.doc_type, p.deceased_on, m.from_date, m.to_date, p.version
  FROM membership m JOIN person p ON p.id = m.person_id`

/** Everybody who belongs or belonged to some households: present members first, the head on top, then by age. */
export async function membersOf(tx: Tx, householdIds: readonly string[]): Promise<MemberRecord[]> {
  return tx.query<MemberRecord>(
    `${SELECT} WHERE m.household_id = ANY ($1::uuid[])
     ORDER BY m.household_id, (m.to_date IS NOT NULL), (m.relation <> 'head'), p.birth_date NULLS LAST, m.from_date, p.id`,
    [householdIds],
  )
}

/** Ends a membership on a day. */
export async function endMembershipRow(
  tx: Tx,
  membershipId: string,
  toDate: string,
  reason: string,
): Promise<void> {
  await tx.execute('UPDATE membership SET to_date = $2, reason = $3 WHERE id = $1', [
    membershipId,
    toDate,
    reason,
  ])
}

/** Corrects what a member is to the head. */
export async function changeRelation(tx: Tx, membershipId: string, relation: string): Promise<void> {
  await tx.execute('UPDATE membership SET relation = $2 WHERE id = $1', [membershipId, relation])
}

/** Notes that a person has died. */
export async function setDeceased(tx: Tx, personId: string, day: string): Promise<void> {
  await tx.execute(
    'UPDATE person SET deceased_on = $2, updated_at = $3, version = version + 1 WHERE id = $1',
    [personId, day, tx.now],
  )
}

/** Present members per household. */
export async function countMembers(tx: Tx, householdIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ household_id: string; size: number }>(
    `SELECT household_id, count(*)::int AS size FROM membership
     WHERE household_id = ANY ($1::uuid[]) AND to_date IS NULL GROUP BY household_id`,
    [householdIds],
  )
  return new Map(rows.map((row) => [row.household_id, row.size]))
}
