import type { Comparison } from '../parser/tree.ts'
import type { FeelRange, FeelValue } from '../values.ts'
import { rangeOf } from '../values.ts'
import { compare } from './compare.ts'

/** Whether a value lies in a range: true, false, or null where it has no order with an endpoint. */
export function isWithin(value: FeelValue, range: FeelRange): boolean | null {
  if (range.start === null && range.end === null) return null
  if (isBroken(range)) return null
  const low = range.start === null ? 1 : compare(value, range.start)
  const high = range.end === null ? -1 : compare(value, range.end)
  if (low === null || high === null) return null
  return (low > 0 || (low === 0 && range.startIncluded)) && (high < 0 || (high === 0 && range.endIncluded))
}

/** A null endpoint that is closed is no "without bound" but a mistake: `[1..null]`. */
function isBroken(range: FeelRange): boolean {
  return (range.start === null && range.startIncluded) || (range.end === null && range.endIncluded)
}

/** The range that `< x`, `>= x` or `= x` is by itself (DMN 1.5, 10.3.2.7); `!= x` is none. */
export function unaryRange(operator: Comparison, value: FeelValue): FeelRange | null {
  switch (operator) {
    case '<':
      return rangeOf(null, value, false, false)
    case '<=':
      return rangeOf(null, value, false, true)
    case '>':
      return rangeOf(value, null, false, false)
    case '>=':
      return rangeOf(value, null, true, false)
    case '=':
      return rangeOf(value, value, true, true)
    case '!=':
      return null
  }
}
