import { expect, test } from 'vitest'
import { keepsLimit, summarise } from './bench.ts'

test('a sample is its middle and its slow end', () => {
  const hundred = Array.from({ length: 100 }, (_, place) => 100 - place)
  expect(summarise(hundred)).toEqual({ median: 51, p95: 96, worst: 100 })
  expect(summarise([7])).toEqual({ median: 7, p95: 7, worst: 7 })
})

test('a promise is kept or broken; a figure that is none breaks it', () => {
  const row = { what: 'search', value: 60, unit: 'ms' }
  expect(keepsLimit(row)).toBe(true)
  expect(keepsLimit({ ...row, limit: { atMost: 60 } })).toBe(true)
  expect(keepsLimit({ ...row, limit: { atMost: 59.9 } })).toBe(false)
  expect(keepsLimit({ ...row, limit: { atLeast: 60 } })).toBe(true)
  expect(keepsLimit({ ...row, limit: { atLeast: 61 } })).toBe(false)
  expect(keepsLimit({ ...row, value: summarise([]).median })).toBe(false)
})
