import type { Value } from '../backends/frame.ts'
import type { Fact } from '../facts/dictionary.ts'
import { factRange, factScale } from '../language/fact-shape.ts'
import type { Household } from '../screening/household.ts'
import type { MissingFact } from '../screening/result.ts'

/** Answers that stand for all: both truths, every word, small and large numbers, ages over a life. */
export function possibleAnswers(fact: Fact, date: string): Value[] {
  const year = Number(date.slice(0, 4))
  switch (fact.type) {
    case 'boolean':
      return [true, false]
    case 'enum':
      return (fact.values ?? []).map((value) => value.value)
    case 'date':
      return [1, 10, 17, 35, 59, 62, 68, 85].map((age) => (year - age) * 10000 + 101)
    case 'string':
      return ['']
    default: {
      const { min, max } = factRange(fact)
      const scale = 10 ** factScale(fact)
      const tried =
        fact.type === 'money' ? [0, 1000, 3000, 10_000, 100_000, 1_000_000] : [0, 1, 2, 3, 6, 12, 100]
      return tried.filter((value) => value >= min && value <= max).map((value) => value * scale)
    }
  }
}

/** Households are told apart by reference, so a copy with one answer leaves the original as it is. */
export function withAnswer(household: Household, missing: MissingFact, answer: Value): Household {
  if (missing.entity === 'household')
    return { ...household, facts: { ...household.facts, [missing.fact]: answer } }
  const members = household.members.map((member) =>
    member.id === missing.member ? { ...member, facts: { ...member.facts, [missing.fact]: answer } } : member,
  )
  return { ...household, members }
}
