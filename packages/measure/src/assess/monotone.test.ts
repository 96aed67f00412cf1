import { join } from 'node:path'
import process from 'node:process'
import { readHousehold } from '@lastmile/rules'
import { readLibrary } from '@lastmile/rules/node'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDistrictScheme, readInstruments } from '../node.ts'
import { assessHousehold } from './assess.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const DAY = '2026-06-30'
const library = readLibrary(ROOT)
const scheme = readDistrictScheme(ROOT, library, readInstruments(ROOT))

type Row = Record<string, unknown>
type File = { readonly household: Row; readonly members: readonly Row[] }

/** One hardship more, everything else as it was; null where it says nothing about this household. */
type Worsening = (file: File, by: number) => File | null

const amount = fc.option(fc.integer({ min: 0, max: 200_000 }))
const maybe = fc.option(fc.boolean())
const person = fc.record({
  birth_date: fc
    .tuple(fc.integer({ min: 1935, max: 2024 }), fc.integer({ min: 1, max: 9 }))
    .map(([year, month]) => `${year}-0${month}-15`),
  employed: maybe,
  flexible_employed: maybe,
  able_to_work: maybe,
  has_serious_illness: maybe,
  has_listed_major_disease: maybe,
  has_disability_certificate: fc.constant(true),
  disability_grade: fc.option(fc.integer({ min: 1, max: 4 })),
  receives_long_term_care: maybe,
  in_school: maybe,
})
const files: fc.Arbitrary<File> = fc.record({
  household: fc.record({
    annual_medical_expense: amount,
    annual_education_expense: amount,
    annual_income: amount,
    monthly_income: amount,
    debt: amount,
    utility_arrears_months: fc.option(fc.integer({ min: 0, max: 24 })),
    monthly_rent: amount,
    phone_reachable: maybe,
    without_family_support: maybe,
    event: fc.constantFrom(null, 'none'),
  }),
  members: fc
    .array(person, { minLength: 1, maxLength: 5 })
    .map((list) => list.map((one, place) => ({ id: `m${place}`, ...one }))),
})

const raised =
  (name: string, most = Number.POSITIVE_INFINITY): Worsening =>
  ({ household, members }, by) =>
    typeof household[name] === 'number'
      ? { household: { ...household, [name]: Math.min(most, household[name] + by) }, members }
      : null
const turned =
  (name: string, from: unknown, to: unknown): Worsening =>
  ({ household, members }) =>
    household[name] === from ? { household: { ...household, [name]: to }, members } : null
const ofFirst =
  (name: string, from: unknown, to: unknown): Worsening =>
  ({ household, members }) => {
    const [first, ...rest] = members
    return first?.[name] === from ? { household, members: [{ ...first, [name]: to }, ...rest] } : null
  }
const poorer: Worsening = ({ household, members }, by) => {
  const less = (value: unknown) => (typeof value === 'number' ? Math.floor(value / (1 + (by % 7))) : value)
  const { annual_income, monthly_income } = household
  return {
    household: { ...household, annual_income: less(annual_income), monthly_income: less(monthly_income) },
    members,
  }
}

/** Born so that school is compulsory on the day. */
const ofSchoolAge = /^201[2-9]/
const jobLost = ofFirst('employed', true, false)
const leftSchool = ofFirst('in_school', true, false)

const WORSENINGS: Readonly<Record<string, Worsening>> = {
  'more medical costs': raised('annual_medical_expense'),
  'more costs of schooling': raised('annual_education_expense'),
  'more debt': raised('debt'),
  'longer arrears': raised('utility_arrears_months', 600),
  'a higher rent': raised('monthly_rent'),
  'less income': poorer,
  'a fire': turned('event', 'none', 'fire'),
  'nobody of the family left to help': turned('without_family_support', false, true),
  'a telephone cut off': turned('phone_reachable', true, false),
  'a serious illness': ofFirst('has_serious_illness', false, true),
  'a severe disability': ofFirst('disability_grade', 3, 1),
  'a job lost, and its pay': (file, by) => {
    const pay = { annual_income: 0, monthly_income: 0 }
    const { household } = file
    const less = Object.fromEntries(
      Object.entries(pay).map(([name, none]) => [name, household[name] === null ? null : none]),
    )
    return jobLost({ ...file, household: { ...household, ...less } }, by)
  },
  'a child that left school': (file, by) =>
    ofSchoolAge.test(String(file.members[0]?.birth_date)) ? leftSchool(file, by) : null,
}

/**
 * What put a household that was 17 months behind before one that was 22 months behind elsewhere cannot happen here: of two
 * households that differ in one hardship, the one that has more of it never stands lower.
 */
describe('one hardship more never lowers a household', () => {
  it.each(Object.entries(WORSENINGS))('%s', (_, worsen) => {
    fc.assert(
      fc.property(files, fc.integer({ min: 1, max: 50_000 }), (file, by) => {
        const more = worsen(file, by)
        fc.pre(more !== null)
        const place = (one: File) =>
          assessHousehold(scheme, readHousehold(library.facts, one), DAY, { ask: false })
        const [before, after] = [place(file), place(more)]
        expect(after.score).toBeGreaterThanOrEqual(before.score)
        expect(after.bounds.upper).toBeGreaterThanOrEqual(before.bounds.upper)
        expect(after.tier.id).toBeLessThanOrEqual(before.tier.id)
      }),
      { numRuns: process.env.LASTMILE_LONG ? 1000 : 60 },
    )
  })
})
