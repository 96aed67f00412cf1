import type { Cell } from './cells.ts'
import { type Fraction, reaches } from './fraction.ts'
import { scoreOf, type Weights } from './weights.ts'

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

/** Measures at the poverty line `k`: poor is whose score reaches it. */
export function measure(
  cells: readonly Cell[],
  weights: Weights,
  k: Fraction,
  reading: Reading = 'lower',
): Measures {
  const { numerators, denominator } = weights
  const rows = cells.map((cell) => {
    const bits = reading === 'lower' ? cell.deprived : cell.deprived | cell.unknown
    const score = scoreOf(bits, weights)
    return { cell, bits, score, poor: reaches(score, denominator, k) }
  })
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0)
  const units = sum(({ cell }) => cell.units)
  const weight = sum(({ cell }) => cell.weight)
  const share = (of: (row: (typeof rows)[number]) => number) => (weight === 0 ? 0 : sum(of) / weight)
  const poorWeight = sum((row) => (row.poor ? row.cell.weight : 0))
  const H = weight === 0 ? 0 : poorWeight / weight
  const M0 = share((row) => (row.poor ? (row.cell.weight * row.score) / denominator : 0))
  const A =
    poorWeight === 0 ? null : sum((r) => (r.poor ? r.cell.weight * r.score : 0)) / denominator / poorWeight
  const counted = (only: boolean) =>
    numerators.map((_, j) =>
      share((row) => ((!only || row.poor) && (row.bits >>> j) & 1 ? row.cell.weight : 0)),
    )
  const censored = counted(true)
  const spread = (of: (row: (typeof rows)[number]) => number, scale = 1): number | null => {
    if (units < 2 || weight === 0) return null
    const squares = sum((row) => row.cell.squares * of(row) ** 2)
    return Math.sqrt((units / (units - 1)) * squares) / (weight * scale)
  }
  const own = (row: (typeof rows)[number]) => (row.poor ? row.score / denominator : 0)
  return {
    units,
    weight,
    poor: sum((row) => (row.poor ? row.cell.units : 0)),
    H,
    A,
    M0,
    se: {
      H: spread((row) => (row.poor ? 1 : 0) - H),
      A: A === null ? null : spread((row) => own(row) - (row.poor ? A : 0), H),
      M0: spread((row) => own(row) - M0),
    },
    raw: counted(false),
    censored,
    contributions: censored.map(
      (one, j) => (M0 === 0 ? 0 : ((numerators[j] ?? 0) / denominator) * one) / (M0 || 1),
    ),
    vulnerable: share((row) =>
      !row.poor && reaches(row.score, denominator, VULNERABLE) ? row.cell.weight : 0,
    ),
    severe: share((row) => (reaches(row.score, denominator, SEVERE) ? row.cell.weight : 0)),
  }
}
