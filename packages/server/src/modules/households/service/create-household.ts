import { isWithin, legalDateAt, newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { findUnit } from '../../identity/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { readIdentity, type StatedPerson } from '../people/read-identity.ts'
import { provesSearch } from '../people/search-proof.ts'
import { refuseKnownNumber, streetsElsewhere } from './known-number.ts'
import { type FactSource, writeFacts } from './write-facts.ts'
import { identityStatements, writeHouseholds, writePersons } from './write-people.ts'

/** What somebody of the staff states at the desk. */
export const STAFF_SOURCE: FactSource = {
  kind: 'staff',
  name: '工作人员登记',
  id: 'staff',
  batchId: null,
  comparedWith: 'everything',
}

const HOMES = ['committee', 'street', 'district']

/** Refuses a unit that no household lives in. */
export async function checkHome(tx: Tx, orgPath: string): Promise<void> {
  const unit = await findUnit(tx, orgPath)
  if (!unit || !HOMES.includes(unit.kind)) throw new AppError('unit_unsuitable')
}

/** Founds a household with its head, after a search for that person (its token proves it). */
export async function createHousehold(
  tx: Tx,
  deps: HouseholdDeps,
  input: {
    readonly checkToken: string
    readonly orgPath: string
    readonly address?: string | undefined
    readonly head: StatedPerson
  },
): Promise<{ id: string; no: string }> {
  const today = legalDateAt(tx.now)
  const person = readIdentity(input.head, today)
  if (!person.idNumber && !person.docMissingReason) throw new AppError('id_number_missing')
  const searched = { userId: tx.actor.userId, name: person.name, idNumber: person.idNumber }
  if (!provesSearch(deps.keys, input.checkToken, searched, tx.now)) throw new AppError('search_first')
  if (!isWithin(input.orgPath, tx.actor.orgPath)) throw new AppError('permission_denied')
  await checkHome(tx, input.orgPath)
  await refuseKnownNumber(tx, deps, person.idNumber)
  const elsewhere = person.idNumber ? await streetsElsewhere(tx, deps, person.idNumber) : []
  const id = newIdAt(tx.now)
  const place = { id: newIdAt(tx.now), householdId: id, orgPath: input.orgPath, source: STAFF_SOURCE.kind }
  const [no = ''] = await writeHouseholds(tx, [
    {
      id,
      orgPath: input.orgPath,
      address: input.address?.normalize('NFKC').trim() || null,
      headPersonId: place.id,
      headName: person.name,
      source: STAFF_SOURCE.kind,
    },
  ])
  await writePersons(tx, deps, [{ place, person, relation: 'head', fromDate: today }])
  await writeFacts(tx, deps, identityStatements(place, person, today, STAFF_SOURCE, null))
  tx.ledger({
    action: 'household.create',
    objectKind: 'household',
    objectId: id,
    householdId: id,
    orgPath: input.orgPath,
    data: { no, knownElsewhere: elsewhere.length },
  })
  await deps.events.emit(tx, { kind: 'facts.changed', householdIds: [id] })
  return { id, no }
}
