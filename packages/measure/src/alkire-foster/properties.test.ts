import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bitsOf, someCells, someParts } from '../../testing/random-cells.ts'
import { joinCells } from './cells.ts'
import { measure } from './measure.ts'
import { gravestTierOf, tierOf } from './tiers.ts'
import { scoreOf, weightsOf } from './weights.ts'

const someLine = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .map(([a, b]) => ({ top: Math.min(a, b), bottom: Math.max(a, b) }))
const someWorld = (unknown: boolean) =>
  someParts.chain((parts) =>
    fc.record({ parts: fc.constant(parts), cells: someCells(bitsOf(parts), unknown), k: someLine }),
  )
const TIERS = [
  { tier: 1, atLeast: { top: 1, bottom: 2 } },
  { tier: 2, atLeast: { top: 1, bottom: 3 } },
  { tier: 3, atLeast: { top: 1, bottom: 5 } },
  { tier: 4, atLeast: { top: 0, bottom: 1 } },
]

it('M0 is H × A, the sum of weighted censored headcounts, and contributions add up to one', () => {
  fc.assert(
    fc.property(someWorld(true), ({ parts, cells, k }) => {
      const weights = weightsOf(parts)
      const found = measure(cells, weights, k)
      expect(found.M0).toBeCloseTo(found.H * (found.A ?? 0), 10)
      const summed = found.censored.reduce(
        (sum, one, j) => sum + one * ((weights.numerators[j] ?? 0) / weights.denominator),
        0,
      )
      expect(found.M0).toBeCloseTo(summed, 10)
      if (found.M0 > 0) expect(found.contributions.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10)
      for (const [j, one] of found.censored.entries())
        expect(one).toBeLessThanOrEqual((found.raw[j] ?? 0) + 1e-12)
    }),
  )
})

it('the whole is the weighted mean of its groups', () => {
  fc.assert(
    fc.property(someWorld(false), fc.nat(), ({ parts, cells, k }, cut) => {
      const weights = weightsOf(parts)
      const at = cut % (cells.length + 1)
      const groups = [cells.slice(0, at), cells.slice(at)].map((one) => measure(one, weights, k))
      const whole = measure(joinCells([cells]), weights, k)
      const mean = (of: 'H' | 'M0') =>
        groups.reduce((sum, one) => sum + (one.weight / whole.weight) * one[of], 0)
      expect(whole.H).toBeCloseTo(mean('H'), 10)
      expect(whole.M0).toBeCloseTo(mean('M0'), 10)
    }),
  )
})

it('the bounds hold every completion of what is unknown, and the ends are reached', () => {
  fc.assert(
    fc.property(someWorld(true), fc.nat(), ({ parts, cells, k }, seed) => {
      const weights = weightsOf(parts)
      const completed = cells.map((cell, place) => ({
        ...cell,
        deprived: cell.deprived | (cell.unknown & Math.imul(seed + place, 0x9e3779b1)),
        unknown: 0,
      }))
      const [low, mid, high] = [
        measure(cells, weights, k),
        measure(completed, weights, k),
        measure(cells, weights, k, 'upper'),
      ]
      for (const of of ['H', 'M0'] as const) {
        expect(mid[of]).toBeGreaterThanOrEqual(low[of] - 1e-12)
        expect(mid[of]).toBeLessThanOrEqual(high[of] + 1e-12)
      }
      completed.forEach((cell, place) => {
        const open = cells[place] ?? cell
        const tier = tierOf(cell, weights, TIERS)
        expect(tier).toBeLessThanOrEqual(tierOf(open, weights, TIERS))
        expect(tier).toBeGreaterThanOrEqual(gravestTierOf(open, weights, TIERS))
      })
    }),
  )
})

it('one more deprivation never lowers the score or the tier', () => {
  fc.assert(
    fc.property(someWorld(false), fc.nat(), ({ parts, cells }, bit) => {
      const weights = weightsOf(parts)
      for (const cell of cells) {
        const worse = { ...cell, deprived: cell.deprived | (1 << (bit % bitsOf(parts))) }
        expect(scoreOf(worse.deprived, weights)).toBeGreaterThanOrEqual(scoreOf(cell.deprived, weights))
        expect(tierOf(worse, weights, TIERS)).toBeLessThanOrEqual(tierOf(cell, weights, TIERS))
      }
    }),
  )
})
