import type { Decimal } from 'decimal.js'
import { num, plain } from './decimal.ts'
import { FeelError } from './errors.ts'
import {
  dateText,
  dateTimeText,
  daysTimeText,
  readDate,
  readDateTime,
  readDuration,
  readTime,
  timeText,
  yearsMonthsText,
} from './temporal/text.ts'
import type { FeelValue } from './values.ts'
import { contextOf, isList, isNum, kindOf, rangeOf, unbounded } from './values.ts'

/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * A FEEL value as JSON. Numbers that JSON would not hold digit by digit are strings. Dates, times and durations are
 * `{"@type", "value"}`; a range is `{"@type": "range", "start", "end", "start included", "end included"}`; a function
 * `{"@type": "function", "value": its FEEL text}`.
 */
export function toJson(value: FeelValue): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (isNum(value)) return numberJson(value)
  if (isList(value)) return value.map(toJson)
  switch (value.kind) {
    case 'date':
      return { '@type': value.kind, value: dateText(value) }
    case 'time':
      return { '@type': value.kind, value: timeText(value) }
    case 'date and time':
      return { '@type': value.kind, value: dateTimeText(value) }
    case 'years and months duration':
      return { '@type': value.kind, value: yearsMonthsText(value) }
    case 'days and time duration':
      return { '@type': value.kind, value: daysTimeText(value) }
    case 'range':
      return {
        '@type': 'range',
        start: toJson(value.start),
        end: toJson(value.end),
        'start included': value.startIncluded,
        'end included': value.endIncluded,
      }
    case 'function':
      return { '@type': 'function', value: value.text }
    case 'context':
      return Object.fromEntries([...value.entries].map(([name, entry]) => [name, toJson(entry)]))
  }
}

function numberJson(value: Decimal): Json {
  const number = value.toNumber()
  return Number.isFinite(number) && num(String(number)).equals(value) ? number : plain(value)
}

/** Makes the function of a text: its body sees the other entries of the context. */
export type FunctionReader = (text: string) => FeelValue

/** The FEEL value of JSON in the same encoding; `{"@type": "number", "value": "…"}` is a number with all its digits. Throws `type` errors. */
export function fromJson(json: unknown, readFunction: FunctionReader): FeelValue {
  if (json === null || typeof json === 'boolean' || typeof json === 'string') return json
  if (typeof json === 'number') return num(String(json))
  if (Array.isArray(json)) return json.map((item: unknown) => fromJson(item, readFunction))
  if (typeof json !== 'object') throw new FeelError('type', `${typeof json} is no value of JSON`)
  const entries = new Map<string, unknown>(Object.entries(json))
  const type = entries.get('@type')
  if (type !== undefined) return typed(type, entries, readFunction)
  return contextOf([...entries].map(([name, value]) => [name, fromJson(value, readFunction)] as const))
}

function typed(
  type: unknown,
  entries: ReadonlyMap<string, unknown>,
  readFunction: FunctionReader,
): FeelValue {
  if (type === 'range') {
    const [start, end] = [entries.get('start'), entries.get('end')].map((endpoint) =>
      fromJson(endpoint ?? null, readFunction),
    )
    const range = rangeOf(
      start ?? null,
      end ?? null,
      entries.get('start included') === true,
      entries.get('end included') === true,
    )
    const open = (range.start === null && !range.startIncluded) || (range.end === null && !range.endIncluded)
    return open ? unbounded(range) : range
  }
  const text = entries.get('value')
  if (typeof text === 'string') {
    if (type === 'function') return readFunction(text)
    const value = readTyped(type, text)
    if (value !== null && kindOf(value) === type) return value
  }
  throw new FeelError('type', `${JSON.stringify(Object.fromEntries(entries))} is no value of FEEL`)
}

function readTyped(type: unknown, text: string): FeelValue {
  switch (type) {
    case 'number':
      return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? num(text) : null
    case 'date':
      return readDate(text)
    case 'time':
      return readTime(text)
    case 'date and time':
      return readDateTime(text)
    case 'years and months duration':
    case 'days and time duration':
      return readDuration(text)
    default:
      return null
  }
}
