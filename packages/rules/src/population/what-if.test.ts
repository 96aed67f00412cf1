import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { randomFrom, randomHouseholds } from '../../testing/random-households.ts'
import { javascriptPlan } from '../backends/javascript/emit.ts'
import type { Backend, Work } from '../backends/kernel.ts'
import { fastestPlan } from '../backends/plan.ts'
import { kernelOf } from '../backends/run.ts'
import { type Columns, ColumnsBuilder } from '../columns/index.ts'
import type { Library } from '../library/library.ts'
import { openLibrary } from '../library/open.ts'
import { readLibrary } from '../node.ts'
import { decideHousehold } from '../screening/decide.ts'
import { changedLibrary, type FigureChange, FigureChangeError } from './changed-library.ts'
import { rulesOn } from './program.ts'
import { WhatIf } from './what-if.ts'

const library = readLibrary(fileURLToPath(new URL('../../../../', import.meta.url)))
const DATE = '2026-06-30'
const HOUSEHOLDS = 600
const ORGS = ['qingpu/xujing', 'qingpu/zhujiajiao', 'qingpu/jinze']
const households = randomHouseholds(library, HOUSEHOLDS, 21)

function columnsFor(): Columns {
  const builder = new ColumnsBuilder(library.facts.all)
  households.forEach((household, place) => {
    builder.add(household, { org: ORGS[place % ORGS.length] ?? null })
  })
  return builder.finish()
}

function run(backend: Backend, columns: Columns, work: Work): Float64Array {
  const tallies = new Float64Array(work.tallies.length)
  kernelOf(backend(columns, work), columns.memory)(0, columns.households, tallies)
  return tallies
}

/** Some figures of the day that policies rest on, each a little higher or lower. */
function changesToTry(): FigureChange[] {
  const random = randomFrom(5)
  const all = rulesOn(library, DATE).flatMap(({ policy, figure }) =>
    [...policy.figures].flatMap(([parameter, { document }]): FigureChange[] => {
      const value = figure(parameter).use.value
      if (value === null) return []
      const other = document.type === 'ratio' ? value / 2 : Math.round(value * (0.5 + random()) + 1)
      return [{ policy: policy.id, parameter, value: Number(other.toFixed(2)) }]
    }),
  )
  const own = all.filter(({ policy }, place) => all[place - 1]?.policy !== policy || random() < 0.1)
  return own.filter((_, place) => place % 6 === 0)
}

/** What the closures say of both libraries, household by household. */
function slowly(other: Library) {
  const policies = new Map<
    string,
    { gained: number; lost: number; fen: number; eligible: number; unknown: number }
  >()
  const orgs = new Map(ORGS.map((org) => [org, { org, gained: 0, lost: 0, fen: 0 }]))
  households.forEach((household, place) => {
    const after = new Map(decideHousehold(other, household, DATE).map((one) => [one.policy, one]))
    for (const was of decideHousehold(library, household, DATE)) {
      const now = after.get(was.policy)
      const org = orgs.get(ORGS[place % ORGS.length] ?? '')
      if (!now || !org) throw new Error(`${was.policy} is gone`)
      const sum = policies.get(was.policy) ?? { gained: 0, lost: 0, fen: 0, eligible: 0, unknown: 0 }
      const gained = now.outcome === 'eligible' && was.outcome !== 'eligible' ? 1 : 0
      const lost = was.outcome === 'eligible' && now.outcome !== 'eligible' ? 1 : 0
      const fen = (now.amount ?? 0) - (was.amount ?? 0)
      sum.gained += gained
      sum.lost += lost
      sum.fen += fen
      sum.eligible += now.outcome === 'eligible' ? 1 : 0
      sum.unknown += now.outcome === 'unknown' ? 1 : 0
      org.gained += gained
      org.lost += lost
      org.fen += fen
      policies.set(was.policy, sum)
    }
  })
  return { policies, orgs: [...orgs.values()] }
}

describe.each<[string, Backend]>([
  ['JavaScript', javascriptPlan],
  ['WebAssembly', fastestPlan],
])('what other figures would change, by %s', (_, backend) => {
  it('is what the closures say of both libraries, by policy and by unit, one change after the other', () => {
    const columns = columnsFor()
    const whatIf = new WhatIf(library, columns, DATE)
    let moved = 0
    for (const change of changesToTry()) {
      const other = changedLibrary(library, DATE, [change])
      const { keep, work, columns: whole, read, byOrg } = whatIf.change(other)
      if (keep.outputs.length > 0) run(backend, whole, keep)
      const changes = read(run(backend, whole, work))
      const wanted = slowly(other)
      for (const [policy, { gained, lost, fen, eligible, unknown }] of wanted.policies) {
        const said = changes.get(policy)
        const own = said
          ? { gained: said.gained, lost: said.lost, fen: said.after.fen - said.before.fen }
          : { gained: 0, lost: 0, fen: 0 }
        expect({ change, policy, ...own }).toEqual({ change, policy, gained, lost, fen })
        if (said) expect(said.after).toMatchObject({ eligible, unknown })
        if (gained + lost > 0 || fen !== 0) moved++
      }
      expect(byOrg()).toEqual(wanted.orgs)
    }
    expect(moved).toBeGreaterThan(5)
  }, 120_000)
})

describe('a change of figures', () => {
  const dibao = { policy: 'dibao', parameter: 'dibao_standard' }

  it('says the same whether the rules are checked anew or the value lies within what they were checked for', () => {
    const tried = changesToTry()
    let quick = 0
    for (const change of tried.slice(0, 12)) {
      const other = changedLibrary(library, DATE, [change])
      const anew = openLibrary(other.bundle)
      quick += other.facts === library.facts ? 1 : 0
      for (const household of households.slice(0, 40))
        expect(decideHousehold(other, household, DATE)).toEqual(decideHousehold(anew, household, DATE))
    }
    expect(quick).toBeGreaterThan(4)
  }, 120_000)

  it('reaches every policy that shares the figure', () => {
    const other = changedLibrary(library, DATE, [{ ...dibao, value: 1800 }])
    for (const rule of rulesOn(other, DATE).filter(({ policy }) => policy.figures.has('dibao_standard')))
      expect(rule.figure('dibao_standard').value).toBe(180_000)
  })

  it('is refused by name where there is no such policy or figure, or the value is not exact', () => {
    const refused = (change: FigureChange) => {
      try {
        changedLibrary(library, DATE, [change])
        return null
      } catch (error) {
        if (error instanceof FigureChangeError) return error.message
        throw error
      }
    }
    expect(refused({ ...dibao, policy: 'dibaoo', value: 1 })).toContain('did you mean "dibao"?')
    expect(refused({ ...dibao, parameter: 'dibao_standart', value: 1 })).toContain(
      'did you mean "dibao_standard"?',
    )
    expect(refused({ ...dibao, value: 1.234 })).toContain('decimals')
    expect(refused({ ...dibao, value: 1e14 })).not.toBeNull()
  })
})
