import type { Comparator } from '../../language/tree.ts'

/** Three-valued comparison of two intervals: certain only when every pair of values agrees. */
export function compareRanges(
  op: Comparator,
  aLow: number,
  aHigh: number,
  bLow: number,
  bHigh: number,
): boolean | null {
  switch (op) {
    case '<':
      return aHigh < bLow ? true : aLow >= bHigh ? false : null
    case '<=':
      return aHigh <= bLow ? true : aLow > bHigh ? false : null
    case '>':
      return aLow > bHigh ? true : aHigh <= bLow ? false : null
    case '>=':
      return aLow >= bHigh ? true : aHigh < bLow ? false : null
    case '=':
      return aLow === aHigh && bLow === bHigh && aLow === bLow
        ? true
        : aHigh < bLow || aLow > bHigh
          ? false
          : null
    case '!=': {
      const equal = compareRanges('=', aLow, aHigh, bLow, bHigh)
      return equal === null ? null : !equal
    }
  }
}
