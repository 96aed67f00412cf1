import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readHousehold } from '@lastmile/rules'
import { readLibrary } from '@lastmile/rules/node'
import { describe, expect, it } from 'vitest'
import { readAnswers } from '../instruments/read-answers.ts'
import { scoreInstrument } from '../instruments/score.ts'
import { readDistrictScheme, readInstruments, schemeFile } from '../node.ts'
import { loadScheme, SchemeError } from '../scheme/load.ts'
import { assessHousehold } from './assess.ts'
import { type ScoreOf, scoreOfMember, withScores } from './with-scores.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const DAY = '2026-06-30'
const library = readLibrary(ROOT)
const instruments = readInstruments(ROOT)
const path = join(import.meta.dirname, '../../testing/proposal.yaml')
const scheme = loadScheme(schemeFile(path, 'proposal.yaml'), library, instruments)

function score(id: string, answers: unknown, member = 'p1'): ScoreOf {
  const instrument = instruments.find((one) => one.id === id)
  if (!instrument) throw new Error(id)
  return scoreOfMember(member, scoreInstrument(instrument, readAnswers(instrument, answers)))
}
const dependent = [5, 0, 0, 5, 10, 5, 5, 10, 5, 0]
const able = [10, 5, 5, 10, 10, 10, 10, 15, 15, 10]

/** The pensioners of the standards page: 70 and 68, medical costs of 45 % of income. */
function pensioners(household: object = {}, more: object[] = []) {
  const file = {
    household: {
      annual_medical_expense: 45000,
      annual_income: 100000,
      without_family_support: true,
      ...household,
    },
    members: [
      { id: 'p1', relation: 'head', birth_date: '1956-01-01', has_serious_illness: false },
      { id: 'p2', relation: 'spouse', birth_date: '1958-01-01', has_serious_illness: false },
      ...more,
    ],
  }
  return readHousehold(library.facts, file)
}
const assess = (household: ReturnType<typeof pensioners>, scores: ScoreOf[] = []) =>
  assessHousehold(scheme, withScores(household, scores), DAY)
const barthel = [score('barthel', dependent), score('barthel', able, 'p2')]

describe('the pensioners of the standards page', () => {
  it('reaches a third exactly: disability, medical burden, dependency, no support', () => {
    const found = assess(pensioners(), barthel)
    expect(found.score).toBeCloseTo(4 / 12, 12)
    expect(found.tier).toMatchObject({ id: 2, decided: true, possible: 2 })
    expect(found.intensity).toBeCloseTo(1 / 3, 12)
    expect(found.services.map((one) => one.id)).toEqual(['aid', 'check'])
    const [employment] = found.dimensions
    expect(employment).toMatchObject({ deprived: false, indicators: [{ deprived: false, applies: false }] })
  })

  it('with a neighbour who helps, is in tier 3 and below the line', () => {
    const found = assess(pensioners({ without_family_support: false }), barthel)
    expect(found).toMatchObject({ score: 0.25, tier: { id: 3 }, intensity: 0 })
  })

  it('one adult beside them changes nothing about dependency, two do', () => {
    const adult = (id: string) => ({ id, relation: 'child', birth_date: '1986-01-01', employed: true })
    const dependency = (more: object[]) => assess(pensioners({}, more)).dimensions[3]?.indicators[0]?.deprived
    expect(dependency([adult('p3')])).toBe(true)
    expect(dependency([adult('p3'), adult('p4')])).toBe(false)
  })
})

describe('what is not known', () => {
  it('bounds the score from both sides and asks for what decides', () => {
    const found = assess(pensioners({ without_family_support: null }), barthel)
    expect(found.bounds).toEqual({ lower: 0.25, upper: expect.closeTo(1 / 3, 12) })
    expect(found.tier).toMatchObject({ id: 3, decided: false, possible: 2 })
    expect(found.intensity).toBeNull()
    expect(found.nextQuestion).toMatchObject({
      fact: 'without_family_support',
      entity: 'household',
      decides: 1,
    })
    expect(found.because.text.zh).toContain('还有情况没核实，最重可能到二级')
    expect(found.firmness).toMatchObject({ level: 'loose', decided: false })
    expect(found.moves).toContainEqual(
      expect.objectContaining({ indicator: 'support', kind: 'learn', tier: 2 }),
    )
  })

  it('asks for an instrument whose score is missing, of the member concerned', () => {
    const found = assess(pensioners(), [score('barthel', able, 'p2')])
    expect(found.missing).toContainEqual(expect.objectContaining({ fact: 'score_barthel', member: 'p1' }))
    expect(found.nextQuestion).toMatchObject({ fact: 'score_barthel', member: 'p1' })
  })

  it('an instrument with a missing item gives no score, and so no answer', () => {
    const [, ...rest] = able
    const found = assess(pensioners(), [score('barthel', [null, ...rest]), score('barthel', able, 'p2')])
    expect(found.dimensions[1]?.indicators[1]?.deprived).toBeNull()
  })
})

