import { legalDateAt, newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { sortKey } from '../people/person-rows.ts'
import { nextHead, relationToNewHead } from '../people/relations.ts'
import { addressRows } from '../search/tokens.ts'
import { type HouseholdRecord, lockHousehold, setHead, touchHouseholds } from '../store/households.ts'
import {
  changeRelation,
  endMembershipRow,
  type MemberRecord,
  membersOf,
  setDeceased,
} from '../store/members.ts'
import { insertMemberships } from '../store/persons.ts'
import { insertTokens, removeAddressTokens } from '../store/tokens.ts'

type Reason = 'moved' | 'died' | 'married' | 'mistake' | 'merged'

/**
 * Ends a membership. When the head leaves, the spouse follows, else the eldest, and the others' relations are put
 * anew; when nobody is left the household is dissolved. Nothing is deleted: the days tell who lived here when.
 */
export async function endMembership(
  tx: Tx,
  deps: HouseholdDeps,
  input: { readonly id: string; readonly personId: string; readonly toDate: string; readonly reason: Reason },
): Promise<Record<string, never>> {
  const household = await lockHousehold(tx, input.id)
  const members = await membersOf(tx, [household.id])
  const leaving = members.find((member) => member.person_id === input.personId)
  if (!leaving) throw new AppError('not_found')
  if (leaving.to_date) throw new AppError('membership_ended')
  if (input.toDate > legalDateAt(tx.now))
    throw new AppError('day_impossible', { day: input.toDate, reason: '还没有到 / in the future' })
  if (input.toDate < leaving.from_date)
    throw new AppError('day_impossible', { day: input.toDate, reason: '早于加入的日子 / before joining' })
  await endMembershipRow(tx, leaving.membership_id, input.toDate, input.reason)
  if (input.reason === 'died') await setDeceased(tx, leaving.person_id, input.toDate)
  const staying = members.filter((member) => !member.to_date && member.person_id !== leaving.person_id)
  if (household.head_person_id === leaving.person_id) await followHead(tx, household, staying, input.toDate)
  else await touchHouseholds(tx, [household.id])
  tx.ledger({
    action: 'household.member-end',
    objectKind: 'person',
    objectId: leaving.person_id,
    householdId: household.id,
    orgPath: household.org_path,
    data: { relation: leaving.relation, toDate: input.toDate, reason: input.reason, left: staying.length },
  })
  await deps.events.emit(tx, { kind: 'facts.changed', householdIds: [household.id] })
  return {}
}

async function followHead(
  tx: Tx,
  household: HouseholdRecord,
  staying: readonly MemberRecord[],
  day: string,
): Promise<void> {
  const chosen = nextHead(
    staying.map((member) => ({
      personId: member.person_id,
      relation: member.relation,
      birthDate: member.birth_date,
    })),
  )
  const head = staying.find((member) => member.person_id === chosen?.personId)
  await removeAddressTokens(tx, household.id)
  if (!head) {
    await setHead(tx, household.id, null)
    return
  }
  await setHead(tx, household.id, { personId: head.person_id, name: head.name, pinyin: sortKey(head.name) })
  const relationOf = (member: MemberRecord) =>
    member.person_id === head.person_id ? 'head' : relationToNewHead(head.relation, member.relation)
  // Who joined after the old head had left never was anything to that head.
  const [later, earlier] = [true, false].map((late) =>
    staying.filter((member) => member.from_date >= day === late),
  )
  for (const member of later ?? []) await changeRelation(tx, member.membership_id, relationOf(member))
  for (const member of earlier ?? []) await endMembershipRow(tx, member.membership_id, day, 'head_changed')
  await insertMemberships(
    tx,
    (earlier ?? []).map((member) => ({
      id: newIdAt(tx.now),
      household_id: household.id,
      person_id: member.person_id,
      org_path: household.org_path,
      relation: relationOf(member),
      from_date: day,
    })),
  )
  const place = { personId: head.person_id, householdId: household.id, orgPath: household.org_path }
  await insertTokens(tx, addressRows(place, household.address))
}
