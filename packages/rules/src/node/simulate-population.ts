import { availableParallelism } from 'node:os'
import { fastestPlan } from '../backends/plan.ts'
import type { Library } from '../library/library.ts'
import { changedLibrary, type FigureChange } from '../population/changed-library.ts'
import { factsRead } from '../population/facts-read.ts'
import { type Program, programFor, rulesOn } from '../population/program.ts'
import { addTotals, type PolicyTotals, totalsOf } from '../population/screen.ts'
import { type OrgChange, type PolicyChange, WhatIf } from '../population/what-if.ts'
import type { PopulationSource } from './population-file.ts'
import { RefusedHouseholds } from './refused.ts'
import { KernelThreads } from './threads.ts'

/** What other figures would change. `ms` is all reckoning, `changeMs` the change alone once the population stands ready. */
export type PopulationSimulation = {
  readonly households: number
  readonly persons: number
  readonly ms: number
  readonly changeMs: number
  readonly readMs: number
  readonly refused: RefusedHouseholds
  /** Every policy as it is. */
  readonly baseline: ReadonlyMap<string, PolicyTotals>
  /** Policies that the change touches. */
  readonly changes: ReadonlyMap<string, PolicyChange>
  readonly byOrg: readonly OrgChange[]
}

export type PopulationSimulationOptions = {
  readonly policies?: readonly string[]
  readonly threads?: number
  readonly shard?: number
}

/** Screens a population as it is and with other figures. Throws `PopulationFileError`, `FigureChangeError`. */
export async function simulatePopulation(
  library: Library,
  source: PopulationSource,
  date: string,
  changes: readonly FigureChange[],
  options: PopulationSimulationOptions = {},
): Promise<PopulationSimulation> {
  const { policies, shard } = options
  const other = changedLibrary(library, date, changes)
  const facts = new Map(
    [library, other].flatMap((one) =>
      [...factsRead(rulesOn(one, date, policies))].map((fact) => [`${fact.entity}.${fact.name}`, fact]),
    ),
  )
  const refused = new RefusedHouseholds()
  const threads = new KernelThreads(options.threads ?? availableParallelism())
  const started = performance.now()
  let [households, persons, ms, changeMs] = [0, 0, 0, 0]
  let baseline: ReadonlyMap<string, PolicyTotals> = new Map()
  const touched = new Map<string, Sum>()
  const orgs = new Map<string, OrgChange>()
  try {
    const reading = { facts: facts.values(), ...(shard ? { shard } : {}) }
    for await (const columns of source(reading, refused)) {
      const begun = performance.now()
      const program: Program = programFor(library, columns, date, policies ? { policies } : {})
      const { tallies } = program.work
      const plan = fastestPlan(columns, { outputs: [], tallies })
      const totals = totalsOf(program, columns.households, await threads.run(columns, plan, tallies.length))
      const whatIf = new WhatIf(library, columns, date, policies)
      const { keep, work, columns: whole, read, byOrg } = whatIf.change(other)
      if (keep.outputs.length > 0) await threads.run(whole, fastestPlan(whole, keep), 0)
      const ready = performance.now()
      const sums = await threads.run(whole, fastestPlan(whole, work), work.tallies.length)
      const units = byOrg()
      const ended = performance.now()
      ms += ended - begun
      changeMs += ended - ready
      baseline = baseline.size === 0 ? totals : addTotals(baseline, totals)
      for (const [policy, change] of read(sums)) touched.set(policy, added(touched.get(policy), change))
      for (const unit of units) orgs.set(unit.org, addOrgs(orgs.get(unit.org), unit))
      households += columns.households
      persons += columns.persons
    }
  } finally {
    await threads.close()
  }
  return {
    households,
    persons,
    ms,
    changeMs,
    readMs: performance.now() - started - ms,
    refused,
    baseline,
    changes: new Map(
      [...touched].map(([policy, { after, gained, lost }]) => {
        const before = baseline.get(policy) ?? after
        return [policy, { before, after: combined(before, after, 1), gained, lost }] as const
      }),
    ),
    byOrg: [...orgs.values()].sort((a, b) => a.org.localeCompare(b.org)),
  }
}

/** What changed, shard by shard: bounds of one may show that a policy is not touched there. */
type Sum = { readonly after: PolicyTotals; readonly gained: number; readonly lost: number }

function added(sum: Sum | undefined, { before, after, gained, lost }: PolicyChange): Sum {
  const more = { after: combined(after, before, -1), gained, lost }
  if (!sum) return more
  return { after: combined(sum.after, more.after, 1), gained: sum.gained + gained, lost: sum.lost + lost }
}

function combined(a: PolicyTotals, b: PolicyTotals, sign: 1 | -1): PolicyTotals {
  return {
    eligible: a.eligible + sign * b.eligible,
    ineligible: a.ineligible + sign * b.ineligible,
    unknown: a.unknown + sign * b.unknown,
    fen: a.fen + sign * b.fen,
    withoutAmount: a.withoutAmount + sign * b.withoutAmount,
  }
}

function addOrgs(a: OrgChange | undefined, b: OrgChange): OrgChange {
  return a ? { org: b.org, gained: a.gained + b.gained, lost: a.lost + b.lost, fen: a.fen + b.fen } : b
}
