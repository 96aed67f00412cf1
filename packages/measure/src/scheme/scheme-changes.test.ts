import { join } from 'node:path'
import { readHousehold } from '@lastmile/rules'
import { readLibrary } from '@lastmile/rules/node'
import { describe, expect, it } from 'vitest'
import { assessHousehold } from '../assess/assess.ts'
import { withScores } from '../assess/with-scores.ts'
import { readInstruments, schemeFile } from '../node.ts'
import { checkCutoff } from './check-cutoff.ts'
import { loadScheme, SchemeError } from './load.ts'
import { openScheme } from './open-scheme.ts'
import { type IndicatorChange, rewriteScheme } from './rewrite.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const DAY = '2026-06-30'
const library = readLibrary(ROOT)
const instruments = readInstruments(ROOT)
const file = schemeFile(join(ROOT, 'districts/qingpu/assessment/household.yaml'), 'household.yaml')
const scheme = loadScheme(file, library, instruments)

const change = (indicators: Record<string, IndicatorChange>) =>
  rewriteScheme(file.text, { version: 'x', dimensions: {}, tiers: {}, indicators })
const changed = (indicators: Record<string, IndicatorChange>) =>
  loadScheme({ path: 'x.yaml', text: change(indicators).text }, library, instruments)

describe('a cut-off as it is typed', () => {
  it('gives the numbers of its comparisons with their places and in words', () => {
    const text =
      'household.annual_medical_expense > 0 and household.annual_medical_expense >= household.annual_income * 0.4'
    const { problems, numbers } = checkCutoff(scheme, text)
    expect(problems).toEqual([])
    expect(numbers.map(({ from, to, value }) => [text.slice(from, to), value])).toEqual([
      ['0', 0],
      ['0.4', 0.4],
    ])
    expect(numbers[1]?.label.zh).toMatch(/≥.*× 0\.4$/)
    expect(numbers[1]?.label.zh).not.toContain('household')
    const within = checkCutoff(scheme, 'some m in members satisfies m.age >= 18 and m.score_phq_9 >= 10')
    expect(within.numbers.map(({ value }) => value)).toEqual([18, 10])
  })

  it.each([
    ['household.monthly_incom < 3', /monthly_incom/],
    ['household.utility_arrears_months', /yes or no/],
    ['household.utility_arrears_months >=', /./],
    ['1 = 1', /asks for no fact/],
  ])('%s is refused at its place', (text, message) => {
    const [problem] = checkCutoff(scheme, text).problems
    expect(problem?.message).toMatch(message)
    expect(problem?.line).toBe(1)
  })
})

describe('changes of indicators', () => {
  const household = withScores(
    readHousehold(library.facts, {
      household: { utility_arrears_months: 2 },
      members: [{ id: 'p1', relation: 'head', birth_date: '1956-01-01' }],
    }),
    [],
  )
  const arrears = (of: typeof scheme) =>
    assessHousehold(of, household, DAY)
      .dimensions.flatMap((one) => one.indicators)
      .find((one) => one.id === 'arrears')

  it('move a cut-off, and leave comments and everything else as they were', () => {
    expect(arrears(scheme)?.deprived).toBe(false)
    const words = { zh: '拖欠两个月以上', en: 'Two months or more unpaid' }
    const moved = { arrears: { when: 'household.utility_arrears_months >= 2', cutoff: words } }
    expect(arrears(changed(moved))).toMatchObject({ deprived: true, cutoff: words })
    const { text } = change(moved)
    expect(text).toContain('# Overrides act on what is known')
    expect(loadScheme({ path: 'x.yaml', text }, library, instruments).indicators).toHaveLength(
      scheme.indicators.length,
    )
  })

  it('switch one off: its weight goes to the others of its dimension, and on again', () => {
    const off = changed({ arrears: { off: true } })
    expect(off.indicators).toHaveLength(scheme.indicators.length - 1)
    const weightOf = (of: typeof scheme, id: string) =>
      (of.weights.numerators[of.indicators.find((one) => one.id === id)?.bit ?? 0] ?? 0) /
      of.weights.denominator
    expect(weightOf(off, 'debt')).toBeCloseTo((weightOf(scheme, 'debt') * 4) / 3, 12)
    expect(off.weights.numerators.reduce((a, b) => a + b, 0)).toBe(off.weights.denominator)
    const again = rewriteScheme(change({ arrears: { off: true } }).text, {
      version: '2026-1',
      dimensions: {},
      tiers: {},
      indicators: { arrears: { off: false } },
    })
    expect(loadScheme({ path: 'x.yaml', text: again.text }, library, instruments).weights).toEqual(
      scheme.weights,
    )
  })

  it('refuse a dimension without any, and names that there are not', () => {
    expect(() => changed({ depression: { off: true } })).toThrow(SchemeError)
    expect(change({ nothing: { off: true } }).unknown).toEqual(['nothing'])
  })
})

it('the open scheme leaves out what is protected: neither held, nor unknown, nor asked for', () => {
  const ill = { id: 'p1', relation: 'head', birth_date: '1980-01-01', has_serious_illness: true }
  const of = (victim: boolean | null) =>
    assessHousehold(
      openScheme(scheme),
      withScores(
        readHousehold(library.facts, {
          household: {},
          members: [{ ...ill, domestic_violence_victim: victim }],
        }),
        [],
      ),
      DAY,
    )
  const told = (victim: boolean | null) => {
    const { dimensions, ...rest } = of(victim)
    return { ...rest, dimensions: dimensions.filter((one) => one.id !== 'psychological') }
  }
  expect(told(true)).toEqual(told(false))
  expect(told(null)).toEqual(told(false))
  expect(of(true).missing.map((one) => one.fact)).not.toContain('score_phq_9')
})
