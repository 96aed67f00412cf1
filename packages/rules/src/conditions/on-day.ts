import { closures } from '../backends/closure/compile.ts'
import { flatFrame } from '../backends/closure/frame.ts'
import type { Test } from '../backends/closure/machine.ts'
import { recordLayout, recordSlots } from '../backends/record.ts'
import { walkerOver } from '../explain/walk.ts'
import type { Walker } from '../explain/walker.ts'
import type { TruthNode } from '../language/tree.ts'
import { figuresOn } from '../library/figures.ts'
import { factsOf } from '../population/facts-read.ts'
import { calledBy } from '../screening/called.ts'
import { frameOf } from '../screening/decide.ts'
import type { Household } from '../screening/household.ts'
import type { ConditionNames } from './conditions.ts'

/** Conditions as they stand on one day: its figures are known, and closures are made from trees once. */
export type ConditionsOnDay = {
  readonly date: string
  /** A condition as a fast test of a household: true, false, or null when a fact or a figure is missing. */
  test(node: TruthNode): (household: Household) => boolean | null
  /** A walker over a household: truth with its sentence, the facts it rests on and those that are missing. */
  walker(household: Household): Walker
  /** Value of a figure at the scale of its shape; null when nobody knows it on the day. */
  figure(name: string): number | null
}

/** Makes conditions ready for a day. Throws `RangeError` when the date is no day. */
export function conditionsOn(names: ConditionNames, date: string): ConditionsOnDay {
  const figures = figuresOn(names.figures, date)
  const value = (name: string) => figures.values.get(name) ?? null
  return {
    date,
    test: (node) => {
      const layout = recordLayout(factsOf([node]))
      const slots = recordSlots(layout)
      const run: Test = closures(value, (fact) => slots.get(fact) ?? 0).truth(node)
      return (household) => run(flatFrame(layout, frameOf(household, date)))
    },
    walker: (household) => {
      const byRow = new Map(household.members.map((one) => [one.facts, one] as const))
      return walkerOver({
        frame: frameOf(household, date),
        figure: (name) => figures.use(name, 'this condition'),
        idOf: (row) => byRow.get(row)?.id ?? '',
        calledBy: (row) => calledBy(byRow.get(row) ?? null),
      })
    },
    figure: value,
  }
}
