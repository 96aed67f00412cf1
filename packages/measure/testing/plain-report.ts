import type { Cell } from '../src/alkire-foster/cells.ts'
import { type Fraction, reaches } from '../src/alkire-foster/fraction.ts'
import { type RankAgreement, rankAgreement } from '../src/alkire-foster/ranks.ts'
import { type Placed, type TierLine, tierOf } from '../src/alkire-foster/tiers.ts'
import { type Parts, quarterMoved, scoreOf, type Weights, weightsOf } from '../src/alkire-foster/weights.ts'

/** H and M0 as the definition says them: over every cell anew, with nothing shared. */
export function plainly(cells: readonly Cell[], weights: Weights, line: Fraction): { H: number; M0: number } {
  const weight = cells.reduce((sum, cell) => sum + cell.weight, 0)
  if (weight === 0) return { H: 0, M0: 0 }
  const poor = cells.filter((cell) => reaches(scoreOf(cell.deprived, weights), weights.denominator, line))
  const depth = (cell: Cell) => (cell.weight * scoreOf(cell.deprived, weights)) / weights.denominator
  return {
    H: poor.reduce((sum, cell) => sum + cell.weight, 0) / weight,
    M0: poor.reduce((sum, cell) => sum + depth(cell), 0) / weight,
  }
}

/** What becomes of a population when weights and lines are moved, each choice over all cells anew. */
export function plainRobustness(
  groups: readonly (readonly Cell[])[],
  dimensions: readonly Parts[],
  k: Fraction,
  tiers: readonly TierLine[],
) {
  const cells = groups.flat()
  const chosen = weightsOf(dimensions)
  const order = (weights: Weights, line: Fraction) => groups.map((group) => plainly(group, weights, line).M0)
  const moved = dimensions.flatMap((_, dimension) =>
    [0.75, 1.25].map((factor) => ({
      dimension,
      factor,
      weights: weightsOf(quarterMoved(dimensions, dimension, factor > 1)),
    })),
  )
  const lines = [20, 25, 30, 33, 40, 50, 60].map((top) => ({ top, bottom: 100 }))
  const stays = (cell: Placed, weights: Weights) =>
    tierOf(cell, weights, tiers) === tierOf(cell, chosen, tiers)
  const shareOf = (of: (cell: Cell) => boolean) =>
    cells.reduce((sum, cell) => sum + (of(cell) ? cell.units : 0), 0) /
    cells.reduce((sum, { units }) => sum + units, 0)
  const base = order(chosen, k)
  const agreements = [
    ...moved.map(({ weights }) => rankAgreement(base, order(weights, k))),
    ...lines.map((line) => rankAgreement(base, order(chosen, line))),
  ]
  return {
    lines: lines.map((line) => ({ k: line.top / line.bottom, ...plainly(cells, chosen, line) })),
    weights: moved.map(({ dimension, factor, weights }) => ({
      dimension,
      factor,
      ...plainly(cells, weights, k),
      sameTier: shareOf((cell) => stays(cell, weights)),
    })),
    tiersKept: shareOf((cell) => moved.every(({ weights }) => stays(cell, weights))),
    ranks: groups.length < 2 ? null : worst(agreements),
  }
}

function worst(agreements: readonly RankAgreement[]): RankAgreement {
  const taus = agreements.flatMap(({ tau }) => tau ?? [])
  return {
    tau: taus.length === 0 ? null : Math.min(...taus),
    kept: Math.min(...agreements.map(({ kept }) => kept)),
  }
}
