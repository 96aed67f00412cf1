import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashSeed, Rng, STREAMS } from './rng.ts'
import { draw, weighted } from './weighted.ts'

const rng = (seed: string, index = 0): Rng => Rng.for(hashSeed(seed), index, STREAMS.world)

test('a stream is fixed by its seed, household and purpose (known values: a change would change every file)', () => {
  const stream = rng('lastmile', 7)
  expect([stream.uint32(), stream.uint32(), stream.uint32()]).toMatchInlineSnapshot(`
    [
      3945870274,
      2442302987,
      1705239626,
    ]
  `)
  expect(rng('lastmile', 8).uint32()).not.toBe(rng('lastmile', 7).uint32())
  expect(Rng.for(1, 7, STREAMS.ids).uint32()).not.toBe(Rng.for(1, 7, STREAMS.names).uint32())
})

test('draws stay in their ranges', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: -50, max: 50 }), fc.nat(40), (seed, low, span) => {
      const stream = rng(seed)
      for (let i = 0; i < 50; i += 1) {
        const unit = stream.unit()
        const value = stream.between(low, low + span)
        const inRange =
          unit >= 0 &&
          unit < 1 &&
          Number.isInteger(value) &&
          value >= low &&
          value <= low + span &&
          stream.exponential(10) >= 0 &&
          Number.isFinite(stream.normal())
        expect(inRange).toBe(true)
      }
    }),
  )
})

test('moments are those of the distributions', () => {
  const stream = rng('moments')
  const n = 40_000
  let units = 0
  let normals = 0
  let squares = 0
  let waits = 0
  for (let i = 0; i < n; i += 1) {
    units += stream.unit()
    const value = stream.normal()
    normals += value
    squares += value * value
    waits += stream.exponential(7)
  }
  expect(units / n).toBeCloseTo(0.5, 1)
  expect(Math.abs(normals / n)).toBeLessThan(0.03)
  expect(Math.abs(squares / n - 1)).toBeLessThan(0.04)
  expect(Math.abs(waits / n - 7)).toBeLessThan(0.25)
})

test('weights are kept', () => {
  const table = weighted<string>([
    ['a', 1],
    ['b', 3],
    ['never', 0],
  ])
  const stream = rng('weights')
  let b = 0
  let never = 0
  for (let i = 0; i < 20_000; i += 1) {
    const value = draw(table, stream)
    b += Number(value === 'b')
    never += Number(value === 'never')
  }
  expect(never).toBe(0)
  expect(Math.abs(b / 20_000 - 0.75)).toBeLessThan(0.02)
  expect(() => weighted([['a', 0]])).toThrow(RangeError)
})
