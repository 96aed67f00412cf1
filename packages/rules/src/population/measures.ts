import type { Graph, Ref } from '../backends/dataflow/index.ts'

/** How often a policy pays; null where it pays no sum. */
export type Per = 'month' | 'year' | 'once' | null

/** What a policy says of a household: truths, and fen (0 where the amount is not known). */
export type Side = {
  readonly eligible: Ref
  readonly unknown: Ref
  readonly paid: Ref
  readonly amountKnown: Ref
}

/** What is counted of a household as things stand, over all policies: policies, and fen by how often they are paid. */
export const STANDING = ['eligible', 'unknown', 'open', 'month', 'year', 'once'] as const
export type Standing = (typeof STANDING)[number]

/** What a change does to a household: policies that it gains and loses, that pay it more and less, and the differences of `STANDING`. */
export const MOVED = ['gained', 'lost', 'more', 'less', 'unknown', 'open', 'month', 'year', 'once'] as const
/** `fen` is the money whatever its period. */
export type Moved = (typeof MOVED)[number] | 'fen'

/** Of one policy, as it stands. `open`: eligible, and what it pays rests on something unknown. */
export function standing(graph: Graph, measure: Standing, of: Side, per: Per): Ref {
  const count = (truth: Ref) => graph.select(truth, graph.number(1), graph.number(0))
  switch (measure) {
    case 'eligible':
    case 'unknown':
      return count(of[measure])
    case 'open':
      return per === null ? graph.number(0) : count(graph.and(of.eligible, graph.not(of.amountKnown)))
    default:
      return per === measure ? of.paid : graph.number(0)
  }
}

/** Of one policy, from one side to the other. */
export function moved(graph: Graph, measure: Moved, from: Side, to: Side, per: Per): Ref {
  const count = (truth: Ref) => graph.select(truth, graph.number(1), graph.number(0))
  const both = () => graph.and(from.amountKnown, to.amountKnown)
  switch (measure) {
    case 'gained':
      return count(graph.and(to.eligible, graph.not(from.eligible)))
    case 'lost':
      return count(graph.and(from.eligible, graph.not(to.eligible)))
    case 'more':
      return count(graph.and(both(), graph.less(from.paid, to.paid)))
    case 'less':
      return count(graph.and(both(), graph.less(to.paid, from.paid)))
    case 'fen':
      return graph.subtract(to.paid, from.paid)
    default:
      return graph.subtract(standing(graph, measure, to, per), standing(graph, measure, from, per))
  }
}
