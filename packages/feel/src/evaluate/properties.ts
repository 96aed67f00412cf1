import { num } from '../decimal.ts'
import type { Runtime } from '../runtime.ts'
import { NANOS_A_DAY, NANOS_A_SECOND, weekday } from '../temporal/civil.ts'
import { offsetOf, offsetOfTime } from '../temporal/zones.ts'
import type { DaysTime, FeelDate, FeelTime, FeelValue, YearsMonths } from '../values.ts'
import { daysTime, isList, isNum, kindOf } from '../values.ts'

/** Names of built-in properties (DMN 1.5, tables 65–66). */
export const PROPERTY_NAMES = [
  'year',
  'month',
  'day',
  'weekday',
  'hour',
  'minute',
  'second',
  'time offset',
  'timezone',
  'years',
  'months',
  'days',
  'hours',
  'minutes',
  'seconds',
  'start',
  'end',
  'start included',
  'end included',
] as const

/** `value.name`: an entry of a context, a property of a date or range; of a list, that of each item. */
export function property(of: FeelValue, name: string, runtime: Runtime, at: number): FeelValue {
  if (isList(of)) return of.map((item) => property(item, name, runtime, at))
  const value = own(of, name)
  return value === undefined ? runtime.warn(`a ${kindOf(of)} has no "${name}"`, at) : value
}

function own(of: FeelValue, name: string): FeelValue | undefined {
  if (of === null || typeof of !== 'object' || isNum(of) || isList(of)) return undefined
  switch (of.kind) {
    case 'context':
      return of.entries.get(name)
    case 'date':
      return ofDate(of, name)
    case 'time':
      return ofTime(of, offsetOfTime, name)
    case 'date and time':
      return ofDate(of.date, name) ?? ofTime(of.time, () => offsetOf(of.date, of.time), name)
    case 'years and months duration':
      return ofYearsMonths(of, name)
    case 'days and time duration':
      return ofDaysTime(of, name)
    case 'range':
      if (name === 'start') return of.start
      if (name === 'end') return of.end
      if (name === 'start included') return of.startIncluded
      return name === 'end included' ? of.endIncluded : undefined
    case 'function':
      return undefined
  }
}

function ofDate(date: FeelDate, name: string): FeelValue | undefined {
  if (name === 'year') return num(date.year)
  if (name === 'month') return num(date.month)
  if (name === 'day') return num(date.day)
  return name === 'weekday' ? num(weekday(date)) : undefined
}

function ofTime(
  time: FeelTime,
  offset: (time: FeelTime) => number | null,
  name: string,
): FeelValue | undefined {
  switch (name) {
    case 'hour':
      return num(time.hour)
    case 'minute':
      return num(time.minute)
    case 'second':
      return num(time.second).plus(num(time.nanos).dividedBy(1e9))
    case 'time offset': {
      const seconds = offset(time)
      return seconds === null ? null : daysTime(BigInt(seconds) * NANOS_A_SECOND)
    }
    case 'timezone':
      return time.zone !== null && 'id' in time.zone ? time.zone.id : null
    default:
      return undefined
  }
}

function ofYearsMonths({ months }: YearsMonths, name: string): FeelValue | undefined {
  if (name === 'years') return num(Math.trunc(months / 12))
  return name === 'months' ? num(months % 12) : undefined
}

function ofDaysTime({ nanos }: DaysTime, name: string): FeelValue | undefined {
  const seconds = (nanos % NANOS_A_DAY) / NANOS_A_SECOND
  if (name === 'days') return num(nanos / NANOS_A_DAY)
  if (name === 'hours') return num(seconds / 3600n)
  if (name === 'minutes') return num((seconds / 60n) % 60n)
  if (name === 'seconds') return num(seconds % 60n).plus(num(nanos % NANOS_A_SECOND).dividedBy(1e9))
  return undefined
}