it('an open suicide alert asks for tier 1, whatever the score, and says so first', () => {
  const found = assess(pensioners({ without_family_support: false }), [
    ...barthel,
    score('phq-9', { p9: 2 }, 'p2'),
  ])
  expect(found.tier).toMatchObject({ id: 1, override: 'suicide', decided: true })
  expect(found.because.children?.[0]?.text.zh).toContain('自杀风险')
})

it('names the one indicator that would move it', () => {
  const found = assess(pensioners(), barthel)
  expect(found.moves.filter((one) => one.kind === 'ease').map((one) => one.tier)).toEqual([3, 3, 3, 3])
})

describe('a scheme is refused with the place of every mistake', () => {
  const text = readFileSync(path, 'utf8')
  const refusals = (changed: string) => {
    try {
      loadScheme({ path: 'x.yaml', text: changed }, library, instruments)
      return []
    } catch (error) {
      if (!(error instanceof SchemeError)) throw error
      return error.problems
    }
  }
  it.each([
    ['m.has_serious_illness', 'm.has_serious_ilness', /has_serious_illness/],
    ['m.score_barthel <= 60', 'm.score_barthl <= 60', /score_barthel/],
    ['at_least: 1/3', 'at_least: 2/3', /begins no lower/],
    ['at_least: 0,', 'at_least: 0.1,', /begins at 0/],
    ['dimensions: [health]', 'dimensions: [helth]', /did you mean "health"/],
    ['poverty_line: 0.3', 'poverty_line: 3', /poverty line/],
    ['when: household.without_family_support', 'when: household.annual_income', /yes or no/],
    ['when: household.without_family_support', 'when: 1 = 1', /asks for no fact/],
    ['tiers: [1, 2, 3, 4]', 'tiers: [1, 5]', /there is no tier 5/],
    ['id: support', 'id: fragile', /stands twice/],
  ])('%s → %s', (from, to, message) => {
    expect(text).toContain(from)
    const found = refusals(text.replace(from, to))
    expect(found.map((one) => `${one.message} ${one.fix ?? ''}`).join('\n')).toMatch(message)
    const line =
      text
        .replace(from, to)
        .split('\n')
        .findLastIndex((one) => one.includes(to)) + 1
    expect(found[0]?.file).toBe('x.yaml')
    if (!/begins/.test(message.source)) expect(Math.abs((found[0]?.line ?? 0) - line)).toBeLessThanOrEqual(1)
  })
})

it('the scheme of the district opens, and a worse fact never eases a household', () => {
  const district = readDistrictScheme(ROOT, library, instruments)
  const base = pensioners({
    utility_arrears_months: 0,
    annual_medical_expense: 1000,
    debt: 0,
    phone_reachable: true,
  })
  const of = (changes: object) =>
    assessHousehold(district, withScores({ ...base, facts: { ...base.facts, ...changes } }, []), DAY)
  const steps = [0, 2, 3, 17, 22].map((months) => of({ utility_arrears_months: months }))
  const bills = [0, 100_000, 4_000_000, 9_000_000].map((fen) => of({ annual_medical_expense: fen }))
  const debts = [0, 1, 10_000_000, 90_000_000].map((fen) => of({ debt: fen }))
  for (const list of [steps, bills, debts])
    list.forEach((one, place) => {
      const before = list[place - 1] ?? one
      expect(one.score).toBeGreaterThanOrEqual(before.score)
      expect(one.tier.id).toBeLessThanOrEqual(before.tier.id)
    })
  expect(steps.at(-1)?.score).toBeGreaterThan(steps[0]?.score ?? 1)
})
