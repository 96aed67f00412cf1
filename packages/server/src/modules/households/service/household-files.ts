import { RELATIONS } from '@lastmile/domain'
import { type Entity, engineValue, type Fact, type Facts, type Household, type Member } from '@lastmile/rules'
import { factColumn, type Tx } from '../../../platform/db/index.ts'
import { isRelation } from '../people/known-relations.ts'
import { type WideRow, wideHouseholds, wideMembers } from '../store/wide.ts'

type EngineValue = Household['facts'][string]
type EngineRow = Record<string, EngineValue>

/** Columns of the wide rows with their facts, worked out once per dictionary. */
const columns = new WeakMap<Facts, Record<Entity, readonly { fact: Fact; column: string }[]>>()

function columnsOf(facts: Facts) {
  const known = columns.get(facts)
  if (known) return known
  const of = (entity: Entity) =>
    facts.all
      .filter((fact) => fact.entity === entity && fact.derived === undefined)
      .map((fact) => ({ fact, column: factColumn(fact.name) }))
  const made = { household: of('household'), person: of('person') }
  columns.set(facts, made)
  return made
}

/** A stored value as the rule engine takes it. Money lies in fen already; anything odd is refused by name. */
function toEngine(fact: Fact, stored: boolean | number | string): EngineValue {
  if (fact.type === 'money') return stored
  const result = engineValue(fact, stored)
  if (!result.ok)
    throw new Error(`the stored ${fact.entity} fact ${fact.name} is not readable: ${result.message}`)
  return result.value
}

function engineRow(list: readonly { fact: Fact; column: string }[], row: WideRow): EngineRow {
  const values: EngineRow = {}
  for (const { fact, column } of list) {
    const stored = row[column]
    if (stored !== null && stored !== undefined) values[fact.name] = toEngine(fact, stored)
  }
  return values
}

/** A household as the rules take it, or why it could not be read. */
export type HouseholdFile =
  | { readonly ok: true; readonly household: Household }
  | { readonly ok: false; readonly error: Error }

/**
 * The present of some households as the rule engine takes it: facts of the household and of its living members on a
 * day. A household that cannot be read, or has nobody left, does not stop the others. What the actor may not see
 * (protected facts) is unknown: screening reads with the platform's reach.
 * @param day legal day that decides who is a member.
 */
export async function readHouseholdFiles(
  tx: Tx,
  deps: { readonly facts: Facts },
  householdIds: readonly string[],
  day: string,
): Promise<Map<string, HouseholdFile>> {
  const lists = columnsOf(deps.facts)
  const observed = deps.facts.all
  const own = await wideHouseholds(tx, observed, householdIds)
  const persons = new Map<string, (WideRow & { person_id: string; name: string; relation: string })[]>()
  for (const person of await wideMembers(tx, observed, householdIds, day)) {
    const known = persons.get(person.household_id)
    if (known) known.push(person)
    else persons.set(person.household_id, [person])
  }
  const files = new Map<string, HouseholdFile>()
  for (const row of own) {
    files.set(
      row.household_id,
      read(() => {
        const members = (persons.get(row.household_id) ?? []).map(
          (person): Member => ({
            id: person.person_id,
            relation: person.relation,
            called: called(person),
            facts: engineRow(lists.person, person),
          }),
        )
        if (members.length === 0) throw new Error('nobody lives in this household')
        return { facts: engineRow(lists.household, row), members }
      }),
    )
  }
  return files
}

function read(make: () => Household): HouseholdFile {
  try {
    return { ok: true, household: make() }
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error : new Error(String(error)) }
  }
}

/** How sentences name a member: `王秀英（配偶）`. */
function called({ name, relation }: { readonly name: string; readonly relation: string }): string {
  return isRelation(relation) ? `${name}（${RELATIONS[relation].zh}）` : name
}

/** A statement as it was known at an instant. */
interface KnownFact {
  readonly entity_id: string
  readonly fact: string
  readonly value: boolean | number | string | null
}

/**
 * A household as it was known at an instant: of each fact the statement that held among those learned by then, and the
 * members of `day` who were on record by then. What the wide rows said at that instant, read from the past.
 */
export async function readHouseholdFileAsKnown(
  tx: Tx,
  deps: { readonly facts: Facts },
  householdId: string,
  day: string,
  knownAt: Date,
): Promise<HouseholdFile> {
  const members = await wideMembers(tx, [], [householdId], day)
  const later = await tx.query<{ id: string }>(
    'SELECT id FROM person WHERE id = ANY ($1::uuid[]) AND created_at > $2',
    [members.map(({ person_id }) => person_id), knownAt],
  )
  const unknown = new Set(later.map(({ id }) => id))
  const present = members.filter(({ person_id }) => !unknown.has(person_id))
  const known = await tx.query<KnownFact>(
    `SELECT DISTINCT ON (entity_id, fact) entity_id, fact, value FROM fact
     WHERE entity_id = ANY ($1::uuid[]) AND learned_at <= $2 AND (withdrawn_at IS NULL OR withdrawn_at > $2)
     ORDER BY entity_id, fact, rank, valid_from DESC, fact.learned_at DESC, seq DESC`,
    [[householdId, ...present.map(({ person_id }) => person_id)], knownAt],
  )
  const byEntity = Map.groupBy(known, ({ entity_id }) => entity_id)
  const rowOf = (entity: Entity, id: string): EngineRow => {
    const values: EngineRow = {}
    for (const { fact, column } of columnsOf(deps.facts)[entity]) {
      const stated = byEntity.get(id)?.find((one) => factColumn(one.fact) === column)
      if (!stated || stated.value === null) continue
      const result = engineValue(fact, stated.value)
      if (!result.ok)
        throw new Error(`the stored ${entity} fact ${fact.name} is not readable: ${result.message}`)
      values[fact.name] = result.value
    }
    return values
  }
  return read(() => {
    if (present.length === 0) throw new Error('nobody lives in this household')
    return {
      facts: rowOf('household', householdId),
      members: present.map((person) => ({
        id: person.person_id,
        relation: person.relation,
        called: called(person),
        facts: rowOf('person', person.person_id),
      })),
    }
  })
}
