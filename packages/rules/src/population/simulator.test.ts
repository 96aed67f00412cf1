import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { randomHouseholds } from '../../testing/random-households.ts'
import type { Backend } from '../backends/kernel.ts'
import { fastestPlan } from '../backends/plan.ts'
import { webassemblyPlan } from '../backends/wasm/emit.ts'
import { type Columns, ColumnsBuilder } from '../columns/index.ts'
import type { Library } from '../library/library.ts'
import { readLibrary } from '../node.ts'
import { decideHousehold } from '../screening/decide.ts'
import { changedLibrary, type FigureChange } from './changed-library.ts'
import { factsRead } from './facts-read.ts'
import { rulesOn } from './program.ts'
import { decodePopulation, encodePopulation } from './sent-population.ts'
import { Simulator } from './simulator.ts'

const library = readLibrary(fileURLToPath(new URL('../../../../', import.meta.url)))
const DATE = '2026-06-30'
const POLICIES = ['dibao', 'dibao-edge', 'senior-comprehensive-allowance', 'temporary-relief']
const STREETS = { name: 'street', keys: ['a', 'b', 'c'], codes: new Uint8Array() }
const households = randomHouseholds(library, 700, 33)
const groupings = [{ ...STREETS, codes: Uint8Array.from(households, (_, at) => at % 3) }]
const CHANGES: FigureChange[][] = [
  [],
  [{ policy: 'dibao', parameter: 'dibao_standard', value: 1900 }],
  [
    { policy: 'dibao', parameter: 'dibao_standard', value: 1400 },
    { policy: 'dibao-edge', parameter: 'dibao_edge_income_line', value: 4100 },
  ],
]

function columnsOf(): Columns {
  const builder = new ColumnsBuilder(factsRead(rulesOn(library, DATE, POLICIES)))
  for (const household of households) builder.add(household, { org: 'secret/' })
  return builder.finish()
}

const STANDS = ['eligible', 'unknown', 'open', 'month', 'year', 'once'] as const

/** What the closures say, household by household. */
function slowly(other: Library) {
  const part = () => {
    const counted = () => ({ eligible: 0, unknown: 0, open: 0, month: 0, year: 0, once: 0 })
    return { before: counted(), after: counted(), gained: 0, lost: 0, better: 0, worse: 0, mixed: 0 }
  }
  const parts = [part(), part(), part()]
  households.forEach((household, at) => {
    const line = parts[at % 3] ?? part()
    let [up, down] = [false, false]
    const now = new Map(decideHousehold(other, household, DATE).map((one) => [one.policy, one]))
    for (const was of decideHousehold(library, household, DATE)) {
      if (!POLICIES.includes(was.policy)) continue
      const is = now.get(was.policy) ?? was
      const versions = library.byId.get(was.policy)?.versions ?? []
      const per = versions.find(({ from, to }) => from <= DATE && (to === null || DATE <= to))?.payment?.per
      for (const [side, said] of [
        ['before', was],
        ['after', is],
      ] as const) {
        line[side].eligible += said.outcome === 'eligible' ? 1 : 0
        line[side].unknown += said.outcome === 'unknown' ? 1 : 0
        if (!per || said.outcome !== 'eligible') continue
        if (said.amount === null) line[side].open++
        else line[side][per] += said.amount
      }
      const [old, next] = [was.outcome === 'eligible', is.outcome === 'eligible']
      line.gained += next && !old ? 1 : 0
      line.lost += old && !next ? 1 : 0
      const paid = old && next && was.amount !== null && is.amount !== null
      up ||= (next && !old) || (paid && (is.amount ?? 0) > (was.amount ?? 0))
      down ||= (old && !next) || (paid && (is.amount ?? 0) < (was.amount ?? 0))
    }
    if (up || down) line[up && down ? 'mixed' : up ? 'better' : 'worse']++
  })
  return parts
}

describe.each<[string, Backend]>([
  ['the fastest back end over the whole library', fastestPlan],
  ['WebAssembly over what a browser is sent', webassemblyPlan],
])('the simulator, by %s', (kind, backend) => {
  it('says by part and in all what the closures say, one change after the other', () => {
    const whole = { library, columns: columnsOf(), groupings, policies: POLICIES, date: DATE, notes: {} }
    const given = kind.startsWith('WebAssembly') ? decodePopulation(encodePopulation(whole)) : whole
    const { columns, date, policies } = given
    const simulator = new Simulator(given.library, columns, date, policies, given.groupings, backend)
    for (const changes of CHANGES) {
      const { total, groups, policies: lines } = simulator.ask(changes)
      const wanted = slowly(changedLibrary(library, DATE, changes))
      expect(groups.street).toEqual(
        wanted.map((part, at) => ({
          key: STREETS.keys[at],
          households: households.filter((_, place) => place % 3 === at).length,
          ...part,
        })),
      )
      const summed = (of: (one: (typeof wanted)[number]) => number) =>
        wanted.reduce((sum, one) => sum + of(one), 0)
      for (const measure of STANDS) expect(total.after[measure]).toBe(summed((one) => one.after[measure]))
      expect(lines.map(({ policy }) => policy).sort()).toEqual([...POLICIES].sort())
      expect(lines.reduce((sum, { after }) => sum + after.eligible, 0)).toBe(total.after.eligible)
      expect(lines.reduce((sum, { gained }) => sum + gained, 0)).toBe(total.gained)
      if (changes.length === 0) expect(total).toMatchObject({ gained: 0, lost: 0, better: 0, worse: 0 })
      else expect(total.better + total.worse + total.mixed).toBeGreaterThan(5)
    }
  })
})

describe('what is sent', () => {
  it('holds neither units nor ids nor other policies, and is refused when bytes are missing', () => {
    const sent = { library, columns: columnsOf(), groupings, policies: POLICIES, date: DATE, notes: {} }
    const bytes = encodePopulation(sent)
    expect(Buffer.from(bytes).includes('secret')).toBe(false)
    expect([...decodePopulation(bytes).library.byId.keys()].sort()).toEqual([...POLICIES].sort())
    expect(() => decodePopulation(bytes.slice(0, -1))).toThrow(RangeError)
  })
})
