import {
  Graph,
  HOUSEHOLD_ONLY,
  type Lowering,
  lowering,
  type Rails,
  type Ref,
} from '../backends/dataflow/index.ts'
import type { Output, Work } from '../backends/kernel.ts'
import { type Columns, growTo } from '../columns/index.ts'
import { checkText } from '../language/check.ts'
import { problemAt, type Source } from '../language/problem.ts'
import type { TruthNode } from '../language/tree.ts'
import { dayNumber } from '../mechanisms/calendar/days.ts'
import { Places, sourcesOf } from '../population/program.ts'
import type { ConditionNames } from './conditions.ts'
import type { ConditionsOnDay } from './on-day.ts'

/** A condition as two truths of each household: surely so, surely not so. */
export type Certain = Rails

/** What a caller builds with: the graph, and conditions lowered into it. */
export type ConditionGraph = {
  readonly graph: Graph
  certain(node: TruthNode): Certain
  /** A truth (0, 1), a word (its place in the list) or a whole number as a number; -1 where it is unknown. Throws `RuleError` for another kind. */
  coded(source: Source): GraphNode
}

/** A value in the graph. */
export type GraphNode = Ref

/**
 * Work over columns that writes whole numbers of 32 bits for each household: `build` makes the numbers from conditions.
 * `outputs` stand in the order in which they were built; `end` is the first byte after them.
 */
export function numbersOf(
  columns: Columns,
  conditions: ConditionsOnDay,
  names: ConditionNames,
  build: (from: ConditionGraph) => readonly GraphNode[],
): { readonly work: Work; readonly outputs: readonly Output[]; readonly end: number } {
  const today = dayNumber(conditions.date)
  if (today === null) throw new RangeError(`"${conditions.date}" is not a day`)
  const graph = new Graph(columns.mostMembers)
  const figure = (name: string) => {
    const value = conditions.figure(name)
    return value === null ? null : graph.number(value)
  }
  const lower = lowering(graph, today, figure, sourcesOf(columns))
  const places = new Places(columns, columns.end)
  const nodes = build({
    graph,
    certain: (node) => lower.truth(node, HOUSEHOLD_ONLY),
    coded: (source) => codedPart(source, names, lower),
  })
  const outputs = nodes.map((node) => places.output(node, null, 'household', 'i32'))
  growTo(columns.memory, places.end)
  return { work: { outputs, tallies: [] }, outputs, end: places.end }
}

function codedPart(source: Source, names: ConditionNames, lower: Lowering): Ref {
  const { graph } = lower
  const unknown = graph.number(-1)
  const node = checkText(source, names.scope)
  if (node.type === 'boolean') {
    const { yes, no } = lower.truth(node, HOUSEHOLD_ONLY)
    return graph.select(yes, graph.number(1), graph.select(no, graph.number(0), unknown))
  }
  if (node.type === 'word') {
    const { value, known } = lower.word(node, HOUSEHOLD_ONLY)
    return graph.select(known, value, unknown)
  }
  if (node.type === 'number' && node.shape.scale === 0 && node.shape.denominator === 1) {
    const { top, known } = lower.number(node, HOUSEHOLD_ONLY)
    return graph.select(known, top, unknown)
  }
  throw problemAt(source, 0, 'type', 'households are grouped by a truth, a word or a whole number')
}
