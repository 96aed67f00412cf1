import type { Cell } from './cells.ts'
import type { Fraction } from './fraction.ts'
import { patternsOf } from './patterns.ts'
import { type RankAgreement, rankAgreement } from './ranks.ts'
import type { TierLine } from './tiers.ts'
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

/**
 * Moves the weights of each dimension by a quarter and the line from 0.2 to 0.6. Unknown indicators are read as not deprived.
 * What a choice makes of a household hangs on what it is deprived of alone: each pattern is scored once a choice, and the
 * groups are sums over patterns.
 */
export function robustnessOf(
  groups: readonly (readonly Cell[])[],
  dimensions: readonly Parts[],
  k: Fraction,
  tiers: readonly TierLine[],
): Robustness {
  const patterns = patternsOf(groups)
  const chosen = weightsOf(dimensions)
  const base = patterns.measured(chosen, k).byGroup
  const before = patterns.tiers(chosen, tiers)
  const agreements: RankAgreement[] = []
  const compare = (weights: Weights, line: Fraction) => {
    const { H, M0, byGroup } = patterns.measured(weights, line)
    agreements.push(rankAgreement(base, byGroup))
    return { H, M0 }
  }
  const kept = before.map(() => 1)
  const moved = dimensions.flatMap((_, dimension) =>
    ([0.75, 1.25] as const).map((factor) => {
      const weights = weightsOf(quarterMoved(dimensions, dimension, factor > 1))
      const after = patterns.tiers(weights, tiers)
      const same = before.map((tier, place) => (tier === after[place] ? 1 : 0))
      same.forEach((one, place) => {
        if (one === 0) kept[place] = 0
      })
      return { dimension, factor, ...compare(weights, k), sameTier: patterns.shareOf(same) }
    }),
  )
  const lines = LINES.map((line) => ({ k: line.top / line.bottom, ...compare(chosen, line) }))
  return {
    lines,
    weights: moved,
    tiersKept: patterns.shareOf(kept),
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
