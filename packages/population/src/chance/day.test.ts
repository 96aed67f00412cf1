import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstOfMonth, legalDate, monthsBetween, parseDay, yearsBefore } from './day.ts'

const anyDay = fc.integer({ min: -40_000, max: 40_000 })

test('days and dates are those of the calendar', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const iso = new Date(day * 86_400_000).toISOString().slice(0, 10)
      expect(legalDate(day)).toBe(iso)
      expect(parseDay(iso)).toBe(day)
    }),
  )
})

test('years before keeps the day; 29 February becomes 28 February', () => {
  expect(legalDate(yearsBefore(parseDay('2024-02-29'), 1))).toBe('2023-02-28')
  expect(legalDate(yearsBefore(parseDay('2026-10-31'), 3))).toBe('2023-10-31')
})

test('first of a month, months ahead and back', () => {
  expect(legalDate(firstOfMonth(parseDay('2025-12-17'), 1))).toBe('2026-01-01')
  expect(legalDate(firstOfMonth(parseDay('2025-01-31'), -2))).toBe('2024-11-01')
  expect(legalDate(firstOfMonth(parseDay('2025-01-31')))).toBe('2025-01-01')
})

test('whole months between', () => {
  expect(monthsBetween(parseDay('2025-01-31'), parseDay('2025-02-28'))).toBe(0)
  expect(monthsBetween(parseDay('2025-01-15'), parseDay('2026-01-15'))).toBe(12)
  expect(monthsBetween(parseDay('2026-01-15'), parseDay('2025-01-15'))).toBe(0)
})

test('refuses what is no day', () => {
  expect(() => parseDay('2025-1-1')).toThrow(RangeError)
})
