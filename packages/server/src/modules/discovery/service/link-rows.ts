import { foldToken } from '@lastmile/domain'
import type { FoundPersons, KnownPerson } from '../../households/index.ts'
import type { ProblemCode, ProblemParams } from '../problems/catalogue.ts'
import type { RowReading } from '../rows/row-reading.ts'

/** What a row's person is to the system: known, new, or a question for people. */
export type Link =
  | {
      readonly kind: 'existing'
      readonly personId: string
      readonly householdId: string
      readonly orgPath: string
    }
  | { readonly kind: 'new' }
  | { readonly kind: 'review'; readonly code: ProblemCode; readonly params: ProblemParams }

/** What is known of the rows of a chunk before they are linked. */
export interface Knowledge {
  readonly found: FoundPersons
  /** By the key of a row: whom an earlier list of this source meant. */
  readonly before: ReadonlyMap<string, string>
  readonly personUnknown: 'create' | 'review'
}

/**
 * Links rows to persons: by number; else by what an earlier list of this source was linked to; else a person of the same
 * name and birth date is a question, unless one of the row's own household in the system or with another number.
 */
export function linkRows(
  rows: readonly { readonly reading: RowReading; readonly key: string }[],
  knowledge: Knowledge,
): Map<number, Link> {
  const byNumber = groupByRef(knowledge.found.byNumber)
  const byName = groupByRef(knowledge.found.byNameBirth)
  const elsewhere = new Map(knowledge.found.elsewhere.map(({ ref, streetNames }) => [ref, streetNames]))
  const links = new Map<number, Link>()
  for (const { reading, key } of rows) {
    const ref = String(reading.row)
    links.set(
      reading.row,
      linkByNumber(reading, byNumber.get(ref) ?? []) ??
        linkBefore(byName.get(ref) ?? [], knowledge.before.get(key)) ??
        linkByName(reading, byName.get(ref) ?? []) ??
        linkElsewhere(elsewhere.get(ref)) ??
        (knowledge.personUnknown === 'create'
          ? { kind: 'new' }
          : { kind: 'review', code: 'person_unknown', params: {} }),
    )
  }
  return linkWithinHouseholds(rows, links, byName)
}

function groupByRef(found: FoundPersons['byNumber']): Map<string, KnownPerson[]> {
  const groups = new Map<string, KnownPerson[]>()
  for (const { ref, person } of found) {
    const same = groups.get(ref)
    if (same) same.push(person)
    else groups.set(ref, [person])
  }
  return groups
}

const sameName = (a: string, b: string): boolean => foldToken(a) === foldToken(b)

function asExisting(person: KnownPerson): Link {
  return {
    kind: 'existing',
    personId: person.personId,
    householdId: person.householdId,
    orgPath: person.orgPath,
  }
}

function linkByNumber(reading: RowReading, known: readonly KnownPerson[]): Link | null {
  const person = known.find((one) => sameName(one.name, reading.person.name)) ?? known[0]
  if (!person) return null
  return sameName(person.name, reading.person.name)
    ? asExisting(person)
    : { kind: 'review', code: 'name_contradicts_number', params: { known: person.name } }
}

/** Whom the last list of this source meant, as long as that person still bears the name and can be seen. */
function linkBefore(known: readonly KnownPerson[], personId: string | undefined): Link | null {
  const person = known.find((one) => one.personId === personId)
  return person ? asExisting(person) : null
}

function linkByName(reading: RowReading, known: readonly KnownPerson[]): Link | null {
  // With a number on both sides that differs it is somebody else of the same name and day.
  const open = known.filter((one) => reading.person.idNumber === null || !one.hasIdNumber)
  return open.length === 0
    ? null
    : { kind: 'review', code: 'same_name_and_birth_date', params: { count: open.length } }
}

function linkElsewhere(streetNames: readonly string[] | undefined): Link | null {
  if (!streetNames || streetNames.length === 0) return null
  return { kind: 'review', code: 'known_elsewhere', params: { street: streetNames.join('、') } }
}

/** Name and birth date within the household that the other rows of a household were found in are proof enough. */
function linkWithinHouseholds(
  rows: readonly { readonly reading: RowReading; readonly key: string }[],
  links: Map<number, Link>,
  byName: ReadonlyMap<string, readonly KnownPerson[]>,
): Map<number, Link> {
  const homes = new Map<string, Set<string>>()
  for (const { reading } of rows) {
    const link = links.get(reading.row)
    if (reading.householdKey === null || link?.kind !== 'existing') continue
    const home = homes.get(reading.householdKey) ?? new Set()
    homes.set(reading.householdKey, home.add(link.householdId))
  }
  for (const { reading } of rows) {
    const link = links.get(reading.row)
    if (reading.householdKey === null || link?.kind !== 'review' || link.code !== 'same_name_and_birth_date')
      continue
    const home = homes.get(reading.householdKey)
    const members = (byName.get(String(reading.row)) ?? []).filter((one) => home?.has(one.householdId))
    const [member] = members
    if (member && members.length === 1) links.set(reading.row, asExisting(member))
  }
  return links
}
