import { describe, expect, it } from 'vitest'
import { agreementOf } from './agreement.ts'
import { byHousehold, type Cell } from './cells.ts'
import { changeBetween } from './change.ts'
import { measure } from './measure.ts'
import { rankAgreement } from './ranks.ts'
import { equalWeights, weightsOf } from './weights.ts'

/** Households of one row each: deprivations as 0 and 1 in order, and persons. */
function cellsOf(rows: readonly (readonly [readonly number[], number])[]): Cell[] {
  return rows.map(([row, size]) => ({
    deprived: row.reduce((bits, one, place) => bits | (one << place), 0),
    unknown: 0,
    floor: 0,
    units: 1,
    weight: size,
    squares: size * size,
  }))
}
const third = { top: 1, bottom: 3 }

describe('the example of Alkire & Foster 2011', () => {
  const rows = [
    [0, 0, 0, 0],
    [0, 1, 0, 1],
    [1, 1, 1, 1],
    [0, 1, 0, 0],
  ]
  const cells = cellsOf(rows.map((row) => [row, 1]))

  it('gives H 1/2, A 3/4, M0 3/8 at k = 2/4', () => {
    const found = measure(cells, equalWeights(4), { top: 2, bottom: 4 })
    expect(found).toMatchObject({ H: 1 / 2, A: 3 / 4, M0: 3 / 8, poor: 2 })
    expect(found.raw).toEqual([1 / 4, 3 / 4, 1 / 4, 1 / 2])
    expect(found.censored).toEqual([1 / 4, 1 / 2, 1 / 4, 1 / 2])
    expect(found.contributions).toEqual([1 / 6, 1 / 3, 1 / 6, 1 / 3].map((one) => expect.closeTo(one, 12)))
  })

  it('gives H 3/4, A 7/12, M0 7/16 at k = 1/4', () => {
    const found = measure(cells, equalWeights(4), { top: 1, bottom: 4 })
    expect(found).toMatchObject({ H: 3 / 4, A: expect.closeTo(7 / 12, 12), M0: 7 / 16 })
  })
})

/** Four dimensions of the mandate; E1 E2 H1 H2 at an eighth each, D1 a quarter, F1 F2 an eighth each. */
const weights = weightsOf([
  { parts: 1, indicators: [1, 1] },
  { parts: 1, indicators: [1, 1] },
  { parts: 1, indicators: [1] },
  { parts: 1, indicators: [1, 1] },
])
const X: [number[], number][] = [
  [[1, 1, 1, 0, 0, 0, 0], 2],
  [[0, 0, 0, 0, 0, 0, 0], 4],
  [[1, 0, 1, 1, 1, 0, 1], 1],
]
const Y: [number[], number][] = [
  [[0, 1, 0, 0, 1, 0, 0], 3],
  [[0, 0, 0, 1, 0, 0, 0], 5],
  [[0, 0, 1, 0, 0, 1, 1], 1],
  [[1, 0, 0, 0, 1, 1, 0], 4],
  [[0, 0, 0, 0, 0, 0, 1], 2],
]

describe('two streets of eight households', () => {
  const cells = cellsOf([...X, ...Y])

  it('by household', () => {
    const found = measure(byHousehold(cells), weights, third)
    expect(found).toMatchObject({ units: 8, poor: 5, H: 5 / 8, A: expect.closeTo(19 / 40, 12) })
    expect(found.M0).toBeCloseTo(19 / 64, 12)
    expect(found.raw).toEqual([3, 2, 3, 2, 3, 2, 3].map((n) => n / 8))
    expect(found.censored).toEqual([3, 2, 3, 1, 3, 2, 2].map((n) => n / 8))
    expect(found.contributions).toEqual([3, 2, 3, 1, 6, 2, 2].map((n) => expect.closeTo(n / 19, 12)))
    expect(found.se).toEqual({
      M0: expect.closeTo(0.097220008, 8),
      H: expect.closeTo(0.182981264, 8),
      A: expect.closeTo(0.069693205, 8),
    })
    expect(found).toMatchObject({ severe: 2 / 8, vulnerable: 0 })
  })

  it('by person', () => {
    const found = measure(cells, weights, third)
    expect(found).toMatchObject({ weight: 22, H: 11 / 22 })
    expect(found.A).toBeCloseTo(5 / 11, 12)
    expect(found.M0).toBeCloseTo(5 / 22, 12)
    expect(found.censored).toEqual([7, 5, 4, 1, 8, 5, 2].map((n) => expect.closeTo(n / 22, 12)))
    expect(found.contributions).toEqual(
      [0.175, 0.125, 0.1, 0.025, 0.4, 0.125, 0.05].map((n) => expect.closeTo(n, 12)),
    )
    expect(found.se.M0).toBeCloseTo(0.098312004, 8)
    expect(found.se.H).toBeCloseTo(0.211811772, 8)
  })

  it('by street', () => {
    const [x, y] = [X, Y].map((rows) => measure(byHousehold(cellsOf(rows)), weights, third))
    expect(x).toMatchObject({ H: 2 / 3, A: expect.closeTo(9 / 16, 12), M0: expect.closeTo(3 / 8, 12) })
    expect(y).toMatchObject({ H: 3 / 5, A: expect.closeTo(5 / 12, 12), M0: expect.closeTo(1 / 4, 12) })
    const persons = [X, Y].map((rows) => measure(cellsOf(rows), weights, third))
    expect(persons[0]).toMatchObject({ A: expect.closeTo(1 / 2, 12), M0: expect.closeTo(3 / 14, 12) })
    expect(persons[1]).toMatchObject({ A: expect.closeTo(7 / 16, 12), M0: expect.closeTo(7 / 30, 12) })
  })

  it.each([
    [{ top: 1, bottom: 8 }, 9 / 11, 47 / 176],
    [{ top: 1, bottom: 4 }, 1 / 2, 5 / 22],
    [{ top: 3, bottom: 8 }, 1 / 2, 5 / 22],
    [{ top: 1, bottom: 2 }, 5 / 22, 1 / 8],
    [{ top: 3, bottom: 4 }, 1 / 22, 3 / 88],
    [{ top: 1, bottom: 1 }, 0, 0],
  ])('over other lines: k = %o', (k, H, M0) => {
    const found = measure(cells, weights, k)
    expect(found.H).toBeCloseTo(H, 12)
    expect(found.M0).toBeCloseTo(M0, 12)
    expect(found.A === null).toBe(H === 0)
  })

  it('changes from one wave to the next: incidence and intensity add up', () => {
    const later = structuredClone([...X, ...Y])
    if (later[0]) later[0][0][1] = 0
    if (later[5]) later[5][0][0] = 1
    const [before, after] = [measure(cells, weights, third), measure(cellsOf(later), weights, third)]
    expect(after.M0).toBeCloseTo(35 / 176, 12)
    const change = changeBetween(before, after)
    expect(change.M0).toBeCloseTo(-5 / 176, 12)
    expect(change.incidence).toBeCloseTo(-745 / 17424, 12)
    expect(change.intensity).toBeCloseTo(125 / 8712, 12)
  })

  it('leaves open what an unknown indicator could decide', () => {
    const with_ = (at: number, bit: number) =>
      cells.map((cell, place) =>
        place === at ? { ...cell, deprived: cell.deprived & ~(1 << bit), unknown: 1 << bit } : cell,
      )
    const open = (rows: Cell[]) =>
      measure(byHousehold(rows), weights, third, 'upper').poor -
      measure(byHousehold(rows), weights, third).poor
    expect([open(with_(4, 4)), open(with_(1, 4)), open(with_(2, 2))]).toEqual([1, 0, 0])
  })
})

