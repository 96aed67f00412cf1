import { Graph } from '../backends/dataflow/index.ts'
import { type Asked, recordSource, recordText } from '../backends/javascript/record.ts'
import { recordLayout } from '../backends/record.ts'
import type { Fact } from '../facts/dictionary.ts'
import { MOST_MEMBERS } from '../language/fact-shape.ts'
import type { Library } from '../library/library.ts'
import { roundQuotient } from '../mechanisms/rounding/modes.ts'
import { factsRead } from '../population/facts-read.ts'
import { rulesOn, verdictsOver } from '../population/program.ts'
import { keptByDay } from './day-library.ts'
import { answersOf, type Decide, Decider } from './decider.ts'

/** Policies a function: V8 makes poor code of a very long one, and short ones share little. */
const POLICIES_A_FUNCTION = 12

/**
 * A decider of JavaScript made from the rules, by `new Function`: for servers and the command line. A page under a strict content policy
 * has `closuresOn`. The text is made of numbers and of names that are counted, never of words from a file. Throws `RangeError` when the
 * date is no day or a named policy does not exist.
 */
export function emittedDecider(
  library: Library,
  date: string,
  only?: readonly string[],
): Decider<Float64Array> {
  const rules = rulesOn(library, date, only)
  const layout = recordLayout(factsRead(rules))
  const answers = answersOf(rules)
  const verdicts = verdictsOver(recordSource(layout), new Graph(MOST_MEMBERS), rules, date)
  const asked = verdicts.flatMap((verdict, index): Asked[] => {
    const place = answers.places[index]
    return place ? [{ ...(verdict.person ?? verdict), place }] : []
  })
  const kinds = [
    asked.filter(({ place }) => place.person === null),
    asked.filter(({ place }) => place.person !== null),
  ]
  const functions = kinds
    .flatMap(inParts)
    .map(
      (part): Decide<Float64Array> => new Function('round', recordText(part, layout, answers))(roundQuotient),
    )
  const words = new Map<Fact, ReadonlyMap<unknown, number>>()
  for (const fact of [...layout.household, ...layout.person])
    if (fact.values) words.set(fact, new Map(fact.values.map(({ value }, place) => [value, place])))
  return new Decider(rules, {
    layout,
    answers,
    functions,
    make: (length) => new Float64Array(length),
    put: (record, place, fact, value) => {
      if (typeof value === 'number') record[place] = value
      else if (typeof value === 'boolean') record[place] = value ? 1 : 0
      else record[place] = words.get(fact)?.get(value) ?? Number.NaN
    },
  })
}

/** The decider of all policies, made once per library and day and kept. Throws `RangeError` when the date is no day. */
export const emittedOn: (library: Library, date: string) => Decider<Float64Array> = keptByDay(
  (library, date) => emittedDecider(library, date),
)

function inParts<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / POLICIES_A_FUNCTION)
  return Array.from({ length: count }, (_, part) =>
    all.slice(part * POLICIES_A_FUNCTION, (part + 1) * POLICIES_A_FUNCTION),
  )
}
