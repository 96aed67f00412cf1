import { gravestTierOf, type Placed, tierOf } from '../alkire-foster/tiers.ts'
import { quarterMoved, scoreOf, weightsOf } from '../alkire-foster/weights.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { Firmness, Move } from './assessment.ts'

/** Where a household stands: scores (0 to 1), tiers, how firm they are, and what would move it. All from its bits. */
export type Standing = {
  readonly lower: number
  readonly upper: number
  readonly tier: number
  readonly possible: number
  readonly firmness: Firmness
  readonly moves: readonly Move[]
}

/** Share of the moved weights above which an open tier still counts as fair. */
const FAIR = 0.75

/** Works out where a household stands. */
export function standingOf(bits: Placed, scheme: Scheme): Standing {
  const { weights, tiers } = scheme
  const tier = tierOf(bits, weights, tiers)
  const possible = gravestTierOf(bits, weights, tiers)
  const decided = tier === possible
  const kept = variantsOf(scheme).filter((moved) => tierOf(bits, moved, tiers) === tier).length
  const share = kept / variantsOf(scheme).length
  const level = decided && share === 1 ? 'firm' : decided && share >= FAIR ? 'fair' : 'loose'
  return {
    lower: scoreOf(bits.deprived, weights) / weights.denominator,
    upper: scoreOf(bits.deprived | bits.unknown, weights) / weights.denominator,
    tier,
    possible,
    firmness: { level, decided, weights: share },
    moves: movesOf(bits, tier, scheme),
  }
}

const variants = new WeakMap<Scheme, ReturnType<typeof weightsOf>[]>()
function variantsOf(scheme: Scheme): ReturnType<typeof weightsOf>[] {
  const known = variants.get(scheme)
  if (known) return known
  const made = scheme.parts.flatMap((_, place) =>
    [false, true].map((heavier) => weightsOf(quarterMoved(scheme.parts, place, heavier))),
  )
  variants.set(scheme, made)
  return made
}

/** The single indicators that would move the tier: easing ones first, each kind by how little weight it takes. */
function movesOf(bits: Placed, tier: number, scheme: Scheme): Move[] {
  const { weights, tiers } = scheme
  const found = scheme.indicators.flatMap((indicator): (Move & { weight: number })[] => {
    const { id, name, bit } = indicator
    if (scheme.withheld && indicator.protected) return []
    const one = 1 << bit
    const deprived = (bits.deprived & one) !== 0
    const other = { ...bits, deprived: bits.deprived ^ one }
    const moved = tierOf(other, weights, tiers)
    if (moved === tier) return []
    const kind = deprived ? 'ease' : (bits.unknown & one) !== 0 ? 'learn' : 'worsen'
    return [{ indicator: id, name, kind, tier: moved, weight: weights.numerators[bit] ?? 0 }]
  })
  const order = ['ease', 'learn', 'worsen']
  return found
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.weight - b.weight)
    .map(({ weight: _, ...move }) => move)
}
