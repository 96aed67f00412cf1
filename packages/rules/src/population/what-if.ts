import { Graph, type Ref, reachable } from '../backends/dataflow/index.ts'
import type { Output, Work } from '../backends/kernel.ts'
import { type Columns, growTo, valuesOf } from '../columns/index.ts'
import type { Library } from '../library/library.ts'
import { KeptParts } from './kept-parts.ts'
import { rulesOn, sourcesOf, TALLIES, talliesOf, verdictsOver } from './program.ts'
import type { PolicyTotals } from './screen.ts'
import type { Verdict } from './verdict.ts'

/** Truths and numbers of one policy: as it is, as it would be, and who changes sides. */
export type PolicyChange = {
  readonly before: PolicyTotals
  readonly after: PolicyTotals
  /** Households that become eligible, and that cease to be. */
  readonly gained: number
  readonly lost: number
}
/** The same of a unit: household by household and policy by policy, added up. */
export type OrgChange = {
  readonly org: string
  readonly gained: number
  readonly lost: number
  readonly fen: number
}

/** Work in two steps: what is to be kept (nothing when it is there already), then the change itself. */
export type ChangeWork = {
  readonly keep: Work
  readonly work: Work
  /** The columns with everything in them that the steps use. */
  readonly columns: Columns
  /** What the totals of `work` say, by policy; a policy that the change does not touch is not among them. */
  read(tallies: Float64Array): ReadonlyMap<string, PolicyChange>
  byOrg(): readonly OrgChange[]
}

/** Totals a changed policy has: before, after, gained, lost. */
const CHANGE_TALLIES = 2 * TALLIES + 2

/** One population under one day's library, ready to be asked what other figures would change. */
export class WhatIf {
  private readonly graph: Graph
  private readonly columns: Columns
  private readonly date: string
  private readonly policies: readonly string[] | undefined
  private readonly before: ReadonlyMap<string, Verdict>
  private readonly parts: KeptParts
  private answers: readonly Output[] | null = null

  constructor(library: Library, columns: Columns, date: string, policies?: readonly string[]) {
    const graph = new Graph(columns.mostMembers)
    const verdicts = verdictsOver(sourcesOf(columns), graph, rulesOn(library, date, policies), date)
    this.graph = graph
    this.columns = columns
    this.date = date
    this.policies = policies
    this.before = new Map(verdicts.map((verdict) => [verdict.policy, verdict]))
    const same = new Set(reachable(verdicts.flatMap((verdict) => talliesOf(graph, verdict))))
    this.parts = new KeptParts(graph, columns, columns.end, same)
  }

  /** Prepares the change to another library, usually of `changedLibrary`. */
  change(library: Library): ChangeWork {
    const { graph, columns, parts } = this
    const after = verdictsOver(
      sourcesOf(columns),
      graph,
      rulesOn(library, this.date, this.policies),
      this.date,
    )
    const n = (value: number) => graph.number(value)
    const changed: string[] = []
    const tallies: Ref[] = []
    const sums = { gained: n(0), lost: n(0), fen: n(0) }
    for (const verdict of after) {
      const was = this.before.get(verdict.policy)
      if (!was) continue
      const [old, now] = [talliesOf(graph, was), talliesOf(graph, verdict)]
      if (old.every((node, at) => node === now[at])) continue
      const all = [...old, ...now].map((node) => parts.reduced(node))
      const [eligible, , paid, , willBe, , willPay] = all as [Ref, Ref, Ref, Ref, Ref, Ref, Ref, Ref]
      const gained = graph.and(willBe, graph.not(eligible))
      const lost = graph.and(eligible, graph.not(willBe))
      tallies.push(...all, gained, lost)
      changed.push(verdict.policy)
      sums.gained = graph.add(sums.gained, graph.select(gained, n(1), n(0)))
      sums.lost = graph.add(sums.lost, graph.select(lost, n(1), n(0)))
      sums.fen = graph.add(sums.fen, graph.subtract(willPay, paid))
    }
    const keep = { outputs: parts.take(), tallies: [] }
    const outputs = this.written([sums.gained, sums.lost, sums.fen])
    const end = parts.places.end
    growTo(columns.memory, end)
    const whole = { ...columns, end }
    return {
      keep,
      work: { outputs, tallies },
      columns: whole,
      read: (totals) =>
        new Map(
          changed.map((policy, place) => {
            const own = totals.subarray(place * CHANGE_TALLIES)
            const [gained = 0, lost = 0] = own.subarray(2 * TALLIES)
            const side = (at: number) => policyTotals(columns.households, own.subarray(at))
            return [policy, { before: side(0), after: side(TALLIES), gained, lost }] as const
          }),
        ),
      byOrg: () => totalsByOrg(whole, outputs),
    }
  }

  /** The same three columns each time. */
  private written(nodes: readonly Ref[]): readonly Output[] {
    this.answers ??= nodes.map((node, at) =>
      this.parts.places.output(node, null, 'household', at === 2 ? 'f64' : 'i32'),
    )
    return this.answers.map((output, at) => ({ ...output, node: nodes[at] ?? output.node }))
  }
}

function policyTotals(households: number, tallies: Float64Array): PolicyTotals {
  const [eligible = 0, unknown = 0, fen = 0, paid = 0] = tallies
  return {
    eligible,
    ineligible: households - eligible - unknown,
    unknown,
    fen,
    withoutAmount: eligible - paid,
  }
}

function totalsByOrg(columns: Columns, outputs: readonly Output[]): OrgChange[] {
  const { org, households } = columns
  if (!org) return []
  const units = valuesOf(columns, { storage: 'i32', offset: org.offset, length: households })
  const sums = outputs.map((output) => {
    const values = valuesOf(columns, { ...output, length: households })
    const totals = new Float64Array(org.names.length)
    for (let household = 0; household < households; household++) {
      const unit = units[household] as number
      totals[unit] = (totals[unit] as number) + (values[household] as number)
    }
    return totals
  })
  const [gained, lost, fen] = sums as [Float64Array, Float64Array, Float64Array]
  return org.names.map((name, at) => ({
    org: name,
    gained: gained[at] ?? 0,
    lost: lost[at] ?? 0,
    fen: fen[at] ?? 0,
  }))
}
