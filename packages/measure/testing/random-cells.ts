import fc from 'fast-check'
import type { Cell } from '../src/alkire-foster/cells.ts'
import type { Parts } from '../src/alkire-foster/weights.ts'

/** Dimensions with at most 12 indicators in all. */
export const someParts: fc.Arbitrary<Parts[]> = fc.array(
  fc.record({
    parts: fc.integer({ min: 1, max: 9 }),
    indicators: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 4 },
)

export const bitsOf = (parts: readonly Parts[]) =>
  parts.reduce((count, { indicators }) => count + indicators.length, 0)

/** Cells over so many indicators; persons a household between 1 and 6. */
export function someCells(indicators: number, unknown: boolean): fc.Arbitrary<Cell[]> {
  const mask = fc.integer({ min: 0, max: 2 ** indicators - 1 })
  const cell = fc
    .record({
      deprived: mask,
      open: unknown ? mask : fc.constant(0),
      units: fc.integer({ min: 1, max: 50 }),
      size: fc.integer({ min: 1, max: 6 }),
    })
    .map(
      ({ deprived, open, units, size }): Cell => ({
        deprived: deprived & ~open,
        unknown: open,
        floor: 0,
        units,
        weight: units * size,
        squares: units * size * size,
      }),
    )
  return fc.array(cell, { minLength: 1, maxLength: 12 })
}
