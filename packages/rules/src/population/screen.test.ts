import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { randomHouseholds } from '../../testing/random-households.ts'
import { javascriptPlan } from '../backends/javascript/emit.ts'
import type { Backend, Output } from '../backends/kernel.ts'
import { fastestPlan } from '../backends/plan.ts'
import { type Columns, ColumnsBuilder, startsOf, valuesOf } from '../columns/index.ts'
import { readLibrary } from '../node.ts'
import { decideHousehold } from '../screening/decide.ts'
import type { Household } from '../screening/household.ts'
import { screenHousehold } from '../screening/screen.ts'
import { screenColumns } from './screen.ts'
import { OUTCOMES } from './verdict.ts'

const library = readLibrary(fileURLToPath(new URL('../../../../', import.meta.url)))
const backends: [string, Backend][] = [
  ['JavaScript', javascriptPlan],
  ['WebAssembly', fastestPlan],
]
/** More than one block. */
const HOUSEHOLDS = 700
const DATES = ['2019-03-01', '2025-01-15', '2025-09-30', '2026-06-30', '2026-11-24', '2027-03-01']

function columnsFor(households: readonly Household[]): Columns {
  const builder = new ColumnsBuilder(library.facts.all)
  for (const household of households) builder.add(household)
  return builder.finish()
}

function reader(columns: Columns, output: Output | null | undefined): (place: number) => number | null {
  if (!output) return () => null
  const values = valuesOf(columns, {
    ...output,
    length: columns[output.of === 'household' ? 'households' : 'persons'],
  })
  return (place) => {
    const value = values[place] as number
    return Number.isNaN(value) || (output.storage === 'i32' && value === -2147483648) ? null : value
  }
}

/** What a code means to one who only asks whether to pay. */
function said(code: number): string | undefined {
  return OUTCOMES[code] === 'not-applicable' ? 'ineligible' : OUTCOMES[code]
}

/** `expect` is too slow for millions of answers. */
function same(answer: unknown, wanted: unknown, policy: string, household: number): void {
  if (answer !== wanted) expect({ policy, household, answer }).toEqual({ policy, household, answer: wanted })
}

describe.each(backends)('the whole library over columns, %s', (_, backend) => {
  it.each([false, true])(
    'decides like the closures, person by person (amounts beyond 32 bits: %s)',
    (wide) => {
      const households = randomHouseholds(library, HOUSEHOLDS, wide ? 7 : 6, wide)
      const columns = columnsFor(households)
      const starts = startsOf(columns)
      const seen = new Set<string>()
      for (const date of DATES) {
        const { program, totals } = screenColumns(library, columns, date, { backend, persons: true })
        const read = program.policies.map(({ policy, outcome, amount, persons }) => ({
          policy,
          outcome: reader(columns, outcome),
          amount: reader(columns, amount),
          personOutcome: reader(columns, persons?.outcome),
          personAmount: reader(columns, persons?.amount),
        }))
        const sums = new Map(
          program.policies.map(({ policy }) => [policy, { eligible: 0, unknown: 0, fen: 0 }]),
        )
        households.forEach((household, place) => {
          const decided = decideHousehold(library, household, date)
          expect(decided.map(({ policy }) => policy)).toEqual(read.map(({ policy }) => policy))
          decided.forEach((decision, index) => {
            const own = read[index]
            const sum = sums.get(decision.policy)
            if (!own || !sum) throw new Error(`${decision.policy} is not in the program`)
            const code = own.outcome(place) ?? -1
            const first = starts[place] ?? 0
            same(said(code), decision.outcome, decision.policy, place)
            same(own.amount(place), decision.amount, decision.policy, place)
            seen.add(`${OUTCOMES[code]}`)
            if (decision.outcome !== 'ineligible') sum[decision.outcome]++
            sum.fen += decision.amount ?? 0
            decision.persons?.forEach((person, member) => {
              same(said(own.personOutcome(first + member) ?? -1), person.outcome, decision.policy, place)
              same(own.personAmount(first + member), person.amount, decision.policy, place)
            })
          })
        })
        for (const [policy, { eligible, unknown, fen }] of sums)
          expect(totals.get(policy)).toMatchObject({
            eligible,
            unknown,
            fen,
            ineligible: HOUSEHOLDS - eligible - unknown,
          })
      }
      expect([...seen].sort()).toEqual(['eligible', 'ineligible', 'not-applicable', 'unknown'])
    },
    120_000,
  )

  it('marks as not applicable what the screen marks', () => {
    const households = randomHouseholds(library, 150, 8)
    const columns = columnsFor(households)
    const date = '2026-06-30'
    const { program } = screenColumns(library, columns, date, { backend })
    const read = new Map(program.policies.map(({ policy, outcome }) => [policy, reader(columns, outcome)]))
    households.forEach((household, place) => {
      for (const result of screenHousehold(library, household, date, { ask: false }).results) {
        const code = read.get(result.policy)?.(place)
        if (code !== undefined) expect(code === 3).toBe(result.because.kind === 'not-applicable')
      }
    })
  })
})
