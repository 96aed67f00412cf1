import type { Cell } from './cells.ts'
import { type Fraction, reaches } from './fraction.ts'
import { scoreOf, type Weights } from './weights.ts'

/** From which score on a tier begins. Tier 1 is the gravest; the last begins at nought. */
export type TierLine = { readonly tier: number; readonly atLeast: Fraction }

/** What is needed to place a household: its bits, and the tier that an override asks for at least (0: none). */
export type Placed = Pick<Cell, 'deprived' | 'unknown' | 'floor'>

/** The tier that is certain: unknown indicators are not held against anybody. */
export function tierOf(household: Placed, weights: Weights, tiers: readonly TierLine[]): number {
  return gravest(tierAt(scoreOf(household.deprived, weights), weights, tiers), household.floor)
}

/** The gravest tier that the unknown indicators could still make of it. */
export function gravestTierOf(household: Placed, weights: Weights, tiers: readonly TierLine[]): number {
  const bits = household.deprived | household.unknown
  return gravest(tierAt(scoreOf(bits, weights), weights, tiers), household.floor)
}

/** The tier of a score. `tiers` go from the gravest on. */
export function tierAt(score: number, { denominator }: Weights, tiers: readonly TierLine[]): number {
  const found = tiers.find(({ atLeast }) => reaches(score, denominator, atLeast))
  return found?.tier ?? tiers.length
}

/** The graver of a tier and the one that an override asks for at least. */
export function gravest(tier: number, floor: number): number {
  return floor === 0 ? tier : Math.min(tier, floor)
}
