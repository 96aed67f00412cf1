import type { Cell } from './cells.ts'
import { type Fraction, reaches } from './fraction.ts'
import { scoreTable } from './score-table.ts'
import { gravest, type TierLine, tierAt } from './tiers.ts'
import type { Weights } from './weights.ts'

/** A population by what households are certainly deprived of: made once, then asked by many weights and lines. */
export type Patterns = {
  /** H and M0 of all, and M0 of each group. */
  measured(weights: Weights, line: Fraction): { H: number; M0: number; byGroup: number[] }
  /** The certain tier of each place: a pattern with a tier that an override asks for. */
  tiers(weights: Weights, tiers: readonly TierLine[]): Uint8Array
  /** Share of households at the places that are marked with 1. */
  shareOf(marked: Uint8Array): number
}

/** More than a scheme has tiers. */
const MOST_TIERS = 64

/** Whole numbers in the order in which they first came. */
class Places {
  readonly values: number[] = []
  private readonly known = new Map<number, number>()

  of(value: number): number {
    const known = this.known.get(value)
    if (known !== undefined) return known
    const place = this.values.push(value) - 1
    this.known.set(value, place)
    return place
  }
}

/** Finds the patterns of some groups of cells. */
export function patternsOf(groups: readonly (readonly Cell[])[]): Patterns {
  const patterns = new Places()
  const places = new Places()
  const units: number[] = []
  const sums = groups.map((cells) => {
    const ids = new Int32Array(cells.length)
    const weights = new Float64Array(cells.length)
    cells.forEach(({ deprived, floor, weight, units: count }, at) => {
      const pattern = patterns.of(deprived)
      const place = places.of(pattern * MOST_TIERS + floor)
      ids[at] = pattern
      weights[at] = weight
      units[place] = (units[place] ?? 0) + count
    })
    return { ids, weights, total: weights.reduce((sum, one) => sum + one, 0) }
  })
  const weight = sums.reduce((sum, { total }) => sum + total, 0)
  const households = units.reduce((sum, one) => sum + one, 0)
  const bits = patterns.values

  return {
    measured: (weights, line) => {
      const { denominator } = weights
      const score = scoreTable(weights)
      const depth = new Float64Array(bits.length)
      const poor = new Uint8Array(bits.length)
      bits.forEach((one, pattern) => {
        const own = score(one)
        if (!reaches(own, denominator, line)) return
        poor[pattern] = 1
        depth[pattern] = own
      })
      let [poorWeight, all] = [0, 0]
      const byGroup = sums.map(({ ids, weights: own, total }) => {
        let sum = 0
        for (let at = 0; at < ids.length; at++) {
          const pattern = ids[at] ?? 0
          const count = own[at] ?? 0
          sum += (count * (depth[pattern] ?? 0)) / denominator
          poorWeight += count * (poor[pattern] ?? 0)
        }
        all += sum
        return total === 0 ? 0 : sum / total
      })
      return { H: weight === 0 ? 0 : poorWeight / weight, M0: weight === 0 ? 0 : all / weight, byGroup }
    },
    tiers: (weights, tiers) => {
      const score = scoreTable(weights)
      const byScore = Uint8Array.from(bits, (one) => tierAt(score(one), weights, tiers))
      return Uint8Array.from(places.values, (place) =>
        gravest(byScore[Math.floor(place / MOST_TIERS)] ?? 0, place % MOST_TIERS),
      )
    },
    shareOf: (marked) => {
      const counted = units.reduce((sum, one, place) => sum + (marked[place] === 1 ? one : 0), 0)
      return households === 0 ? 1 : counted / households
    },
  }
}
