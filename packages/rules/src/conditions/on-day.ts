import { closures } from '../backends/closure/compile.ts'
import type { Test } from '../backends/closure/machine.ts'
import { walkerOver } from '../explain/walk.ts'
import type { Walker } from '../explain/walker.ts'
import type { TruthNode } from '../language/tree.ts'
import { figuresOn } from '../library/figures.ts'
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
  const compiler = closures(figures.values)
  return {
    date,
    test: (node) => {
      const run: Test = compiler.truth(node)
      return (household) => run(frameOf(household, date))
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
    figure: (name) => figures.values.get(name) ?? null,
  }
}
