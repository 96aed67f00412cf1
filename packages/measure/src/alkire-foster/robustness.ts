import { type Cell, joinCells } from './cells.ts'
import type { Fraction } from './fraction.ts'
import { measure } from './measure.ts'
import { type RankAgreement, rankAgreement } from './ranks.ts'
import { type TierLine, tierOf } from './tiers.ts'
import { type Parts, quarterMoved, type Weights, weightsOf } from './weights.ts'

/** What becomes of the result when the choices that went into it are moved a little. */
export type Robustness = {
  /** H and M0 at other poverty lines. */
  readonly lines: readonly { readonly k: number; readonly H: number; readonly M0: number }[]
  /** Each dimension a quarter lighter, then heavier; `dimension` is its place. */
  readonly weights: readonly {
    readonly dimension: number
    readonly factor: 0.75 | 1.25
    readonly H: number
    readonly M0: number
    /** Share of households that keep their tier. */
    readonly sameTier: number
  }[]
  /** Share of households whose tier survives every one of the moved weights. */
  readonly tiersKept: number
  /** The order of the groups by M0 beside the chosen one: the worst case over other lines and weights. Null with fewer than two groups. */
  readonly ranks: RankAgreement | null
}

const LINES: readonly Fraction[] = [20, 25, 30, 33, 40, 50, 60].map((top) => ({ top, bottom: 100 }))

/** Moves the weights of each dimension by a quarter and the line from 0.2 to 0.6. Unknown indicators are read as not deprived. */
export function robustnessOf(
  groups: readonly (readonly Cell[])[],
  dimensions: readonly Parts[],
  k: Fraction,
  tiers: readonly TierLine[],
): Robustness {
  const cells = joinCells(groups)
  const chosen = weightsOf(dimensions)
  const order = (weights: Weights, line: Fraction) => groups.map((group) => measure(group, weights, line).M0)
  const base = order(chosen, k)
  const agreements: RankAgreement[] = []
  const compare = (weights: Weights, line: Fraction) =>
    agreements.push(rankAgreement(base, order(weights, line)))
  const total = cells.reduce((sum, { units }) => sum + units, 0)
  const kept = cells.map(() => true)
  const moved = dimensions.flatMap((_, dimension) =>
    ([0.75, 1.25] as const).map((factor) => {
      const weights = weightsOf(quarterMoved(dimensions, dimension, factor > 1))
      compare(weights, k)
      let same = 0
      cells.forEach((cell, place) => {
        if (tierOf(cell, weights, tiers) === tierOf(cell, chosen, tiers)) same += cell.units
        else kept[place] = false
      })
      const { H, M0 } = measure(cells, weights, k)
      return { dimension, factor, H, M0, sameTier: total === 0 ? 1 : same / total }
    }),
  )
  const lines = LINES.map((line) => {
    compare(chosen, line)
    const { H, M0 } = measure(cells, chosen, line)
    return { k: line.top / line.bottom, H, M0 }
  })
  const survived = cells.reduce((sum, { units }, place) => sum + (kept[place] ? units : 0), 0)
  return {
    lines,
    weights: moved,
    tiersKept: total === 0 ? 1 : survived / total,
    ranks: groups.length < 2 ? null : worstOf(agreements),
  }
}

function worstOf(agreements: readonly RankAgreement[]): RankAgreement {
  const taus = agreements.flatMap(({ tau }) => tau ?? [])
  return {
    tau: taus.length === 0 ? null : Math.min(...taus),
    kept: Math.min(...agreements.map(({ kept }) => kept)),
  }
}
