import { describe, expect, it } from 'vitest'
import { addDays, ageOn, daysBetween, isLegalDate, legalDateAt, startOfLegalDate } from './legal-date.ts'

describe('legal days in Asia/Shanghai', () => {
  it('a UTC evening is already the next day', () => {
    expect(legalDateAt(new Date('2026-06-30T16:00:00Z'))).toBe('2026-07-01')
    expect(legalDateAt(new Date('2026-06-30T15:59:59Z'))).toBe('2026-06-30')
    expect(startOfLegalDate('2026-07-01').toISOString()).toBe('2026-06-30T16:00:00.000Z')
  })
  it('knows the calendar', () => {
    expect(isLegalDate('2024-02-29')).toBe(true)
    for (const wrong of ['2025-02-29', '2025-13-01', '2025-1-1', '']) expect(isLegalDate(wrong)).toBe(false)
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(daysBetween('2026-11-24', '2026-12-01')).toBe(7)
  })
  it('a year of age is completed on the birthday', () => {
    expect(ageOn('1966-12-31', '2026-12-30')).toBe(59)
    expect(ageOn('1966-12-31', '2026-12-31')).toBe(60)
    expect(ageOn('2000-02-29', '2018-02-28')).toBe(17)
    expect(ageOn('2000-02-29', '2018-03-01')).toBe(18)
  })
})
