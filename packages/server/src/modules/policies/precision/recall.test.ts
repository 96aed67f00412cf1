import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateHouseholds, orgUnitsFrom, type PlantedTruth } from '@lastmile/population'
import {
  type PersonResult,
  type PolicyResult,
  readHousehold,
  screenHousehold,
  type Tree,
} from '@lastmile/rules'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { testLibrary } from '../../../../testing/index.ts'

const ROOT = fileURLToPath(new URL('../../../../../..', import.meta.url))
/** On the first day every figure is known; the citywide income that counts in 2026 is in no source. */
const DAYS = ['2025-10-31', '2026-10-31'] as const
const CITYWIDE = 'citywide_disposable_income_per_capita'
const COUNT = 800

type PlantedGap = Extract<PlantedTruth, { kind: 'gap' }>

interface Found {
  readonly day: string
  readonly gap: PlantedGap
  readonly outcome: string
  readonly result: PolicyResult | PersonResult | undefined
}

describe('against what is planted in the synthetic district', () => {
  const planted: Found[] = []
  const results: PolicyResult[] = []

  beforeAll(() => {
    const library = testLibrary()
    const org = orgUnitsFrom(parse(readFileSync(join(ROOT, 'districts/qingpu/org.yaml'), 'utf8')))
    for (const day of DAYS) {
      const households = generateHouseholds({
        seed: 'recall',
        count: COUNT,
        org,
        focus: 'difficulty',
        asOf: day,
        errors: 'none',
      })
      for (const one of households) {
        const file = readHousehold(library.facts, {
          household: one.facts,
          members: one.members.map((member) => ({
            id: member.id,
            relation: member.relation,
            ...member.facts,
          })),
        })
        const screened = screenHousehold(library, file, day, { ask: false })
        results.push(...screened.results.filter(({ outcome }) => outcome === 'eligible'))
        for (const gap of one.truth) {
          if (gap.kind !== 'gap') continue
          const result = screened.results.find(({ policy }) => policy === gap.detail.policy)
          const person = result?.persons?.find(({ member }) => member === gap.member)
          const outcome = (person ?? result)?.outcome ?? 'no policy'
          planted.push({ day, gap, outcome, result: person ?? result })
        }
      }
    }
  }, 300_000)

  it('finds every planted gap: no policy misses one', () => {
    const missed = planted
      .filter(({ outcome }) => outcome !== 'eligible' && outcome !== 'unknown')
      .map(({ day, gap, outcome, result }) => ({
        day,
        policy: gap.detail.policy,
        household: gap.household,
        outcome,
        because: failing(result?.because).map(({ text }) => text.zh),
      }))
    expect(missed).toEqual([])
  })

  it('finds enough of each kind that this says something', () => {
    const found = new Map<string, number>()
    for (const { gap, outcome } of planted)
      if (outcome === 'eligible') found.set(gap.detail.policy, (found.get(gap.detail.policy) ?? 0) + 1)
    const least = {
      dibao: 30,
      'dibao-edge': 80,
      'rigid-expense-living-relief': 20,
      'disability-living-subsidy': 30,
      'disability-care-subsidy': 10,
      'long-term-care-insurance': 20,
      'senior-comprehensive-allowance': 20,
      'unemployment-benefit': 4,
    }
    for (const [policy, count] of Object.entries(least)) {
      expect(found.get(policy) ?? 0, policy).toBeGreaterThanOrEqual(count)
    }
  })

  it('leaves one open only where a figure is in no source: the relief for rigid expense in 2026', () => {
    const open = planted.filter(({ outcome }) => outcome === 'unknown')
    expect(open.length).toBeGreaterThan(20)
    for (const { day, gap, result } of open) {
      expect([day, gap.detail.policy]).toEqual(['2026-10-31', 'rigid-expense-living-relief'])
      expect(result?.missing).toEqual([])
      const figures = result !== undefined && 'missingParameters' in result ? result.missingParameters : []
      expect(figures?.map(({ name }) => name)).toEqual([CITYWIDE])
    }
  })

  it('says no gap without its whole reason: facts at the leaves, and a clause above each', () => {
    const bare: string[] = []
    const visit = (policy: string, tree: Tree, cited: boolean): void => {
      const isCited = cited || tree.citation !== undefined
      const under = tree.children ?? []
      // Who lives together is the register's, not a fact that somebody stated.
      const isSize = tree.text.zh.startsWith('情形：家庭人数')
      const rests = (tree.facts?.length ?? 0) + (tree.figures?.length ?? 0) > 0 || isSize
      if (under.length === 0 && !(rests && isCited)) bare.push(`${policy}: ${tree.text.zh}`)
      for (const child of under) visit(policy, child, isCited)
    }
    for (const { policy, because } of results) visit(policy, because, false)
    expect(bare).toEqual([])
    expect(results.length).toBeGreaterThan(1000)
  })
})

/** The leaves that speak against. */
function failing(tree: Tree | undefined): Tree[] {
  if (tree?.value !== false) return []
  const under = (tree.children ?? []).flatMap(failing)
  return under.length > 0 ? under : [tree]
}
