import { javascriptPlan } from '../backends/javascript/emit.ts'
import type { Backend } from '../backends/kernel.ts'
import { kernelOf } from '../backends/run.ts'
import type { Columns } from '../columns/index.ts'
import type { Library } from '../library/library.ts'
import { type Program, type ProgramOptions, programFor, TALLIES } from './program.ts'

/** How many households a policy is for, and what it would pay: fen where the amount is known. */
export type PolicyTotals = {
  readonly eligible: number
  readonly ineligible: number
  readonly unknown: number
  readonly fen: number
  /** Eligible households whose amount rests on something unknown, or of a policy that pays no sum. */
  readonly withoutAmount: number
}

/** Totals by policy from what a kernel added up over so many households. */
export function totalsOf(
  program: Program,
  households: number,
  tallies: Float64Array,
): ReadonlyMap<string, PolicyTotals> {
  return new Map(
    program.policies.map(({ policy }, place) => {
      const [eligible = 0, unknown = 0, fen = 0, paid = 0] = tallies.subarray(place * TALLIES)
      const ineligible = households - eligible - unknown
      return [policy, { eligible, ineligible, unknown, fen, withoutAmount: eligible - paid }] as const
    }),
  )
}

/**
 * Screens a whole population on one thread and leaves every outcome and amount in the columns' memory (`program.policies` says where).
 */
export function screenColumns(
  library: Library,
  columns: Columns,
  date: string,
  options: ProgramOptions & { readonly backend?: Backend } = {},
): { readonly program: Program; readonly totals: ReadonlyMap<string, PolicyTotals> } {
  const program = programFor(library, columns, date, options)
  const plan = (options.backend ?? javascriptPlan)(columns, program.work)
  const tallies = new Float64Array(program.work.tallies.length)
  kernelOf(plan, columns.memory)(0, columns.households, tallies)
  return { program, totals: totalsOf(program, columns.households, tallies) }
}

/** Totals of two parts of a population. */
export function addTotals(
  a: ReadonlyMap<string, PolicyTotals>,
  b: ReadonlyMap<string, PolicyTotals>,
): ReadonlyMap<string, PolicyTotals> {
  return new Map(
    [...a].map(([policy, one]) => {
      const other = b.get(policy) ?? one
      return [
        policy,
        {
          eligible: one.eligible + other.eligible,
          ineligible: one.ineligible + other.ineligible,
          unknown: one.unknown + other.unknown,
          fen: one.fen + other.fen,
          withoutAmount: one.withoutAmount + other.withoutAmount,
        },
      ] as const
    }),
  )
}
