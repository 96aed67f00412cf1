import type { LegalDate } from '@lastmile/domain'
import type { FactChange, SyntheticHousehold } from '../synthetic-household.ts'
import type { FactValue } from './fact-columns.ts'

export interface RecordAt {
  readonly household: Readonly<Record<string, FactValue>>
  /** In the order of `members`. */
  readonly members: readonly Readonly<Record<string, FactValue>>[]
}

/**
 * What the record held on an earlier day: the facts of the as-of day with every change taken back that was learned after
 * `day`. On the day before the history begins it is the record's first state, from which `history` can be played forward.
 */
export function recordAt(household: SyntheticHousehold, day: LegalDate): RecordAt {
  const changes = household.history.filter((entry): entry is FactChange => entry.kind === 'fact')
  const bagAt = (
    facts: Readonly<Record<string, FactValue>>,
    member: string | null,
  ): Record<string, FactValue> => {
    const bag: Record<string, FactValue> = { ...facts }
    const touched = new Set<string>()
    for (const change of changes) {
      if (change.member !== member) continue
      if (!touched.has(change.fact)) {
        touched.add(change.fact)
        put(bag, change.fact, change.from)
      }
      if (change.learnedOn <= day) put(bag, change.fact, change.to)
    }
    return bag
  }
  return {
    household: bagAt(household.facts, null),
    members: household.members.map((member) => bagAt(member.facts, member.id)),
  }
}

function put(bag: Record<string, FactValue>, fact: string, value: FactValue | null): void {
  if (value === null) delete bag[fact]
  else bag[fact] = value
}
