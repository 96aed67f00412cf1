/** Whole parts of a dimension, and of each of its indicators within it. */
export type Parts = { readonly parts: number; readonly indicators: readonly number[] }

/** Weights of all indicators, in order, as whole numbers over one denominator; they add up to it. */
export type Weights = { readonly numerators: readonly number[]; readonly denominator: number }

/** Exact weights from parts: an indicator's share of its dimension times the dimension's share of all. */
export function weightsOf(dimensions: readonly Parts[]): Weights {
  const sums = dimensions.map(({ indicators }) => indicators.reduce((a, b) => a + b, 0))
  const within = sums.reduce(leastCommonMultiple, 1)
  const all = dimensions.reduce((sum, { parts }) => sum + parts, 0)
  const numerators = dimensions.flatMap(({ parts, indicators }, place) =>
    indicators.map((one) => parts * one * (within / (sums[place] ?? 1))),
  )
  return { numerators, denominator: all * within }
}

/** Weights of indicators that stand alone, each its own dimension. */
export function equalWeights(count: number): Weights {
  return { numerators: Array.from({ length: count }, () => 1), denominator: count }
}

/** Parts with one dimension a quarter lighter or heavier, the others as they were. Exact: all are multiplied by four. */
export function quarterMoved(dimensions: readonly Parts[], place: number, heavier: boolean): Parts[] {
  return dimensions.map((one, at) => ({
    ...one,
    parts: one.parts * (at !== place ? 4 : heavier ? 5 : 3),
  }))
}

/** The numerator of a deprivation score: weights of the set bits added up. */
export function scoreOf(bits: number, { numerators }: Weights): number {
  let sum = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) sum += numerators[31 - Math.clz32(rest & -rest)] ?? 0
  return sum
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y !== 0) [x, y] = [y, x % y]
  return (a / x) * b
}
