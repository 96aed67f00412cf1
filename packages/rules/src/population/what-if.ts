import { Graph, type Ref, reachable } from '../backends/dataflow/index.ts'
import type { Output, Work } from '../backends/kernel.ts'
import { type Columns, growTo, valuesOf } from '../columns/index.ts'
import type { Library } from '../library/library.ts'
import type { PolicyOnDay } from '../screening/day-library.ts'
import { figuresRead } from './facts-read.ts'
import { KeptParts } from './kept-parts.ts'
import { type Moved, moved, type Per, type Side, STANDING, standing } from './measures.ts'
import { Places, rulesOn, sourcesOf, TALLIES, talliesOf, verdictsOver } from './program.ts'
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
  /** Where the measures that were asked for stand, household by household. */
  readonly written: readonly Output[]
}

/** Totals a changed policy has: before, after, gained, lost. */
const CHANGE_TALLIES = 2 * TALLIES + 2

/** One population under one day's library, ready to be asked what other figures would change. */
export class WhatIf {
  private readonly graph: Graph
  private readonly columns: Columns
  private readonly date: string
  private readonly policies: readonly string[] | undefined
  private readonly rules: ReadonlyMap<string, PolicyOnDay>
  private readonly before: ReadonlyMap<string, Verdict>
  private readonly parts: KeptParts
  private readonly per: ReadonlyMap<string, Per>
  private readonly measures: readonly Moved[]
  private answers: readonly Output[] | null = null

  /** @param measures what is written of each household; `byOrg` reads the first three of the default */
  constructor(
    library: Library,
    columns: Columns,
    date: string,
    policies?: readonly string[],
    measures: readonly Moved[] = ['gained', 'lost', 'fen'],
  ) {
    const graph = new Graph(columns.mostMembers)
    const rules = rulesOn(library, date, policies)
    const verdicts = verdictsOver(sourcesOf(columns), graph, rules, date)
    this.graph = graph
    this.per = new Map(rules.map(({ policy, version }) => [policy.id, version?.payment?.per ?? null]))
    this.measures = measures
    this.columns = columns
    this.date = date
    this.policies = policies
    this.rules = new Map(rules.map((rule) => [rule.policy.id, rule]))
    this.before = new Map(verdicts.map((verdict) => [verdict.policy, verdict]))
    const same = new Set(reachable(verdicts.flatMap((verdict) => talliesOf(graph, verdict))))
    this.parts = new KeptParts(graph, columns, columns.end, same)
  }

  /** Prepares the change to another library, usually of `changedLibrary`. */
  change(library: Library): ChangeWork {
    const { graph, columns, parts } = this
    // The same rule with the same figures says the same.
    const rules = rulesOn(library, this.date, this.policies).filter(({ policy, version, figure }) => {
      const was = this.rules.get(policy.id)
      return (
        !version ||
        was?.version !== version ||
        [...figuresRead(version)].some((name) => figure(name).value !== was.figure(name).value)
      )
    })
    const after = verdictsOver(sourcesOf(columns), graph, rules, this.date)
    const changed: string[] = []
    const tallies: Ref[] = []
    const sums = this.measures.map(() => graph.number(0))
    for (const verdict of after) {
      const was = this.before.get(verdict.policy)
      if (!was) continue
      const [old, now] = [talliesOf(graph, was), talliesOf(graph, verdict)]
      if (old.every((node, at) => node === now[at])) continue
      const all = [...old, ...now].map((node) => parts.reduced(node))
      const [from, to] = [sideOf(all), sideOf(all.slice(TALLIES))]
      tallies.push(...all)
      tallies.push(graph.and(to.eligible, graph.not(from.eligible)))
      tallies.push(graph.and(from.eligible, graph.not(to.eligible)))
      changed.push(verdict.policy)
      const per = this.per.get(verdict.policy) ?? null
      this.measures.forEach((measure, at) => {
        sums[at] = graph.add(sums[at] as Ref, moved(graph, measure, from, to, per))
      })
    }
    const keep = { outputs: parts.take(), tallies: [] }
    const outputs = this.written(sums)
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
      written: outputs,
    }
  }

  /** What stands of each household before any change, as work that writes a column for each of `STANDING`. */
  standing(): Pick<ChangeWork, 'work' | 'columns' | 'written'> {
    const { graph, columns } = this
    const places = new Places(columns, columns.end)
    const written = STANDING.map((measure) => {
      const sum = [...this.before.values()].reduce((total, verdict) => {
        const side = sideOf(talliesOf(graph, verdict))
        return graph.add(total, standing(graph, measure, side, this.per.get(verdict.policy) ?? null))
      }, graph.number(0))
      return places.output(sum, null, 'household', 'f64')
    })
    growTo(columns.memory, places.end)
    return { work: { outputs: written, tallies: [] }, columns: { ...columns, end: places.end }, written }
  }

  /** The same columns each time. */
  private written(nodes: readonly Ref[]): readonly Output[] {
    this.answers ??= nodes.map((node, at) =>
      this.parts.places.output(node, null, 'household', isMoney(this.measures[at]) ? 'f64' : 'i32'),
    )
    return this.answers.map((output, at) => ({ ...output, node: nodes[at] ?? output.node }))
  }
}

function isMoney(measure: Moved | undefined): boolean {
  return measure === 'fen' || measure === 'month' || measure === 'year' || measure === 'once'
}

function sideOf(tallies: readonly Ref[]): Side {
  const [eligible, unknown, paid, amountKnown] = tallies as [Ref, Ref, Ref, Ref]
  return { eligible, unknown, paid, amountKnown }
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
