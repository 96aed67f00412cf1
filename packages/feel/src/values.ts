import { Decimal } from 'decimal.js'
import type { Num } from './decimal.ts'
import type { Runtime } from './runtime.ts'
import type { FeelType } from './types/type.ts'

/** A time zone as it was written: an offset in seconds east of UTC, or a name of the IANA data. */
export type Zone = { readonly offset: number } | { readonly id: string }

/** A day of the proleptic Gregorian calendar; year −999999999…999999999. */
export type FeelDate = {
  readonly kind: 'date'
  readonly year: number
  readonly month: number
  readonly day: number
}

/** A time of day; `nanos` of the second, `zone` null for local time. */
export type FeelTime = {
  readonly kind: 'time'
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly nanos: number
  readonly zone: Zone | null
}

export type FeelDateTime = {
  readonly kind: 'date and time'
  readonly date: FeelDate
  readonly time: FeelTime
}
export type YearsMonths = { readonly kind: 'years and months duration'; readonly months: number }
export type DaysTime = { readonly kind: 'days and time duration'; readonly nanos: bigint }

/** An interval. */
export type FeelRange = {
  readonly kind: 'range'
  /** A null endpoint is no bound at all, as of `< 5`; without this mark it is a null that nothing has an order with. */
  readonly unbounded?: true
  readonly start: FeelValue
  readonly end: FeelValue
  readonly startIncluded: boolean
  readonly endIncluded: boolean
}

export type FeelContext = { readonly kind: 'context'; readonly entries: ReadonlyMap<string, FeelValue> }

/** Arguments of a call: by place, or by name. */
export type Arguments =
  | { readonly positional: readonly FeelValue[] }
  | { readonly named: ReadonlyMap<string, FeelValue> }

export type FeelFunction = {
  readonly kind: 'function'
  /** FEEL text: `function(a) a + 1`, or the name of a built-in function. */
  readonly text: string
  /** Types of the parameters and of the result, as far as they are known before a call. */
  readonly parameters: readonly FeelType[]
  readonly result: FeelType
  call(runtime: Runtime, given: Arguments): FeelValue
}

export type FeelList = readonly FeelValue[]

export type FeelValue =
  | null
  | boolean
  | string
  | Num
  | FeelDate
  | FeelTime
  | FeelDateTime
  | YearsMonths
  | DaysTime
  | FeelRange
  | FeelContext
  | FeelFunction
  | FeelList

export type Kind =
  | 'null'
  | 'boolean'
  | 'string'
  | 'number'
  | 'list'
  | 'date'
  | 'time'
  | 'date and time'
  | 'years and months duration'
  | 'days and time duration'
  | 'range'
  | 'context'
  | 'function'

export function isNum(value: FeelValue): value is Num {
  return value instanceof Decimal
}

export function isList(value: FeelValue): value is FeelList {
  return Array.isArray(value)
}

/** The kind of a value: its FEEL type without the types inside. */
export function kindOf(value: FeelValue): Kind {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'string') return 'string'
  if (isNum(value)) return 'number'
  if (isList(value)) return 'list'
  return value.kind
}

export function contextOf(entries: Iterable<readonly [string, FeelValue]>): FeelContext {
  return { kind: 'context', entries: new Map(entries) }
}

export function daysTime(nanos: bigint): DaysTime {
  return { kind: 'days and time duration', nanos }
}

export function yearsMonths(months: number): YearsMonths {
  return { kind: 'years and months duration', months: months === 0 ? 0 : months }
}

export function rangeOf(
  start: FeelValue,
  end: FeelValue,
  startIncluded: boolean,
  endIncluded: boolean,
): FeelRange {
  return { kind: 'range', start, end, startIncluded, endIncluded }
}

/** The range with no bound where its endpoint is null. */
export function unbounded(range: FeelRange): FeelRange {
  return { ...range, unbounded: true }
}
