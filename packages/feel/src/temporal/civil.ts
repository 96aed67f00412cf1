import type { FeelDate } from '../values.ts'

/** Years that FEEL dates may have (DMN 1.5, 10.3.2.3.4: −999,999,999 to 999,999,999). */
export const LAST_YEAR = 999_999_999

export const NANOS_A_SECOND = 1_000_000_000n
export const SECONDS_A_DAY = 86_400n
export const NANOS_A_DAY = NANOS_A_SECOND * SECONDS_A_DAY

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 0)
}

/** A date, or null when the calendar has no such day. */
export function dateOf(year: number, month: number, day: number): FeelDate | null {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return null
  if (Math.abs(year) > LAST_YEAR || month < 1 || month > 12) return null
  if (day < 1 || day > daysInMonth(year, month)) return null
  return { kind: 'date', year, month, day }
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export function epochDay(date: FeelDate): number {
  const year = date.month <= 2 ? date.year - 1 : date.year
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const shifted = (date.month + 9) % 12
  const dayOfYear = Math.floor((153 * shifted + 2) / 5) + date.day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The date of a day count since 1970-01-01, or null beyond the years of FEEL. */
export function fromEpochDay(days: number): FeelDate | null {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const part = Math.floor((5 * dayOfYear + 2) / 153)
  const month = part < 10 ? part + 3 : part - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return dateOf(year, month, dayOfYear - Math.floor((153 * part + 2) / 5) + 1)
}

/** ISO day of the week: 1 is Monday, 7 Sunday. */
export function weekday(date: FeelDate): number {
  return ((((epochDay(date) + 3) % 7) + 7) % 7) + 1
}

export function dayOfYear(date: FeelDate): number {
  return epochDay(date) - epochDay({ kind: 'date', year: date.year, month: 1, day: 1 }) + 1
}

/** ISO 8601 week: week 1 holds the year's first Thursday. */
export function weekOfYear(date: FeelDate): number {
  const thursday = epochDay(date) - weekday(date) + 4
  const day = fromEpochDay(thursday)
  return day === null ? 1 : Math.floor((dayOfYear(day) - 1) / 7) + 1
}

/** The date so many months later; a day that the month does not have becomes its last one. */
export function addMonths(date: FeelDate, months: number): FeelDate | null {
  const all = date.year * 12 + date.month - 1 + months
  const year = Math.floor(all / 12)
  const month = all - year * 12 + 1
  if (!Number.isSafeInteger(all) || Math.abs(year) > LAST_YEAR) return null
  return dateOf(year, month, Math.min(date.day, daysInMonth(year, month)))
}
