/** A legal day `YYYY-MM-DD` in Asia/Shanghai (UTC+8, no summer time since 1991). */
export type LegalDate = string

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/

/** Whether the text is a day that exists in the calendar. */
export function isLegalDate(text: string): boolean {
  const match = FORM.exec(text)
  if (!match) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text
}

/** The legal day in Asia/Shanghai at an instant. */
export function legalDateAt(instant: Date): LegalDate {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** The instant at which a legal day begins in Asia/Shanghai. */
export function startOfLegalDate(date: LegalDate): Date {
  return new Date(`${date}T00:00:00+08:00`)
}

/** The day `days` after `date` (negative: before). */
export function addDays(date: LegalDate, days: number): LegalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Whole days from `from` to `to` (negative when `to` is earlier). */
export function daysBetween(from: LegalDate, to: LegalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** Age in completed years on a day (周岁: a birthday on 29 February is completed on 1 March in common years). */
export function ageOn(birthDate: LegalDate, date: LegalDate): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years
}
