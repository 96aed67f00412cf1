import { closures } from '../backends/closure/compile.ts'
import type { FlatFrame } from '../backends/closure/machine.ts'
import type { Value } from '../backends/frame.ts'
import { recordLayout, recordSlots } from '../backends/record.ts'
import type { Fact } from '../facts/dictionary.ts'
import type { Library } from '../library/library.ts'
import { dayNumber } from '../mechanisms/calendar/days.ts'
import { factsRead } from '../population/facts-read.ts'
import { rulesOn } from '../population/program.ts'
import { keptByDay, type PolicyOnDay } from './day-library.ts'
import { type AnswerLayout, type AnswerPlace, answersOf, type Decide, Decider } from './decider.ts'

/** A decider of closures: no text is evaluated, so it runs under any content policy. Throws `RangeError` like `emittedDecider`. */
export function closureDecider(library: Library, date: string, only?: readonly string[]): Decider<Value[]> {
  const rules = rulesOn(library, date, only)
  const layout = recordLayout(factsRead(rules))
  const answers = answersOf(rules)
  const today = dayNumber(date)
  if (today === null) throw new RangeError(`"${date}" is not a day`)
  const slots = recordSlots(layout)
  const first = layout.household.length
  const width = Math.max(1, layout.person.length)
  const frame: FlatFrame = { record: [], person: 0, end: 0, locals: [], first, width, today }
  return new Decider(rules, {
    layout,
    answers,
    functions: rules.flatMap((rule, index) => {
      const place = answers.places[index]
      return place ? [functionOf(rule, place, answers, frame, (fact) => slots.get(fact) ?? 0)] : []
    }),
    make: (length) => new Array<Value>(length).fill(null),
    put: (record, place, _, value) => {
      record[place] = value
    },
  })
}

/** The decider of all policies, made once per library and day and kept. */
export const closuresOn: (library: Library, date: string) => Decider<Value[]> = keptByDay((library, date) =>
  closureDecider(library, date),
)

function functionOf(
  { version, figure }: PolicyOnDay,
  { household, person, pays }: AnswerPlace,
  { first, width }: AnswerLayout,
  frame: FlatFrame,
  slot: (fact: Fact) => number,
): Decide<Value[]> {
  if (!version) return () => {}
  const compiler = closures((name) => figure(name).value, slot)
  const test = compiler.truth(version.node)
  const pay = version.payment ? compiler.number(version.payment.node).top : null
  const toFen = 10 ** (2 - (version.payment?.node.shape.scale ?? 2))
  const answer = (answers: Float64Array, at: number): void => {
    const value = test(frame)
    answers[at] = value === null ? 2 : value ? 1 : 0
    const top = value === true && pay ? pay(frame) : null
    if (pays) answers[at + 1] = top === null ? Number.NaN : top * toFen
  }
  return (record, members, answers) => {
    frame.record = record
    frame.end = frame.first + members * frame.width
    if (person === null) return answer(answers, household)
    let [best, sum, at] = [0, 0, first + person]
    for (frame.person = frame.first; frame.person < frame.end; frame.person += frame.width) {
      answer(answers, at)
      const code = answers[at]
      if (code === 1) {
        best = 1
        sum += answers[at + 1] ?? Number.NaN
      } else if (code === 2 && best === 0) best = 2
      at += width
    }
    answers[household] = best
    if (pays) answers[household + 1] = best === 1 ? sum : Number.NaN
  }
}
