import type { DaysTime, FeelDate, FeelDateTime, FeelTime, FeelValue, YearsMonths, Zone } from '../values.ts'
import { daysTime, yearsMonths } from '../values.ts'
import { dateOf, LAST_YEAR, NANOS_A_DAY, NANOS_A_SECOND } from './civil.ts'
import { isZoneId } from './zones.ts'

const DATE = /^(-?(?:\d{4}|[1-9]\d{4,8}))-(\d{2})-(\d{2})$/
const TIME =
  /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:(Z)|([+-])(\d{2}):(\d{2})(?::(\d{2}))?|@([A-Za-z0-9_+\-/]+))?$/
const YEARS_MONTHS = /^(-)?P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?$/
const DAYS_TIME = /^(-)?P(?=\d|T)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/

/** Farthest offset from UTC that a time may have: 18 hours, as the zones of ISO 8601 in use allow. */
const FARTHEST_OFFSET = 18 * 3600

/** `YYYY-MM-DD`, with a sign or more digits for far years; no zone. */
export function readDate(text: string): FeelDate | null {
  const match = DATE.exec(text)
  if (!match) return null
  if (match[1] === '-0000') return null
  return dateOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** `hh:mm:ss[.f]` with `Z`, `±hh:mm[:ss]`, `@Zone/Name` or nothing. */
export function readTime(text: string): FeelTime | null {
  const match = TIME.exec(text)
  if (!match) return null
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (hour > 23 || minute > 59 || second > 59) return null
  let zone: Zone | null = null
  if (match[5]) zone = { offset: 0 }
  else if (match[6]) {
    if (Number(match[8]) > 59 || Number(match[9] ?? 0) > 59) return null
    const offset = Number(match[7]) * 3600 + Number(match[8]) * 60 + Number(match[9] ?? 0)
    if (offset > FARTHEST_OFFSET) return null
    zone = { offset: match[6] === '-' && offset !== 0 ? -offset : offset }
  } else if (match[10]) {
    if (!isZoneId(match[10])) return null
    zone = { id: match[10] }
  }
  return { kind: 'time', hour, minute, second, nanos: fraction(match[4]), zone }
}

/** A date, `T` and a time; a date alone is its midnight, local. */
export function readDateTime(text: string): FeelDateTime | null {
  const cut = text.indexOf('T')
  const date = readDate(cut < 0 ? text : text.slice(0, cut))
  const time = cut < 0 ? MIDNIGHT : readTime(text.slice(cut + 1))
  return date && time ? { kind: 'date and time', date, time } : null
}

export const MIDNIGHT: FeelTime = { kind: 'time', hour: 0, minute: 0, second: 0, nanos: 0, zone: null }

export function readDuration(text: string): YearsMonths | DaysTime | null {
  const ym = YEARS_MONTHS.exec(text)
  if (ym) {
    const months = Number(ym[2] ?? 0) * 12 + Number(ym[3] ?? 0)
    if (!Number.isSafeInteger(months) || months > LAST_YEAR * 24) return null
    return yearsMonths(ym[1] ? -months : months)
  }
  const dt = DAYS_TIME.exec(text)
  if (!dt) return null
  const seconds =
    BigInt(dt[2] ?? 0) * 86_400n + BigInt(dt[3] ?? 0) * 3600n + BigInt(dt[4] ?? 0) * 60n + BigInt(dt[5] ?? 0)
  const nanos = seconds * NANOS_A_SECOND + BigInt(fraction(dt[6]))
  return daysTime(dt[1] ? -nanos : nanos)
}

/** Digits after the point as nanoseconds; finer ones are cut off. */
function fraction(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(digits.slice(0, 9).padEnd(9, '0'))
}

/** What an `@"…"` literal says (DMN 1.5, grammar rule 62), or null. */
export function readTemporal(text: string): FeelValue {
  // A zone may hold a T too (`@"10:00:00@Etc/GMT"`): only a T behind a date makes a date and time.
  return /^-?\d+-\d\d-\d\dT/.test(text)
    ? readDateTime(text)
    : (readDate(text) ?? readTime(text) ?? readDuration(text))
}

const two = (value: number) => String(value).padStart(2, '0')

export function dateText({ year, month, day }: FeelDate): string {
  const digits = String(Math.abs(year)).padStart(4, '0')
  return `${year < 0 ? '-' : ''}${digits}-${two(month)}-${two(day)}`
}

export function timeText(time: FeelTime): string {
  const part = fractionText(time.nanos)
  return `${two(time.hour)}:${two(time.minute)}:${two(time.second)}${part}${zoneText(time.zone)}`
}

function fractionText(nanos: number): string {
  return nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`
}

function zoneText(zone: Zone | null): string {
  if (zone === null) return ''
  if ('id' in zone) return `@${zone.id}`
  if (zone.offset === 0) return 'Z'
  const all = Math.abs(zone.offset)
  const seconds = all % 60 === 0 ? '' : `:${two(all % 60)}`
  return `${zone.offset < 0 ? '-' : '+'}${two(Math.floor(all / 3600))}:${two(Math.floor(all / 60) % 60)}${seconds}`
}

export function dateTimeText({ date, time }: FeelDateTime): string {
  return `${dateText(date)}T${timeText(time)}`
}

/** `P1Y2M`; none at all is `P0M`. */
export function yearsMonthsText({ months }: YearsMonths): string {
  const all = Math.abs(months)
  const [years, rest] = [Math.floor(all / 12), all % 12]
  if (all === 0) return 'P0M'
  return `${months < 0 ? '-' : ''}P${years ? `${years}Y` : ''}${rest ? `${rest}M` : ''}`
}

/** `P1DT2H3M4.5S`; none at all is `PT0S`. */
export function daysTimeText({ nanos }: DaysTime): string {
  if (nanos === 0n) return 'PT0S'
  const all = nanos < 0n ? -nanos : nanos
  const seconds = (all % NANOS_A_DAY) / NANOS_A_SECOND
  const part = fractionText(Number(all % NANOS_A_SECOND))
  const [hours, minutes, rest] = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n]
  const time = [
    hours ? `${hours}H` : '',
    minutes ? `${minutes}M` : '',
    rest || part ? `${rest}${part}S` : '',
  ].join('')
  const days = all / NANOS_A_DAY
  return `${nanos < 0n ? '-' : ''}P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`
}
