import { num } from '../decimal.ts'
import { FeelError } from '../errors.ts'
import { asString } from '../text.ts'
import { type FeelValue, isList, isNum, kindOf } from '../values.ts'
import { any, builtin, form, nullable, number, optional, text } from './define.ts'

const SEPARATORS = [' ', ',', '.']

/** A number written with separators, or null (DMN 1.5, table 69). */
function readNumber(from: string, grouping: string | null, decimal: string | null): FeelValue {
  if (grouping !== null && !SEPARATORS.includes(grouping)) return null
  if (decimal !== null && decimal !== '.' && decimal !== ',') return null
  if (grouping !== null && grouping === decimal) return null
  let written = grouping === null ? from : from.replaceAll(grouping, '')
  if (decimal === ',') {
    if (written.includes('.')) return null
    written = written.replace(',', '.')
  }
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(written)) return null
  const value = num(written)
  return value.isFinite() ? value : null
}

/** The standard does not say how a range or a function is written as a string: refused, also inside lists and contexts. */
function known(value: FeelValue): FeelValue {
  const inside = isList(value)
    ? value
    : value !== null && typeof value === 'object' && !isNum(value) && value.kind === 'context'
      ? [...value.entries.values()]
      : []
  inside.forEach(known)
  const kind = kindOf(value)
  if (kind === 'range' || kind === 'function')
    throw new FeelError('unsupported', `the standard does not say how a ${kind} is written as a string`)
  return value
}

/** Conversion functions that are not of dates and times (DMN 1.5, 10.3.4.1). */
export const CONVERSIONS = [
  builtin(
    'number',
    form(
      [
        text('from'),
        optional(nullable(text('grouping separator'))),
        optional(nullable(text('decimal separator'))),
      ],
      (runtime, from, grouping, decimal) =>
        readNumber(from, grouping, decimal) ?? runtime.warn(`"${from}" is no number`),
    ),
    // A number stays as it is: not in DMN 1.5, but in the suite that engines are checked with.
    form([number('from')], (_, from) => from),
  ),
  builtin(
    'string',
    form([any('from')], (_, from) => asString(known(from))),
  ),
] as const
