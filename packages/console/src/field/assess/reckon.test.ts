import { join } from 'node:path'
import { factPlace, type KnownValues } from '@lastmile/field'
import { loadScheme, openScheme } from '@lastmile/measure'
import { districtSchemeFile, readInstruments } from '@lastmile/measure/node'
import { readLibrary } from '@lastmile/rules/node'
import { describe, expect, it } from 'vitest'
import type { Household, ScaleBody } from '../store/shapes.ts'
import type { PhoneScheme } from './phone-scheme.ts'
import { questionKey } from './question-key.ts'
import { reckon } from './reckon.ts'

const ROOT = join(import.meta.dirname, '../../../../..')
const DAY = '2026-06-30'
const library = readLibrary(ROOT)
const instruments = readInstruments(ROOT)
const phone: PhoneScheme = {
  library,
  instruments,
  scheme: openScheme(loadScheme(districtSchemeFile(ROOT), library, instruments)),
}

const household = {
  id: 'h',
  members: [{ personId: 'p', name: '周秀', relation: 'head', sex: 'female', birthDate: '1950-05-05' }],
  scores: [],
} as unknown as Household
const FACTS = {
  monthly_income: 1000,
  annual_income: 12_000,
  annual_medical_expense: 8000,
  without_family_support: true,
}
const known = (more: object = {}): KnownValues => {
  const facts: [string, number | boolean][] = Object.entries({ ...FACTS, ...more })
  return new Map<string, number | boolean | string>([
    ...facts.map(([fact, value]): [string, number | boolean] => [factPlace('h', fact), value]),
    [factPlace('p', 'birth_date'), '1950-05-05'],
  ])
}
const scale = (instrument: string, answers: Record<string, number>): ScaleBody => ({
  kind: 'scale',
  householdId: 'h',
  instrument,
  personId: 'p',
  mode: 'interview',
  respondent: 'self',
  answers,
  takenAt: `${DAY}T02:00:00.000Z`,
})
const of = (facts: KnownValues, scales: ScaleBody[] = [], passed: string[] = []) =>
  reckon(phone, { household, known: facts, scales }, DAY, new Set(passed))

describe('a household assessed on the phone', () => {
  it('lies between two tiers while facts are missing, and each answer narrows them', () => {
    const open = of(known())
    expect(open.tier.possible).toBeLessThan(open.tier.id)
    const { nextQuestion: first } = open
    if (!first) throw new Error('nothing is asked')
    const debt = of(known({ debt: 50_000 }))
    expect(debt.bounds.lower).toBeGreaterThan(open.bounds.lower)
    expect(debt.bounds.upper).toBeLessThanOrEqual(open.bounds.upper)
    // What was passed over is not asked again.
    expect(of(known(), [], [questionKey(first)]).nextQuestion).not.toMatchObject({
      fact: first.fact,
      member: first.member,
    })
  })

  it('never asks for what is protected, nor for a scale whose words are not on the phone', () => {
    const passed: string[] = []
    for (;;) {
      const { nextQuestion } = of(known(), [], passed)
      if (!nextQuestion) break
      const fact = phone.scheme.names.facts[nextQuestion.entity].get(nextQuestion.fact)
      expect(fact?.sensitivity).not.toBe('protected')
      expect(nextQuestion.fact).not.toBe('score_lsns_6')
      passed.push(questionKey(nextQuestion))
    }
    expect(passed.length).toBeGreaterThan(5)
  })

  it('tells nothing of a psychological scale by its tier', () => {
    const answers = { p1: 3, p2: 3, p3: 3, p4: 3, p5: 3, p6: 3, p7: 3, p8: 3, p9: 3 }
    const { tier, bounds } = of(known())
    expect(of(known(), [scale('phq-9', answers)])).toMatchObject({ tier, bounds })
  })

  it('counts a scale that was filled in here, the latest where there are two', () => {
    const carer = instruments.find(({ id }) => id === 'caregiver-strain-own')
    const answers = (value: number) => Object.fromEntries((carer?.items ?? []).map(({ id }) => [id, value]))
    const heavy = Math.max(...(carer?.choices ?? []).map(({ value }) => value))
    const facts = known()
    const ill = new Map(facts).set(factPlace('p', 'receives_long_term_care'), true)
    const strain = (scales: ScaleBody[]) =>
      of(ill, scales)
        .dimensions.flatMap(({ indicators }) => indicators)
        .find(({ id }) => id === 'carer_strain')?.deprived
    expect(strain([])).toBeNull()
    expect(strain([scale('caregiver-strain-own', answers(heavy))])).toBe(true)
    expect(
      strain([scale('caregiver-strain-own', answers(heavy)), scale('caregiver-strain-own', answers(0))]),
    ).toBe(false)
  })
})
