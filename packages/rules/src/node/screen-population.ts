import { availableParallelism } from 'node:os'
import { fastestPlan } from '../backends/plan.ts'
import type { Columns } from '../columns/index.ts'
import type { Library } from '../library/library.ts'
import { factsRead } from '../population/facts-read.ts'
import { type Program, programFor, rulesOn } from '../population/program.ts'
import { addTotals, type PolicyTotals, totalsOf } from '../population/screen.ts'
import type { PopulationSource } from './population-file.ts'
import { RefusedHouseholds } from './refused.ts'
import { KernelThreads } from './threads.ts'

/** What comes of a population. `ms` is the screening alone, `readMs` all else (reading, and writing where asked for). */
export type PopulationScreening = {
  readonly households: number
  readonly persons: number
  readonly ms: number
  readonly readMs: number
  readonly refused: RefusedHouseholds
  readonly policies: ReadonlyMap<string, PolicyTotals>
}

export type PopulationScreeningOptions = {
  readonly policies?: readonly string[]
  /** Threads that work at once. Default: the machine's. */
  readonly threads?: number
  /** Households a shard; the memory that is needed grows with it. Default one million. */
  readonly shard?: number
  /** Called after each shard, whose answers then stand in the columns' memory. Ids are kept when it is given. */
  readonly onShard?: (columns: Columns, program: Program) => Promise<void>
}

/** Screens a population shard by shard by every policy with a rule on the day. Throws `PopulationFileError`. */
export async function screenPopulation(
  library: Library,
  source: PopulationSource,
  date: string,
  options: PopulationScreeningOptions = {},
): Promise<PopulationScreening> {
  const { policies, onShard, shard } = options
  const rules = rulesOn(library, date, policies)
  const refused = new RefusedHouseholds()
  const threads = new KernelThreads(options.threads ?? availableParallelism())
  const started = performance.now()
  let [households, persons, ms] = [0, 0, 0]
  let totals: ReadonlyMap<string, PolicyTotals> = new Map(rules.map(({ policy }) => [policy.id, NOBODY]))
  try {
    const reading = { facts: factsRead(rules), ids: onShard !== undefined, ...(shard ? { shard } : {}) }
    for await (const columns of source(reading, refused)) {
      const begun = performance.now()
      const program = programFor(library, columns, date, policies ? { policies } : {})
      const { work } = program
      const tallies = await threads.run(columns, fastestPlan(columns, work), work.tallies.length)
      ms += performance.now() - begun
      totals = addTotals(totals, totalsOf(program, columns.households, tallies))
      households += columns.households
      persons += columns.persons
      await onShard?.(columns, program)
    }
  } finally {
    await threads.close()
  }
  return { households, persons, ms, readMs: performance.now() - started - ms, refused, policies: totals }
}

const NOBODY: PolicyTotals = { eligible: 0, ineligible: 0, unknown: 0, fen: 0, withoutAmount: 0 }
