import { legalDateAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { sealedNumbers } from '../people/person-rows.ts'
import { addressRows, numberTokens } from '../search/tokens.ts'
import { type FactSource, type JustMade, type Statement, writeFacts } from '../service/write-facts.ts'
import { identityStatements, preparePersons, writeHouseholds } from '../service/write-people.ts'
import { writeReceipts } from '../service/write-receipts.ts'
import { fillAddresses, lockHouseholdList, touchHouseholds } from '../store/households.ts'
import { fillBlanks, personsByIds } from '../store/persons.ts'
import { insertTokens } from '../store/tokens.ts'
import { reviveWithdrawn } from '../store/withdrawn.ts'
import { Changes, tellLedger } from './changes.ts'
import {
  blanksToFill,
  isSettledByNumber,
  type PlannedHousehold,
  type PlannedMember,
  planHousehold,
} from './plan-import.ts'
import type { ImportedHousehold, ImportFact, ImportHouseholds, ImportReceipt } from './types.ts'
import { UnderWay } from './under-way.ts'

/**
 * Writes what a list says of some households: new households and persons, blanks filled, facts with lineage,
 * receipts. The same input again writes nothing. One ledger entry per household that changed; no event, the caller
 * tells once for the whole chunk. Some twenty SQL statements, whatever the number of rows.
 */
export async function importHouseholds(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'facts' | 'keys' | 'order'>,
  input: ImportHouseholds,
): Promise<{ households: ImportedHousehold[] }> {
  const sent = new UnderWay()
  try {
    const written = await writeAll(tx, deps, input, sent)
    await sent.settled()
    return written
  } catch (error) {
    await sent.settled()
    throw error
  }
}

async function writeAll(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'facts' | 'keys' | 'order'>,
  input: ImportHouseholds,
  sent: UnderWay,
): Promise<{ households: ImportedHousehold[] }> {
  const onRecord = {
    households: await lockHouseholdList(
      tx,
      input.households.flatMap(({ householdId }) => householdId ?? []),
    ),
    persons: await personsByIds(
      tx,
      input.households.flatMap(({ members }) => members.flatMap(({ personId }) => personId ?? [])),
    ),
  }
  const today = legalDateAt(tx.now)
  const planned = input.households.map((household) => planHousehold(household, onRecord, today))
  const changes = new Changes()
  await reviveWithdrawn(tx, [...onRecord.persons.keys()])
  await found(tx, deps, input, planned, changes, sent)
  await fill(tx, deps, planned, changes)
  await fillMissingAddresses(tx, planned, onRecord.households, changes)
  await state(tx, deps, input, planned, changes)
  await stateReceipts(tx, input, planned, changes)
  await touchHouseholds(
    tx,
    [...changes.households.keys()].filter((id) => onRecord.households.has(id)),
  )
  tellLedger(tx, input, planned, changes)
  return {
    households: planned.map((household) => ({
      householdId: household.householdId,
      created: household.isNew,
      changed: changes.households.has(household.householdId),
      members: household.members.map((member) => ({
        personId: member.personId,
        created: member.isNew,
        changed: changes.entities.has(member.personId),
      })),
    })),
  }
}

/** New households and persons. */
async function found(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'keys'>,
  input: ImportHouseholds,
  planned: readonly PlannedHousehold[],
  changes: Changes,
  sent: UnderWay,
): Promise<void> {
  const households = writeHouseholds(
    tx,
    planned.flatMap(({ isNew, head, householdId, orgPath, input: { address, spot } }) =>
      isNew && head
        ? [
            {
              id: householdId,
              orgPath,
              address: address?.normalize('NFKC').trim() || null,
              headPersonId: head.personId,
              headName: head.checked.name,
              source: input.sourceId,
              ...(spot ? { spot: { ...spot, source: input.sourceKind } } : {}),
            },
          ]
        : [],
    ),
  )
  sent.send(households)
  const persons = planned.flatMap(({ members }) => members.filter((member) => member.isNew))
  const prepared = preparePersons(
    tx,
    deps,
    persons.map((member) => ({
      place: {
        id: member.personId,
        householdId: member.householdId,
        orgPath: member.orgPath,
        source: input.sourceId,
      },
      person: member.checked,
      relation: member.relation,
      fromDate: input.asOf,
    })),
  )
  await households
  sent.send(prepared.write())
  for (const household of planned)
    if (household.isNew) changes.add(household.householdId, household.householdId, null)
  for (const person of persons) changes.add(person.personId, person.householdId, null)
}

/** What known persons lacked. */
async function fill(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'keys'>,
  planned: readonly PlannedHousehold[],
  changes: Changes,
): Promise<void> {
  const blanks = planned.flatMap(({ members }) =>
    members.flatMap((member) => {
      const person = blanksToFill(member)
      return person ? [{ member, person }] : []
    }),
  )
  await fillBlanks(
    tx,
    blanks.map(({ member, person }) => ({
      id: member.personId,
      sex: person.sex,
      birth_date: person.birthDate,
      ...sealedNumbers(deps.keys, member.personId, person),
    })),
  )
  await insertTokens(
    tx,
    blanks.flatMap(({ member, person }) => numberTokens(deps.keys, member, person)),
  )
  for (const { member } of blanks) changes.add(member.personId, member.householdId, null)
}

async function fillMissingAddresses(
  tx: Tx,
  planned: readonly PlannedHousehold[],
  known: ReadonlyMap<string, { readonly address: string | null; readonly head_person_id: string | null }>,
  changes: Changes,
): Promise<void> {
  const rows = planned.flatMap(({ householdId, orgPath, isNew, input }) => {
    const before = known.get(householdId)
    const address = input.address?.normalize('NFKC').trim()
    if (isNew || !before || before.address || !address) return []
    return [{ id: householdId, address, orgPath, headId: before.head_person_id }]
  })
  await fillAddresses(tx, rows)
  await insertTokens(
    tx,
    rows.flatMap(({ id, address, orgPath, headId }) =>
      headId ? addressRows({ personId: headId, householdId: id, orgPath }, address) : [],
    ),
  )
  for (const { id } of rows) changes.add(id, id, null)
}

function memberStatements(member: PlannedMember, source: FactSource, asOf: string): Statement[] {
  const place = { id: member.personId, householdId: member.householdId, orgPath: member.orgPath }
  const identity = member.isNew ? member.checked : blanksToFill(member)
  return [
    ...(identity ? identityStatements(place, identity, asOf, source, member.input.sourceRow) : []),
    ...member.input.facts
      .filter(({ fact }) => !isSettledByNumber(member, fact))
      .map((fact) => statement('person', member.personId, member, fact, source, asOf)),
  ]
}

function statement(
  entity: Statement['entity'],
  entityId: string,
  place: { readonly householdId: string; readonly orgPath: string },
  { fact, value, sourceRow, validFrom }: ImportFact,
  source: FactSource,
  asOf: string,
): Statement {
  const { householdId, orgPath } = place
  const stated = { entity, entityId, householdId, orgPath, fact, value, source, sourceRow }
  return { ...stated, validFrom: validFrom ?? asOf }
}

/** Facts with their lineage. */
async function state(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'facts' | 'order'>,
  input: ImportHouseholds,
  planned: readonly PlannedHousehold[],
  changes: Changes,
): Promise<void> {
  const source: FactSource = {
    kind: input.sourceKind,
    name: input.sourceName,
    id: input.sourceId,
    batchId: input.batchId,
    comparedWith: 'own',
  }
  const statements = planned.flatMap((household) => [
    ...household.input.facts.map((fact) =>
      statement('household', household.householdId, household, fact, source, input.asOf),
    ),
    ...household.members.flatMap((member) => memberStatements(member, source, input.asOf)),
  ])
  const results = await writeFacts(tx, deps, statements, justMade(planned))
  for (const [index, { entityId, householdId }] of statements.entries())
    if (results[index] === 'recorded') changes.add(entityId, householdId, 'facts')
}

function justMade(planned: readonly PlannedHousehold[]): JustMade {
  const persons = planned.flatMap(({ members }) => members.filter(({ isNew }) => isNew))
  const households = planned.flatMap(({ isNew, householdId }) => (isNew ? [householdId] : []))
  return {
    entities: new Set([...households, ...persons.map(({ personId }) => personId)]),
    numbered: new Set(
      persons.flatMap(({ checked, personId }) => (checked.idNumber === null ? [] : [personId])),
    ),
  }
}

async function stateReceipts(
  tx: Tx,
  input: ImportHouseholds,
  planned: readonly PlannedHousehold[],
  changes: Changes,
): Promise<void> {
  const of = (
    place: { readonly householdId: string; readonly orgPath: string },
    personId: string | null,
    receipts: readonly ImportReceipt[],
  ) =>
    receipts.map((receipt) => ({
      ...receipt,
      householdId: place.householdId,
      orgPath: place.orgPath,
      personId,
      statedOn: input.asOf,
    }))
  const stated = planned.flatMap((household) => [
    ...of(household, null, household.input.receipts),
    ...household.members.flatMap((member) => of(member, member.personId, member.input.receipts)),
  ])
  const source = { id: input.sourceId, name: input.sourceName, batchId: input.batchId }
  const news = await writeReceipts(tx, source, stated, justMade(planned).entities)
  for (const [index, { personId, householdId }] of stated.entries())
    if (news[index]) changes.add(personId ?? householdId, householdId, 'receipts')
}
