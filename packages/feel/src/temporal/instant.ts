import type { FeelDate, FeelDateTime, FeelTime, Zone } from '../values.ts'
import { epochDay, fromEpochDay, NANOS_A_DAY, NANOS_A_SECOND } from './civil.ts'
import { MIDNIGHT } from './text.ts'
import { offsetAtInstant, offsetOf, offsetOfTime } from './zones.ts'

/** Nanoseconds of the day, local. */
export function nanosOfDay(time: FeelTime): bigint {
  const seconds = BigInt(time.hour * 3600 + time.minute * 60 + time.second)
  return seconds * NANOS_A_SECOND + BigInt(time.nanos)
}

/** The local time of a day at so many nanoseconds after midnight (0 ≤ nanos < one day). */
export function timeAt(nanos: bigint, zone: Zone | null): FeelTime {
  const seconds = Number(nanos / NANOS_A_SECOND)
  return {
    kind: 'time',
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    nanos: Number(nanos % NANOS_A_SECOND),
    zone,
  }
}

/** Nanoseconds since 1970-01-01T00:00:00, local. */
export function localNanos({ date, time }: FeelDateTime): bigint {
  return BigInt(epochDay(date)) * NANOS_A_DAY + nanosOfDay(time)
}

/** A date and time from local nanoseconds since 1970, or null beyond the years of FEEL. */
export function fromLocalNanos(nanos: bigint, zone: Zone | null): FeelDateTime | null {
  const day = floorDiv(nanos, NANOS_A_DAY)
  const date = fromEpochDay(Number(day))
  if (date === null) return null
  return { kind: 'date and time', date, time: timeAt(nanos - day * NANOS_A_DAY, zone) }
}

/** A point of the time line: nanoseconds since 1970, UTC when `zoned`, else local; and as its own clock shows them. */
export type Point = { readonly nanos: bigint; readonly zoned: boolean; readonly local: bigint }

export function pointOf(value: FeelDateTime): Point {
  return onTimeLine(localNanos(value), offsetOf(value.date, value.time))
}

/** A time's place in the day: nanoseconds after midnight, UTC when it has a zone. */
export function pointOfTime(value: FeelTime): Point {
  return onTimeLine(nanosOfDay(value), offsetOfTime(value))
}

function onTimeLine(local: bigint, offset: number | null): Point {
  return { nanos: local - BigInt(offset ?? 0) * NANOS_A_SECOND, zoned: offset !== null, local }
}

/** A date is its midnight in UTC wherever a date and time is asked for (DMN 1.5, 10.3.2.9.4). */
export function midnight(date: FeelDate): FeelDateTime {
  return { kind: 'date and time', date, time: { ...MIDNIGHT, zone: { offset: 0 } } }
}

/** The date and time that is so many nanoseconds later on the time line, in the same zone. */
export function later(value: FeelDateTime, nanos: bigint): FeelDateTime | null {
  const { zone } = value.time
  if (zone === null || 'offset' in zone) return fromLocalNanos(localNanos(value) + nanos, zone)
  const utc = pointOf(value).nanos + nanos
  const offset = offsetAtInstant(zone, Number(floorDiv(utc, 1_000_000n)))
  return fromLocalNanos(utc + BigInt(offset) * NANOS_A_SECOND, zone)
}

export function floorDiv(value: bigint, by: bigint): bigint {
  const quotient = value / by
  return value % by !== 0n && value < 0n !== by < 0n ? quotient - 1n : quotient
}
