import {
  type ConditionGraph,
  conditionsOn,
  type GraphNode,
  numbersOf,
  type Source,
} from '@lastmile/rules/conditions'
import type { Columns, Output, Work } from '@lastmile/rules/population'
import type { Scheme } from '../scheme/scheme.ts'

/** A scheme over a population: what each household is deprived of, what of it is unknown, which tier an override asks for, its group. */
export type SchemeProgram = {
  readonly work: Work
  readonly deprived: Output
  readonly unknown: Output
  readonly floor: Output
  /** The value that households are grouped by, as a whole number (-1: unknown); null without one. */
  readonly group: Output | null
}

/** Prepares a scheme for columns. `by` is a fact of the household in FEEL (`household.size`). Throws `RuleError` for a wrong one. */
export function schemeProgram(scheme: Scheme, columns: Columns, date: string, by?: Source): SchemeProgram {
  const conditions = conditionsOn(scheme.names, date)
  const { work, outputs } = numbersOf(columns, conditions, scheme.names, (from) => [
    bitsOf(from, scheme, 'deprived'),
    bitsOf(from, scheme, 'unknown'),
    floorOf(from, scheme),
    ...(by ? [from.coded(by)] : []),
  ])
  const [deprived, unknown, floor, group = null] = outputs
  if (!deprived || !unknown || !floor) throw new Error('the program has fewer outputs than it was built with')
  return { work, deprived, unknown, floor, group }
}

function bitsOf(
  { graph, certain }: ConditionGraph,
  scheme: Scheme,
  which: 'deprived' | 'unknown',
): GraphNode {
  let sum = graph.number(0)
  for (const { applies, when, bit } of scheme.indicators) {
    const truth = certain(when)
    const concerns = applies ? certain(applies) : null
    const yes = concerns ? graph.and(concerns.yes, truth.yes) : truth.yes
    const no = concerns ? graph.or(concerns.no, truth.no) : truth.no
    const set = which === 'deprived' ? yes : graph.not(graph.or(yes, no))
    sum = graph.add(sum, graph.select(set, graph.number(2 ** bit), graph.number(0)))
  }
  return sum
}

function floorOf({ graph, certain }: ConditionGraph, scheme: Scheme): GraphNode {
  let floor = graph.number(0)
  // From the mildest to the gravest, so that the gravest stands outermost.
  for (const { when, tier } of [...scheme.overrides].sort((a, b) => b.tier - a.tier))
    floor = graph.select(certain(when).yes, graph.number(tier), floor)
  return floor
}