it('three weights of a ninth reach a third, which binary fractions miss', () => {
  const ninths = weightsOf(Array.from({ length: 9 }, () => ({ parts: 1, indicators: [1] })))
  expect(measure(cellsOf([[[1, 1, 1, 0, 0, 0, 0, 0, 0], 1]]), ninths, third).poor).toBe(1)
})

it.each([
  ['China, rural', 0.028, 6.74, 42.1],
  ['India, rural', 0.25, 53.49, 46.7],
  ['Bangladesh, rural', 0.231, 48.21, 47.9],
  ['Ethiopia, rural', 0.637, 96.27, 66.2],
  ['South Sudan, urban', 0.459, 82.5, 55.7],
  ['India 2015-16', 0.118, 25.01, 47.13],
  ['Namibia 2015-16', 0.191, 43.3, 44],
])('a population with the published H and A of %s has the published M0', (_, M0, H, A) => {
  // 10,000 households, of which H are poor; thirty equal indicators make up an intensity of A.
  const poor = Math.round(H * 100)
  const thirtieths = equalWeights(30)
  const share = (A / 100) * 30
  const [low, high] = [Math.floor(share), Math.ceil(share)]
  const many = Math.round(poor * (share - low))
  const cell = (count: number, units: number): Cell => ({
    deprived: 2 ** count - 1,
    unknown: 0,
    floor: 0,
    units,
    weight: units,
    squares: units,
  })
  const cells = [cell(high, many), cell(low, poor - many), cell(0, 10_000 - poor)]
  const found = measure(cells, thirtieths, { top: 1, bottom: 3 })
  expect(found.A).toBeCloseTo(A / 100, 3)
  expect(Math.abs(found.M0 - M0)).toBeLessThanOrEqual(0.001)
})

it('ranks: Kendall’s τ-b with ties, and pairs that keep their order', () => {
  expect(rankAgreement([1, 2, 3, 4], [1, 2, 3, 4])).toEqual({ tau: 1, kept: 1 })
  expect(rankAgreement([1, 2, 3, 4], [4, 3, 2, 1])).toEqual({ tau: -1, kept: 0 })
  // One tie in b: 5 pairs agree of 6; τ-b = 5 / √(6 × 5).
  expect(rankAgreement([1, 2, 3, 4], [1, 2, 2, 4]).tau).toBeCloseTo(5 / Math.sqrt(30), 12)
  expect(rankAgreement([1, 1], [1, 2]).tau).toBeNull()
})

it('agreement: κ of a table worked by hand', () => {
  const found = agreementOf([
    { proposed: 1, decided: 1, count: 20 },
    { proposed: 1, decided: 2, count: 5 },
    { proposed: 2, decided: 1, count: 10 },
    { proposed: 2, decided: 2, count: 15 },
  ])
  // 0.7 agree; by chance 0.5 × 0.6 + 0.5 × 0.4 = 0.5; κ = 0.4.
  expect(found).toEqual({
    decided: 50,
    same: 0.7,
    kappa: expect.closeTo(0.4, 12),
    graver: 0.2,
    milder: 0.1,
  })
  expect(agreementOf([{ proposed: 1, decided: 1, count: 3 }])?.kappa).toBeNull()
  expect(agreementOf([])).toBeNull()
})
