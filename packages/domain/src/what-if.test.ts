import { expect, it } from 'vitest'
import { unsettledShare, yearlyFen } from './what-if.ts'

it('counts a year as twelve months and what is paid by the year', () => {
  expect(yearlyFen({ month: 100, year: 7 })).toBe(1207)
})

it('tells the share of what is not settled among all that are or may be eligible', () => {
  expect(unsettledShare({ eligible: 6, unknown: 2, open: 2 })).toBe(0.5)
  expect(unsettledShare({ eligible: 0, unknown: 0, open: 0 })).toBe(0)
})
