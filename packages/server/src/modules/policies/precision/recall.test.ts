import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateHouseholds, orgUnitsFrom, type PlantedTruth } from '@lastmile/population'
import {
  type FactUse,
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
const DAY = '2026-10-31'
const COUNT = 800

type PlantedGap = Extract<PlantedTruth, { kind: 'gap' }>

interface Found {
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
    const households = generateHouseholds({
      seed: 'recall',
      count: COUNT,
      org,
      focus: 'difficulty',
      asOf: DAY,
      errors: 'none',
    })
    for (const one of households) {
      const file = readHousehold(library.facts, {
        household: one.facts,
        members: one.members.map((member) => ({ id: member.id, relation: member.relation, ...member.facts })),
      })
      const screened = screenHousehold(library, file, DAY, { ask: false })
      results.push(...screened.results.filter(({ outcome }) => outcome === 'eligible'))
      for (const gap of one.truth) {
        if (gap.kind !== 'gap') continue
        const result = screened.results.find(({ policy }) => policy === gap.detail.policy)
        const person = result?.persons?.find(({ member }) => member === gap.member)
        planted.push({ gap, outcome: (person ?? result)?.outcome ?? 'no policy', result: person ?? result })
      }
    }
  }, 300_000)

  const recallOf = (...policies: string[]) => {
    const decided = planted.filter(
      ({ gap, outcome }) => policies.includes(gap.detail.policy) && outcome !== 'unknown',
    )
    expect(decided.length).toBeGreaterThan(0)
    return decided.filter(({ outcome }) => outcome === 'eligible').length / decided.length
  }

  it('finds every planted gap that rests on age or certificate', () => {
    expect(
      recallOf(
        'disability-care-subsidy',
        'disability-living-subsidy',
        'long-term-care-insurance',
        'senior-comprehensive-allowance',
      ),
    ).toBe(1)
  })

  // The district plants hardship by a family's course; on the day itself the income on record may have grown over the line.
  it('misses one that rests on income only where a fact on record says otherwise, and names it', () => {
    const missed = planted.filter(({ outcome }) => outcome !== 'eligible' && outcome !== 'unknown')
    for (const { result } of missed) {
      const facts = failing(result?.because).flatMap(factsUnder)
      expect(facts.some(({ value }) => value !== null)).toBe(true)
    }
    expect(recallOf('dibao', 'dibao-edge')).toBeGreaterThan(0.85)
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

function factsUnder(tree: Tree): readonly FactUse[] {
  return [...(tree.facts ?? []), ...(tree.children ?? []).flatMap(factsUnder)]
}
