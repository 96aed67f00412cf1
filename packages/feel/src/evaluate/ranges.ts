import type { Comparison } from '../parser/tree.ts'
import type { FeelRange, FeelValue } from '../values.ts'
import { rangeOf, unbounded } from '../values.ts'
import { compare } from './compare.ts'

/**
 * Whether a value lies in a range: its comparisons with the endpoints, joined by three-valued `and` (DMN 1.5, table 55). With an endpoint
 * that it has no order with, such as a null, that is false or null, never true.
 */
export function isWithin(value: FeelValue, range: FeelRange): boolean | null {
  const above = isBeyond(compare(value, range.start), range.startIncluded)
  const order = compare(value, range.end)
  const below = isBeyond(order === null ? null : -order, range.endIncluded)
  const low = range.start === null && range.unbounded ? true : above
  const high = range.end === null && range.unbounded ? true : below
  if (low === false || high === false) return false
  return low === null || high === null ? null : true
}

function isBeyond(order: number | null, included: boolean): boolean | null {
  return order === null ? null : order > 0 || (order === 0 && included)
}

/** The range that `< x`, `>= x` or `= x` is by itself (DMN 1.5, 10.3.2.7); `!= x` is none. */
export function unaryRange(operator: Comparison, value: FeelValue): FeelRange | null {
  switch (operator) {
    case '<':
      return unbounded(rangeOf(null, value, false, false))
    case '<=':
      return unbounded(rangeOf(null, value, false, true))
    case '>':
      return unbounded(rangeOf(value, null, false, false))
    case '>=':
      return unbounded(rangeOf(value, null, true, false))
    case '=':
      return rangeOf(value, value, true, true)
    case '!=':
      return null
  }
}
