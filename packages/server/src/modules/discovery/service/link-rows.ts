import { foldToken } from '@lastmile/domain'
import type { FieldWeight } from '@lastmile/domain/linkage'
import type { FoundPersons, KnownPerson, LikelyPerson } from '../../households/index.ts'
import type { ProblemCode, ProblemParams } from '../problems/catalogue.ts'
import type { RowReading } from '../rows/row-reading.ts'

/** A person on record who may be the one of a row, as it is kept with the row. */
export interface Doubt {
  readonly personId: string
  readonly probability: number
  readonly parts: readonly FieldWeight[]
}

/** What a row's person is to the system: known, new, or a question for people. */
export type Link =
  | {
      readonly kind: 'existing'
      readonly personId: string
      readonly householdId: string
      readonly orgPath: string
    }
  | { readonly kind: 'new' }
  | {
      readonly kind: 'review'
      readonly code: ProblemCode
      readonly params: ProblemParams
      readonly doubts?: readonly Doubt[]
    }

/** What is known of the rows of a chunk before they are linked. */
export interface Knowledge {
  readonly found: FoundPersons
  /** By the row: who may be meant by the model of linkage, the likeliest first; only for rows without a match by number. */
  readonly likely: ReadonlyMap<string, readonly LikelyPerson[]>
  /** By the key of a row: whom an earlier list of this source meant. */
  readonly before: ReadonlyMap<string, KnownPerson>
  /** Keys of rows of which somebody said that they are none of those on record. */
  readonly strangers: ReadonlySet<string>
  /** By the row: what somebody has just said of it; null: none of those on record. */
  readonly decided?: ReadonlyMap<number, KnownPerson | null> | undefined
  readonly personUnknown: 'create' | 'review'
}

interface Row {
  readonly reading: RowReading
  readonly key: string
}

/** Levels that do not speak for one person. */
const UNLIKE: ReadonlySet<string> = new Set(['missing', 'differs', 'same-year'])

/** Most persons who are shown beside a row. */
const MOST_DOUBTS = 5

/**
 * Links rows to persons: by what somebody said; by number; by what an earlier list of this source was linked to; else by
 * the model of linkage, where one person is sure. One who is not sure, or more than one, is a question; nobody, a new person.
 */
export function linkRows(rows: readonly Row[], knowledge: Knowledge): Map<number, Link> {
  const byNumber = groupByRef(knowledge.found.byNumber)
  const byName = groupByRef(knowledge.found.byNameBirth)
  const elsewhere = new Map(knowledge.found.elsewhere.map(({ ref, streetNames }) => [ref, streetNames]))
  const links = new Map<number, Link>()
  for (const row of rows) {
    const { reading, key } = row
    const ref = String(reading.row)
    const likely = knowledge.likely.get(ref) ?? []
    const unknown: Link =
      knowledge.personUnknown === 'create'
        ? { kind: 'new' }
        : { kind: 'review', code: 'person_unknown', params: {} }
    const decided = knowledge.decided?.get(reading.row)
    links.set(
      reading.row,
      (decided === undefined ? null : decided === null ? unknown : asExisting(decided)) ??
        linkByNumber(reading, byNumber.get(ref) ?? []) ??
        linkBefore(row, byName.get(ref) ?? [], likely, knowledge.before.get(key)) ??
        (knowledge.strangers.has(key) ? unknown : null) ??
        linkByModel(reading, likely, byName.get(ref) ?? []) ??
        linkElsewhere(elsewhere.get(ref)) ??
        unknown,
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

/** Whom the last list of this source meant, as long as that person bears the name or is still like the row. */
function linkBefore(
  { reading }: Row,
  byName: readonly KnownPerson[],
  likely: readonly LikelyPerson[],
  before: KnownPerson | undefined,
): Link | null {
  if (!before) return null
  const isStill =
    sameName(before.name, reading.person.name) ||
    byName.some(({ personId }) => personId === before.personId) ||
    likely.some(({ person, score }) => person.personId === before.personId && score.decision !== 'none')
  return isStill ? asExisting(before) : null
}

/** One person of whom the model is sure is the one; whoever else is like the row is a question, with what speaks for each. */
function linkByModel(
  reading: RowReading,
  likely: readonly LikelyPerson[],
  byName: readonly KnownPerson[],
): Link | null {
  const sure = likely.filter(({ score }) => score.decision === 'automatic')
  const [only] = sure
  if (only && sure.length === 1) return asExisting(only.person)
  // Name and birthday alone are always worth asking about, unless both have numbers and these differ.
  const alike = new Set(
    byName
      .filter((one) => reading.person.idNumber === null || !one.hasIdNumber)
      .map(({ personId }) => personId),
  )
  const doubtful = likely.filter(
    ({ person, score }) => score.decision !== 'none' || alike.has(person.personId),
  )
  const [first] = doubtful
  if (!first) {
    return alike.size === 0
      ? null
      : { kind: 'review', code: 'same_name_and_birth_date', params: { count: alike.size } }
  }
  return {
    kind: 'review',
    code: 'person_doubtful',
    params: {
      count: doubtful.length,
      reasons: first.score.parts
        .filter(({ level }) => !UNLIKE.has(level))
        .map(({ field, level }) => `${field}:${level}`)
        .join(' '),
    },
    doubts: doubtful.slice(0, MOST_DOUBTS).map(({ person, score }) => ({
      ...{ personId: person.personId, probability: score.probability, parts: score.parts },
    })),
  }
}

function linkElsewhere(streetNames: readonly string[] | undefined): Link | null {
  if (!streetNames || streetNames.length === 0) return null
  return { kind: 'review', code: 'known_elsewhere', params: { street: streetNames.join('、') } }
}

/** Name and birth date within the household that the other rows of a household were found in are proof enough. */
function linkWithinHouseholds(
  rows: readonly Row[],
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
    if (reading.householdKey === null || link?.kind !== 'review' || !ASKS_WHO.has(link.code)) continue
    const home = homes.get(reading.householdKey)
    const members = (byName.get(String(reading.row)) ?? []).filter((one) => home?.has(one.householdId))
    const [member] = members
    if (member && members.length === 1) links.set(reading.row, asExisting(member))
  }
  return links
}

const ASKS_WHO: ReadonlySet<ProblemCode> = new Set(['person_doubtful', 'same_name_and_birth_date'])
