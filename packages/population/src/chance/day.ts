import type { LegalDate } from '@lastmile/domain'

/** A day as the number of days since 1970-01-01 (proleptic Gregorian): dates are integers until they are written. */
export type Day = number

/** Howard Hinnant's `days_from_civil`, chrono-compatible date algorithms. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1
  return (
    era * 146097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719468
  )
}

export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Hinnant's `civil_from_days`. */
export function civilOf(day: Day): CivilDate {
  const shifted = day + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const part = Math.floor((5 * dayOfYear + 2) / 153)
  const month = part < 10 ? part + 3 : part - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return { year, month, day: dayOfYear - Math.floor((153 * part + 2) / 5) + 1 }
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))

/** `YYYY-MM-DD`. */
export function legalDate(day: Day): LegalDate {
  const { year, month, day: dayOfMonth } = civilOf(day)
  return `${year}-${two(month)}-${two(dayOfMonth)}`
}

/** Throws a RangeError when the text is not `YYYY-MM-DD`. */
export function parseDay(text: LegalDate): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) throw new RangeError(`not a day: ${text}`)
  return dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** The same day of the month `years` earlier (29 February becomes 28 February). */
export function yearsBefore(day: Day, years: number): Day {
  const { year, month, day: dayOfMonth } = civilOf(day)
  const capped = month === 2 && dayOfMonth === 29 ? 28 : dayOfMonth
  return dayOf(year - years, month, capped)
}

/** The first day of the month that lies `months` after the one that holds `day`. */
export function firstOfMonth(day: Day, months = 0): Day {
  const { year, month } = civilOf(day)
  const index = year * 12 + (month - 1) + months
  return dayOf(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, 1)
}

/** Whole months between two days, rounded down, never negative. */
export function monthsBetween(from: Day, to: Day): number {
  const a = civilOf(from)
  const b = civilOf(to)
  const months = (b.year - a.year) * 12 + (b.month - a.month) - (b.day < a.day ? 1 : 0)
  return Math.max(0, months)
}
