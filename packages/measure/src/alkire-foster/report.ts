import type { Scheme } from '../scheme/scheme.ts'
import { byHousehold, type Cell, joinCells } from './cells.ts'
import { type Measures, measure } from './measure.ts'
import { type Robustness, robustnessOf } from './robustness.ts'
import { scoreTable } from './score-table.ts'
import { gravest, tierAt } from './tiers.ts'

/** A group of households with a name: a street, a kind of household. */
export type Group = { readonly id: string; readonly cells: readonly Cell[] }

/** Below this many households a group's figures are shown greyed; below `TOO_FEW` none are shown. */
export const FEW = 30
export const TOO_FEW = 10

/** One tier's share, and how many of it could still turn out graver. */
export type TierShare = {
  readonly tier: number
  readonly households: number
  readonly share: number
  readonly open: number
}

/** The measure of one group within the whole. */
export type GroupReport = Measures & {
  readonly id: string
  /** Its share of the population, and of M0. */
  readonly share: number
  readonly contribution: number
  readonly tiers: readonly TierShare[]
}

/** The measure of a population by a scheme. Main figures read unknown indicators as not deprived; `upper` as deprived. */
export type MeasureReport = {
  readonly whole: Measures
  readonly upper: Pick<Measures, 'H' | 'A' | 'M0'>
  /** Households of which it cannot be told whether they are poor. */
  readonly undetermined: number
  readonly tiers: readonly TierShare[]
  /** The tier that holds more than half of all: such a tier orders nobody's work. */
  readonly swallows: number | null
  /** Contributions by dimension, in the scheme's order. */
  readonly dimensions: readonly number[]
  readonly groups: readonly GroupReport[]
  readonly robustness: Robustness
}

/** Whether each household counts once, or with its persons. */
export type Counting = 'household' | 'person'

/** Measures a population given as groups of cells. */
export function reportOf(
  scheme: Scheme,
  given: readonly Group[],
  counting: Counting = 'household',
): MeasureReport {
  const groups = given.map(({ id, cells }) => ({
    id,
    cells: counting === 'household' ? byHousehold(cells) : cells,
  }))
  const { weights, k } = scheme
  const all = joinCells(groups.map(({ cells }) => cells))
  const whole = measure(all, weights, k)
  const upper = measure(all, weights, k, 'upper')
  const tiers = tiersOf(all, scheme)
  return {
    whole,
    upper: { H: upper.H, A: upper.A, M0: upper.M0 },
    undetermined: upper.poor - whole.poor,
    tiers,
    swallows: tiers.find(({ share }) => share > 0.5)?.tier ?? null,
    dimensions: scheme.dimensions.map(({ indicators }) =>
      indicators.reduce((sum, { bit }) => sum + (whole.contributions[bit] ?? 0), 0),
    ),
    groups: groups.map(({ id, cells }): GroupReport => {
      const own = measure(cells, weights, k)
      const share = whole.weight === 0 ? 0 : own.weight / whole.weight
      const contribution = whole.M0 === 0 ? 0 : (share * own.M0) / whole.M0
      return { ...own, id, share, contribution, tiers: tiersOf(cells, scheme) }
    }),
    robustness: robustnessOf(
      groups.map(({ cells }) => cells),
      scheme.parts,
      k,
      scheme.tiers,
    ),
  }
}

/** How many households each tier has, on what is certain. */
export function tiersOf(
  cells: readonly Cell[],
  { weights, tiers }: Pick<Scheme, 'weights' | 'tiers'>,
): TierShare[] {
  const score = scoreTable(weights)
  const counts = new Map(tiers.map(({ tier }) => [tier, { households: 0, open: 0 }]))
  let total = 0
  for (const { deprived, unknown, floor, units } of cells) {
    total += units
    const tier = gravest(tierAt(score(deprived), weights, tiers), floor)
    const count = counts.get(tier)
    if (!count) continue
    count.households += units
    if (unknown === 0) continue
    if (gravest(tierAt(score(deprived | unknown), weights, tiers), floor) !== tier) count.open += units
  }
  return [...counts].map(([tier, { households, open }]) => ({
    tier,
    households,
    open,
    share: total === 0 ? 0 : households / total,
  }))
}
