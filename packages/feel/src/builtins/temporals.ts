import { num, wholeNumber } from '../decimal.ts'
import { same } from '../evaluate/compare.ts'
import type { Runtime } from '../runtime.ts'
import { dateOf, dayOfYear, NANOS_A_SECOND, weekday, weekOfYear } from '../temporal/civil.ts'
import { fromLocalNanos } from '../temporal/instant.ts'
import { MIDNIGHT, readDate, readDateTime, readDuration, readTime } from '../temporal/text.ts'
import { isZoneId, offsetAtInstant } from '../temporal/zones.ts'
import type { DaysTime, FeelDate, FeelDateTime, FeelTime, FeelValue, Zone } from '../values.ts'
import { isNum, yearsMonths } from '../values.ts'
import {
  any,
  builtin,
  date,
  dateTime,
  day,
  daysTimeDuration,
  form,
  nullable,
  number,
  optional,
  type Parameter,
  text,
  time,
  yearsMonthsDuration,
} from './define.ts'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A number that is whole: a year, a month, an hour. */
const part = (name: string): Parameter<number> => ({
  name,
  type: { kind: 'number' },
  read: (value) => (isNum(value) && value.isInteger() ? (wholeNumber(value) ?? undefined) : undefined),
})

/** Seconds may have a fraction. */
function clock(hour: number, minute: number, second: FeelValue, zone: Zone | null): FeelTime | null {
  if (!isNum(second) || second.isNegative() || second.gte(60)) return null
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return null
  const whole = second.trunc()
  const nanos = second.minus(whole).times(1e9).trunc().toNumber()
  return { kind: 'time', hour, minute, second: whole.toNumber(), nanos, zone }
}

function zoneOf(offset: DaysTime | null): Zone | null | undefined {
  if (offset === null) return null
  const seconds = Number(offset.nanos / NANOS_A_SECOND)
  return Math.abs(seconds) > 18 * 3600 ? undefined : { offset: seconds }
}

function makeTime(
  runtime: Runtime,
  hour: number,
  minute: number,
  second: FeelValue,
  zone: Zone | null | undefined,
): FeelTime | null {
  const made = zone === undefined ? null : clock(hour, minute, second, zone)
  return made ?? runtime.warn('there is no such time')
}

function makeDateTime(runtime: Runtime, on: FeelDate | null, at: FeelTime | null): FeelDateTime | null {
  return on && at
    ? { kind: 'date and time', date: on, time: at }
    : runtime.warn('there is no such date and time')
}

/** Full months between two dates: the later day of month must be reached; the time of day does not count. */
function monthsBetween(from: FeelDateTime, to: FeelDateTime): number {
  const months = (to.date.year - from.date.year) * 12 + to.date.month - from.date.month
  if (months > 0 && to.date.day < from.date.day) return months - 1
  return months < 0 && to.date.day > from.date.day ? months + 1 : months
}

function instant(runtime: Runtime): FeelDateTime | null {
  const zone: Zone = { id: runtime.zone }
  const milliseconds = runtime.now.getTime()
  const offset = offsetAtInstant(zone, milliseconds)
  return fromLocalNanos(BigInt(milliseconds + offset * 1000) * 1_000_000n, zone)
}

const clockParts = [
  part('year'),
  part('month'),
  part('day'),
  part('hour'),
  part('minute'),
  number('second'),
] as const

/** Functions that make, take apart and tell dates, times and durations (DMN 1.5, 10.3.4.1, 10.3.4.5, 10.3.4.8, 10.3.4.12). */
export const TEMPORALS = [
  builtin(
    'date',
    form([text('from')], (runtime, from) => readDate(from) ?? runtime.warn(`"${from}" is no date`)),
    form([day('from')], (_, from) => from),
    form(
      [part('year'), part('month'), part('day')],
      (runtime, year, month, on) => dateOf(year, month, on) ?? runtime.warn('there is no such date'),
    ),
  ),
  builtin(
    'date and time',
    form(
      [text('from')],
      (runtime, from) => readDateTime(from) ?? runtime.warn(`"${from}" is no date and time`),
    ),
    form([dateTime('from')], (_, from) => from),
    form([day('date'), time('time')], makeDateTime),
    form([...clockParts], (runtime, year, month, on, hour, minute, second) =>
      makeDateTime(runtime, dateOf(year, month, on), clock(hour, minute, second, null)),
    ),
    form(
      [...clockParts, nullable(daysTimeDuration('offset'))],
      (runtime, year, month, on, hour, minute, second, offset) => {
        const zone = zoneOf(offset)
        return makeDateTime(
          runtime,
          dateOf(year, month, on),
          zone === undefined ? null : clock(hour, minute, second, zone),
        )
      },
    ),
    form([...clockParts, text('timezone')], (runtime, year, month, on, hour, minute, second, id) =>
      makeDateTime(
        runtime,
        dateOf(year, month, on),
        isZoneId(id) ? clock(hour, minute, second, { id }) : null,
      ),
    ),
  ),
  builtin(
    'time',
    form([text('from')], (runtime, from) => readTime(from) ?? runtime.warn(`"${from}" is no time`)),
    form([time('from')], (_, from) => from),
    // A date has a time only as its midnight, in UTC.
    form([date('from')], () => ({ ...MIDNIGHT, zone: { offset: 0 } })),
    form([dateTime('from')], (_, from) => from.time),
    form(
      [part('hour'), part('minute'), number('second'), optional(nullable(daysTimeDuration('offset')))],
      (runtime, hour, minute, second, offset) => makeTime(runtime, hour, minute, second, zoneOf(offset)),
    ),
  ),
  builtin(
    'duration',
    form([text('from')], (runtime, from) => readDuration(from) ?? runtime.warn(`"${from}" is no duration`)),
    form([daysTimeDuration('from')], (_, from) => from),
    form([yearsMonthsDuration('from')], (_, from) => from),
  ),
  builtin(
    'years and months duration',
    form([dateTime('from'), dateTime('to')], (_, from, to) => yearsMonths(monthsBetween(from, to))),
  ),
  builtin(
    'is',
    form([any('value1'), any('value2')], (_, a, b) => same(a, b)),
  ),
  builtin('now', form([], instant)),
  builtin(
    'today',
    form([], (runtime) =>
      runtime.today === null ? (instant(runtime)?.date ?? null) : readDate(runtime.today),
    ),
  ),
  builtin(
    'day of year',
    form([day('date')], (_, on) => num(dayOfYear(on))),
  ),
  builtin(
    'day of week',
    form([day('date')], (_, on) => WEEKDAYS[weekday(on) - 1] ?? null),
  ),
  builtin(
    'month of year',
    form([day('date')], (_, on) => MONTHS[on.month - 1] ?? null),
  ),
  builtin(
    'week of year',
    form([day('date')], (_, on) => num(weekOfYear(on))),
  ),
] as const
