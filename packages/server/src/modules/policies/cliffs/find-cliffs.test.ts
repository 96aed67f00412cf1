import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateHouseholds, orgUnitsFrom } from '@lastmile/population'
import { type Household, readHousehold } from '@lastmile/rules'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { testLibrary } from '../../../../testing/index.ts'
import { type Cliff, findCliffs } from './find-cliffs.ts'

const ROOT = fileURLToPath(new URL('../../../../../..', import.meta.url))
const DAY = '2026-10-31'

describe('cliffs of the synthetic district', () => {
  const found: { household: Household; cliffs: Cliff[] }[] = []

  beforeAll(() => {
    const library = testLibrary()
    const org = orgUnitsFrom(parse(readFileSync(join(ROOT, 'districts/qingpu/org.yaml'), 'utf8')))
    const made = generateHouseholds({
      seed: 'cliffs',
      count: 200,
      org,
      focus: 'difficulty',
      asOf: DAY,
      errors: 'none',
    })
    for (const one of made) {
      const household = readHousehold(library.facts, {
        household: one.facts,
        members: one.members.map((member) => ({ id: member.id, relation: member.relation, ...member.facts })),
      })
      found.push({ household, cliffs: findCliffs(library, household, DAY) })
    }
  }, 120_000)

  it('are found, and each costs more than it brings, by what is named', () => {
    const all = found.flatMap(({ cliffs }) => cliffs)
    expect(all.length).toBeGreaterThan(0)
    for (const { riseFen, beforeFen, afterFen, lost } of all) {
      expect(beforeFen - afterFen).toBeGreaterThan(riseFen)
      expect(lost.reduce((total, { lessFen }) => total + lessFen, 0)).toBeGreaterThanOrEqual(
        beforeFen - afterFen,
      )
    }
  })

  it('are not told of a household whose income is unknown', () => {
    const [first] = found.filter(({ cliffs }) => cliffs.length > 0)
    if (!first) throw new Error('no cliff')
    const { monthly_income: _income, ...facts } = first.household.facts
    expect(findCliffs(testLibrary(), { ...first.household, facts }, DAY)).toEqual([])
  })
})
