import type { Fact } from '../facts/dictionary.ts'
import type { Row, Value } from './frame.ts'

/** One household in a row: these facts of it, then these of each member in turn. What the fast forms for one household read. */
export type RecordLayout = { readonly household: readonly Fact[]; readonly person: readonly Fact[] }

/** Facts in the order of a record. Texts are no part of it: no rule reads them. */
export function recordLayout(facts: Iterable<Fact>): RecordLayout {
  const kept = [...facts].filter((fact) => fact.type !== 'string' && fact.derived === undefined)
  return {
    household: kept.filter(({ entity }) => entity === 'household'),
    person: kept.filter(({ entity }) => entity === 'person'),
  }
}

/** Place of each fact among those of the household, or of a member. */
export function recordSlots({ household, person }: RecordLayout): ReadonlyMap<Fact, number> {
  return new Map(
    [household, person].flatMap((facts) => facts.map((fact, place): [Fact, number] => [fact, place])),
  )
}

/** Gives `put` each value of a household with its place. */
export function fillRecord(
  { household, person }: RecordLayout,
  own: Row,
  members: readonly Row[],
  put: (place: number, fact: Fact, value: Value) => void,
): void {
  let at = 0
  for (const fact of household) put(at++, fact, own[fact.name] ?? null)
  for (const member of members) for (const fact of person) put(at++, fact, member[fact.name] ?? null)
}
