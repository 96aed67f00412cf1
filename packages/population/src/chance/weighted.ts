import type { Rng } from './rng.ts'

/** Values with weights, prepared once for many draws. */
export interface Weighted<T> {
  readonly values: readonly T[]
  readonly cumulative: Float64Array
}

/** Prepares a table of `[value, weight]`; weights need not sum to 1. Throws when none is positive. */
export function weighted<T>(entries: readonly (readonly [T, number])[]): Weighted<T> {
  const cumulative = new Float64Array(entries.length)
  let sum = 0
  entries.forEach(([, weight], index) => {
    sum += Math.max(0, weight)
    cumulative[index] = sum
  })
  if (!(sum > 0)) throw new RangeError('a weighted table needs a positive weight')
  return { values: entries.map(([value]) => value), cumulative }
}

/** Draws one value by binary search over the cumulative weights. */
export function draw<T>(table: Weighted<T>, rng: Rng): T {
  const { values, cumulative } = table
  const target = rng.unit() * (cumulative[cumulative.length - 1] ?? 0)
  let low = 0
  let high = cumulative.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cumulative[middle] ?? 0) > target) high = middle
    else low = middle + 1
  }
  const value = values[low]
  if (value === undefined) throw new RangeError('empty weighted table')
  return value
}
