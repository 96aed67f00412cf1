import { legalDateAt, newIdAt, type Relation } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { readIdentity, type StatedPerson } from '../people/read-identity.ts'
import { lockHousehold, touchHouseholds } from '../store/households.ts'
import { STAFF_SOURCE } from './create-household.ts'
import { refuseKnownNumber } from './known-number.ts'
import { writeFacts } from './write-facts.ts'
import { identityStatements, writePersons } from './write-people.ts'

/** Adds a person to a household. A household has one head: who joins is something to that head. */
export async function addMember(
  tx: Tx,
  deps: HouseholdDeps,
  input: StatedPerson & { readonly id: string; readonly relation: Relation; readonly fromDate: string },
): Promise<{ personId: string }> {
  const household = await lockHousehold(tx, input.id)
  if (household.status !== 'active')
    throw new AppError('action_not_possible', { state: household.status, action: 'add_member' })
  const today = legalDateAt(tx.now)
  const person = readIdentity(input, today)
  if (input.relation === 'head') throw new AppError('input_invalid', { fields: 'relation' })
  if (!person.idNumber && !person.docMissingReason) throw new AppError('id_number_missing')
  if (input.fromDate > today)
    throw new AppError('day_impossible', { day: input.fromDate, reason: '还没有到 / in the future' })
  await refuseKnownNumber(tx, deps, person.idNumber)
  const place = {
    id: newIdAt(tx.now),
    householdId: household.id,
    orgPath: household.org_path,
    source: STAFF_SOURCE.kind,
  }
  await writePersons(tx, deps, [{ place, person, relation: input.relation, fromDate: input.fromDate }])
  await writeFacts(tx, deps, identityStatements(place, person, input.fromDate, STAFF_SOURCE, null))
  await touchHouseholds(tx, [household.id])
  tx.ledger({
    action: 'household.member',
    objectKind: 'person',
    objectId: place.id,
    householdId: household.id,
    orgPath: household.org_path,
    data: { relation: input.relation, fromDate: input.fromDate },
  })
  await deps.events.emit(tx, { kind: 'facts.changed', householdIds: [household.id] })
  return { personId: place.id }
}
