import type { Weights } from './weights.ts'

const BITS = 11
const SIZE = 1 << BITS

/** The numerators of all deprivation scores by three look-ups: for populations, where `scoreOf` bit by bit takes too long. */
export function scoreTable({ numerators }: Weights): (bits: number) => number {
  const [low, middle, high] = [0, 1, 2].map((part) => sums(numerators.slice(part * BITS, (part + 1) * BITS)))
  if (!low || !middle || !high) throw new Error('three parts were made')
  return (bits) =>
    (low[bits & (SIZE - 1)] ?? 0) +
    (middle[(bits >>> BITS) & (SIZE - 1)] ?? 0) +
    (high[bits >>> (2 * BITS)] ?? 0)
}

/** The sum of every subset of some numbers, by its bits. */
function sums(numbers: readonly number[]): Float64Array {
  const table = new Float64Array(SIZE)
  for (let bits = 1; bits < SIZE; bits++) {
    const lowest = 31 - Math.clz32(bits & -bits)
    table[bits] = (table[bits & (bits - 1)] ?? 0) + (numbers[lowest] ?? 0)
  }
  return table
}
