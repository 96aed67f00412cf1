import type { Cell } from './cells.ts'
import { type Fraction, reaches } from './fraction.ts'
import { scoreTable } from './score-table.ts'
import type { Weights } from './weights.ts'

/** How unknown indicators are read: as not deprived (what is certain), or as deprived (what may be). */
export type Reading = 'lower' | 'upper'

/**
 * The Alkire–Foster measures of a population (Alkire & Foster, Journal of Public Economics 95, 2011): headcount ratio `H`, intensity `A`
 * (null when nobody is poor), `M0` = H × A, raw and censored headcounts and contributions by indicator in the scheme's order.
 * Standard errors are those of a sample with replacement; a full register has no sampling error, and whoever shows them says so.
 */
export type Measures = {
  readonly units: number
  readonly weight: number
  readonly poor: number
  readonly H: number
  readonly A: number | null
  readonly M0: number
  readonly se: { readonly H: number | null; readonly A: number | null; readonly M0: number | null }
  readonly raw: readonly number[]
  readonly censored: readonly number[]
  readonly contributions: readonly number[]
  /** Share with a score from 1/5 up to the poverty line, and share with at least 1/2. */
  readonly vulnerable: number
  readonly severe: number
}

const VULNERABLE: Fraction = { top: 1, bottom: 5 }
const SEVERE: Fraction = { top: 1, bottom: 2 }

/** Measures at the poverty line `k`: poor is whose score reaches it. Two passes over the cells, whatever is asked of them. */
export function measure(
  cells: readonly Cell[],
  weights: Weights,
  k: Fraction,
  reading: Reading = 'lower',
): Measures {
  const { numerators, denominator } = weights
  const score = scoreTable(weights)
  const scores = new Float64Array(cells.length)
  const raw = numerators.map(() => 0)
  const censored = numerators.map(() => 0)
  let [units, weight, poor, poorWeight, depth, M0, vulnerable, severe] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]
    if (!cell) continue
    const bits = reading === 'lower' ? cell.deprived : cell.deprived | cell.unknown
    const own = score(bits)
    const isPoor = reaches(own, denominator, k)
    scores[at] = isPoor ? own : -1
    units += cell.units
    weight += cell.weight
    count(raw, bits, cell.weight)
    if (reaches(own, denominator, SEVERE)) severe += cell.weight
    if (isPoor) {
      poor += cell.units
      poorWeight += cell.weight
      depth += cell.weight * own
      M0 += (cell.weight * own) / denominator
      count(censored, bits, cell.weight)
    } else if (reaches(own, denominator, VULNERABLE)) vulnerable += cell.weight
  }
  const share = (sum: number) => (weight === 0 ? 0 : sum / weight)
  const ratios = {
    H: share(poorWeight),
    A: poorWeight === 0 ? null : depth / denominator / poorWeight,
    M0: share(M0),
  }
  const headcounts = censored.map(share)
  return {
    units,
    weight,
    poor,
    ...ratios,
    se: units < 2 || weight === 0 ? UNKNOWN : errorsOf(cells, scores, denominator, ratios, { units, weight }),
    raw: raw.map(share),
    censored: headcounts,
    contributions: headcounts.map(
      (one, j) => (ratios.M0 === 0 ? 0 : ((numerators[j] ?? 0) / denominator) * one) / (ratios.M0 || 1),
    ),
    vulnerable: share(vulnerable),
    severe: share(severe),
  }
}

const UNKNOWN: Measures['se'] = { H: null, A: null, M0: null }

/** Adds a weight to each indicator whose bit is set. */
function count(sums: number[], bits: number, weight: number): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) {
    const bit = 31 - Math.clz32(rest & -rest)
    if (bit < sums.length) sums[bit] = (sums[bit] ?? 0) + weight
  }
}

/** Standard errors from the squared distances of each cell; `scores` are numerators, -1 where nobody is poor. */
function errorsOf(
  cells: readonly Cell[],
  scores: Float64Array,
  denominator: number,
  { H, A, M0 }: Pick<Measures, 'H' | 'A' | 'M0'>,
  { units, weight }: { readonly units: number; readonly weight: number },
): Measures['se'] {
  let [ofH, ofA, ofM0] = [0, 0, 0]
  for (let at = 0; at < cells.length; at++) {
    const squares = cells[at]?.squares ?? 0
    const score = scores[at] ?? -1
    const isPoor = score >= 0
    const own = isPoor ? score / denominator : 0
    ofH += squares * ((isPoor ? 1 : 0) - H) ** 2
    ofA += squares * (own - (isPoor ? (A ?? 0) : 0)) ** 2
    ofM0 += squares * (own - M0) ** 2
  }
  const error = (squares: number, scale: number) =>
    Math.sqrt((units / (units - 1)) * squares) / (weight * scale)
  return { H: error(ofH, 1), A: A === null ? null : error(ofA, H), M0: error(ofM0, 1) }
}
