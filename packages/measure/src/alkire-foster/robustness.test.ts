import fc from 'fast-check'
import { expect, it } from 'vitest'
import { plainly, plainRobustness } from '../../testing/plain-report.ts'
import { type Cell, joinCells } from './cells.ts'
import { measure } from './measure.ts'
import { robustnessOf } from './robustness.ts'
import { scoreTable } from './score-table.ts'
import { scoreOf, weightsOf } from './weights.ts'

const TIERS = [
  { tier: 1, atLeast: { top: 1, bottom: 2 } },
  { tier: 2, atLeast: { top: 1, bottom: 3 } },
  { tier: 3, atLeast: { top: 1, bottom: 5 } },
  { tier: 4, atLeast: { top: 0, bottom: 1 } },
]
/** As wide as a scheme may be: ten dimensions of three. */
const someParts = fc.array(
  fc.record({
    parts: fc.integer({ min: 1, max: 9 }),
    indicators: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 3, maxLength: 3 }),
  }),
  { minLength: 10, maxLength: 10 },
)
// Few patterns, so that several groups and floors share them.
const someBits = fc.constantFrom(0, 1, 0b111, 0x155555, 0x2aaaaaaa, 0x3fffffff, 1 << 29, 0x0f0f0f0f)
const someCells = fc.array(
  fc.record({ bits: someBits, open: someBits, floor: fc.integer({ min: 0, max: 3 }), size: fc.nat(5) }).map(
    ({ bits, open, floor, size }): Cell => ({
      deprived: bits & ~open,
      unknown: open,
      floor,
      units: size + 1,
      weight: (size + 1) * 3,
      squares: (size + 1) * 9,
    }),
  ),
  { minLength: 1, maxLength: 30 },
)
const someGroups = fc.array(someCells, { minLength: 1, maxLength: 6 })
const line = { top: 1, bottom: 3 }

it('robustness over patterns is that of every household under every choice anew', () => {
  fc.assert(
    fc.property(someGroups, someParts, (groups, parts) => {
      const close = (one: { H: number; M0: number }) => ({
        H: expect.closeTo(one.H, 12),
        M0: expect.closeTo(one.M0, 12),
      })
      const plain = plainRobustness(groups, parts, line, TIERS)
      expect(robustnessOf(groups, parts, line, TIERS)).toEqual({
        lines: plain.lines.map((one) => ({ ...one, ...close(one) })),
        weights: plain.weights.map((one) => ({ ...one, ...close(one) })),
        tiersKept: plain.tiersKept,
        ranks: plain.ranks,
      })
      const all = joinCells(groups)
      expect(measure(all, weightsOf(parts), line)).toMatchObject(
        close(plainly(groups.flat(), weightsOf(parts), line)),
      )
    }),
  )
})

it('equal cells are joined and nothing is lost', () => {
  fc.assert(
    fc.property(someGroups, (groups) => {
      const key = ({ deprived, unknown, floor }: Cell) => `${deprived} ${unknown} ${floor}`
      const sums = new Map<string, [number, number, number]>()
      for (const cell of groups.flat()) {
        const [units, weight, squares] = sums.get(key(cell)) ?? [0, 0, 0]
        sums.set(key(cell), [units + cell.units, weight + cell.weight, squares + cell.squares])
      }
      const joined = joinCells(groups)
      expect(joined).toHaveLength(sums.size)
      for (const cell of joined) expect([cell.units, cell.weight, cell.squares]).toEqual(sums.get(key(cell)))
    }),
  )
})

it('the table scores as bit by bit', () => {
  fc.assert(
    fc.property(someParts, fc.integer({ min: 0, max: 2 ** 30 - 1 }), (parts, bits) => {
      const weights = weightsOf(parts)
      expect(scoreTable(weights)(bits)).toBe(scoreOf(bits, weights))
    }),
  )
})
