import { expect, it } from 'vitest'
import { householdKind } from './household-kinds.ts'

const DAY = '2026-06-30'

it.each([
  [['1950-01-01'], 'elder_alone'],
  [['1966-06-30', '1950-01-01'], 'elders'],
  [['1966-07-01', '1950-01-01'], 'adults'],
  [['1966-07-01'], 'alone'],
  [['1990-01-01', '2008-07-01'], 'one_adult_with_children'],
  [['1990-01-01', '2008-06-30'], 'adults'],
  [['1990-01-01', '1960-01-01', '2020-01-01'], 'with_children'],
  [['2020-01-01'], 'children'],
  [['1950-01-01', null], 'unclear'],
  [[], 'unclear'],
] as const)('%j is %s', (births, kind) => {
  expect(householdKind(births, DAY)).toBe(kind)
})
