import { expect, it } from 'vitest'
import { wilson } from './signals.ts'

it('gives Wilson’s interval at 95 %', () => {
  // Newcombe 1998, Statistics in Medicine 17, table I, method 3: 81 of 263, and 0 of 20.
  expect(wilson(81, 263)?.lower).toBeCloseTo(0.2553, 4)
  expect(wilson(81, 263)?.upper).toBeCloseTo(0.3662, 4)
  expect(wilson(0, 20)?.lower).toBeCloseTo(0, 10)
  expect(wilson(0, 20)?.upper).toBeCloseTo(0.1611, 4)
  expect(wilson(0, 0)).toBeNull()
})
