import { newIdAt, type Relation } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { type PersonPlace, personRow, sortKey } from '../people/person-rows.ts'
import type { CheckedPerson } from '../people/read-identity.ts'
import { addressRows, personTokens } from '../search/tokens.ts'
import { insertHouseholds } from '../store/households.ts'
import { insertMemberships, insertPersons } from '../store/persons.ts'
import { insertTokens } from '../store/tokens.ts'
import type { FactSource, Statement } from './write-facts.ts'

/** A household to be founded. */
export interface NewHousehold {
  readonly id: string
  readonly orgPath: string
  readonly address: string | null
  readonly headPersonId: string
  readonly headName: string
  readonly source: string
  /** Where it lives, WGS 84, and who says so. */
  readonly spot?: { readonly lat: number; readonly lng: number; readonly source: 'import' | 'synthetic' }
}

/** A person to be added to a household that exists. */
export interface NewPerson {
  readonly place: PersonPlace
  readonly person: CheckedPerson
  readonly relation: Relation
  readonly fromDate: string
}

/** Writes households (their persons follow) and returns their numbers in order. */
export async function writeHouseholds(tx: Tx, households: readonly NewHousehold[]): Promise<string[]> {
  const numbers = await insertHouseholds(
    tx,
    households.map((household) => ({
      id: household.id,
      org_path: household.orgPath,
      head_person_id: household.headPersonId,
      head_name: household.headName,
      head_pinyin: sortKey(household.headName),
      address: household.address,
      source: household.source,
      lat: household.spot?.lat ?? null,
      lng: household.spot?.lng ?? null,
      place_source: household.spot?.source ?? null,
    })),
  )
  await insertTokens(
    tx,
    households.flatMap((household) =>
      addressRows(
        { personId: household.headPersonId, householdId: household.id, orgPath: household.orgPath },
        household.address,
      ),
    ),
  )
  return numbers
}

/** Writes persons with their memberships and search tokens. */
export async function writePersons(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'keys'>,
  persons: readonly NewPerson[],
): Promise<void> {
  await preparePersons(tx, deps, persons).write()
}

/** As `writePersons` in two steps: encryption, pinyin and hashes at once, the statements when their households are written. */
export function preparePersons(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'keys'>,
  persons: readonly NewPerson[],
): { write(): Promise<void> } {
  const rows = persons.map(({ place, person }) => personRow(deps.keys, place, person))
  const memberships = persons.map(({ place, relation, fromDate }) => ({
    id: newIdAt(tx.now),
    household_id: place.householdId,
    person_id: place.id,
    org_path: place.orgPath,
    relation,
    from_date: fromDate,
  }))
  const tokens = persons.flatMap(({ place, person }) =>
    personTokens(
      deps.keys,
      { personId: place.id, householdId: place.householdId, orgPath: place.orgPath },
      person,
    ),
  )
  return {
    write: async () => {
      await Promise.all([
        insertPersons(tx, rows),
        insertMemberships(tx, memberships),
        insertTokens(tx, tokens),
      ])
    },
  }
}

/** Birth date and sex of a person as facts, for the rules. */
export function identityStatements(
  place: Pick<PersonPlace, 'id' | 'householdId' | 'orgPath'>,
  person: Pick<CheckedPerson, 'birthDate' | 'sex'>,
  validFrom: string,
  source: FactSource,
  sourceRow: number | null,
): Statement[] {
  const known = { birth_date: person.birthDate, sex: person.sex }
  return Object.entries(known).flatMap(([fact, value]) =>
    value === null
      ? []
      : [
          {
            entity: 'person' as const,
            entityId: place.id,
            householdId: place.householdId,
            orgPath: place.orgPath,
            fact,
            value,
            validFrom,
            source,
            sourceRow,
          },
        ],
  )
}
