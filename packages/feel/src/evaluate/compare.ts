import { NANOS_A_SECOND } from '../temporal/civil.ts'
import { floorDiv, midnight, type Point, pointOf, pointOfTime } from '../temporal/instant.ts'
import { offsetOf, offsetOfTime } from '../temporal/zones.ts'
import type { FeelDate, FeelDateTime, FeelTime, FeelValue } from '../values.ts'
import { isList, isNum, kindOf } from '../values.ts'

/** Whether a value is a date or a date and time; the two compare as date and time. */
function asDateTime(value: FeelValue): FeelDateTime | null {
  if (value === null || typeof value !== 'object' || isList(value) || isNum(value)) return null
  if (value.kind === 'date and time') return value
  return value.kind === 'date' ? midnight(value) : null
}

/** Values compare by whole seconds (DMN 1.5, 10.3.2.3.4–5: the value functions count seconds). */
const seconds = (nanos: bigint): bigint => floorDiv(nanos, NANOS_A_SECOND)

/** One without a zone takes the offset of the other, so that their clocks compare; with the same clock neither is less, nor are they equal. */
function comparePoints(a: Point, b: Point): number {
  const alike = a.zoned === b.zoned
  const [x, y] = alike ? [seconds(a.nanos), seconds(b.nanos)] : [seconds(a.local), seconds(b.local)]
  if (x === y) return alike ? 0 : Number.NaN
  return x < y ? -1 : 1
}

function compareDates(a: FeelDate, b: FeelDate): number {
  return Math.sign(a.year - b.year || a.month - b.month || a.day - b.day)
}

/** Text in the order of its code points. */
export function compareText(a: string, b: string): number {
  const [x, y] = [[...a], [...b]]
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const difference = (x[i]?.codePointAt(0) ?? 0) - (y[i]?.codePointAt(0) ?? 0)
    if (difference !== 0) return Math.sign(difference)
  }
  return Math.sign(x.length - y.length)
}

/** −1, 0 or 1, NaN where neither is less and they are not equal, or null where the two have no order (DMN 1.5, table 54). */
export function compare(a: FeelValue, b: FeelValue): number | null {
  if (isNum(a) && isNum(b)) return a.comparedTo(b)
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return null
  if (isList(a) || isList(b) || isNum(a) || isNum(b)) return null
  if (a.kind === 'date' && b.kind === 'date') return compareDates(a, b)
  if (a.kind === 'time' && b.kind === 'time') return comparePoints(pointOfTime(a), pointOfTime(b))
  if (a.kind === 'days and time duration' && b.kind === a.kind)
    return a.nanos < b.nanos ? -1 : a.nanos > b.nanos ? 1 : 0
  if (a.kind === 'years and months duration' && b.kind === a.kind) return Math.sign(a.months - b.months)
  const [x, y] = [asDateTime(a), asDateTime(b)]
  return x && y ? comparePoints(pointOf(x), pointOf(y)) : null
}

/** Equality (DMN 1.5, table 53): true, false, or null where the kinds differ. Null equals null alone. */
export function equal(a: FeelValue, b: FeelValue): boolean | null {
  if (a === null || b === null) return a === b
  if (typeof a !== 'object' || typeof b !== 'object') return typeof a === typeof b ? a === b : null
  if (isNum(a) || isNum(b)) return isNum(a) && isNum(b) ? a.equals(b) : null
  if (isList(a) || isList(b)) {
    if (!isList(a) || !isList(b)) return null
    return a.length === b.length && a.every((item, i) => equal(item, b[i] ?? null) === true)
  }
  if (a.kind === 'context' && b.kind === 'context') {
    if (a.entries.size !== b.entries.size) return false
    return [...a.entries].every(([name, value]) => {
      const other = b.entries.get(name)
      return other !== undefined && equal(value, other) === true
    })
  }
  if (a.kind === 'range' && b.kind === 'range') {
    return (
      a.unbounded === b.unbounded &&
      a.startIncluded === b.startIncluded &&
      a.endIncluded === b.endIncluded &&
      equal(a.start, b.start) === true &&
      equal(a.end, b.end) === true
    )
  }
  if (a.kind === 'function' && b.kind === 'function') return a === b
  const order = compare(a, b)
  return order === null ? null : order === 0
}

/**
 * The same element of the domain (`is`, DMN 1.5, 10.3.4.5): the same date, clock and offset from UTC; a named zone counts by its offset.
 * A date is no date and time here.
 */
export function same(a: FeelValue, b: FeelValue): boolean {
  if (kindOf(a) !== kindOf(b)) return false
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b
  if (isNum(a) || isNum(b) || isList(a) || isList(b)) return equal(a, b) === true
  if (a.kind === 'time' && b.kind === 'time') return sameClock(a, b) && offsetOfTime(a) === offsetOfTime(b)
  if (a.kind !== 'date and time' || b.kind !== 'date and time') return equal(a, b) === true
  return (
    compareDates(a.date, b.date) === 0 &&
    sameClock(a.time, b.time) &&
    offsetOf(a.date, a.time) === offsetOf(b.date, b.time)
  )
}

function sameClock(a: FeelTime, b: FeelTime): boolean {
  return (['hour', 'minute', 'second', 'nanos'] as const).every((part) => a[part] === b[part])
}
