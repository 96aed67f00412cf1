import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  metresBetween,
  nearestNeighbour,
  ON_FOOT,
  type Place,
  planRoute,
  routeCost,
  type Stop,
} from './route.ts'

const HOME = { lat: 31.15, lng: 121.11 }
const stop = (id: string, north: number, east: number, more: Partial<Stop> = {}): Stop & Place => ({
  id,
  tier: null,
  dueIn: null,
  ...more,
  lat: HOME.lat + north / 1000,
  lng: HOME.lng + east / 1000,
})

const stops = fc.array(
  fc.record({
    north: fc.integer({ min: -30, max: 30 }),
    east: fc.integer({ min: -30, max: 30 }),
    tier: fc.option(fc.integer({ min: 1, max: 4 })),
    dueIn: fc.option(fc.integer({ min: -20, max: 20 })),
  }),
  { maxLength: 14 },
)

describe("today's route", () => {
  it('knows how far places are apart', () => {
    // One degree of latitude.
    expect(metresBetween({ lat: 31, lng: 121 }, { lat: 32, lng: 121 })).toBeCloseTo(111_195, -1)
  })

  it('goes along a street without turning back', () => {
    const line = [3, 1, 4, 2, 5].map((n) => stop(String(n), n, 0))
    expect(planRoute(line, HOME).map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5'])
  })

  it('goes to the gravest first where the way is the same', () => {
    const order = planRoute([stop('light', 1, 0, { tier: 4 }), stop('grave', -1, 0, { tier: 1 })], HOME)
    expect(order.map(({ id }) => id)).toEqual(['grave', 'light'])
  })

  it('keeps every family, once, and those without a place last', () => {
    fc.assert(
      fc.property(stops, fc.integer({ min: 0, max: 3 }), (some, lost) => {
        const all: Stop[] = [
          ...some.map(({ north, east, ...rest }, index) => stop(`s${index}`, north, east, rest)),
          ...Array.from({ length: lost }, (_, index) => ({
            id: `l${index}`,
            lat: null,
            lng: null,
            tier: 2,
            dueIn: 0,
          })),
        ]
        const order = planRoute(all, HOME)
        expect(order.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort())
        expect(order.slice(some.length).every(({ lat }) => lat === null)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('is never worse than from door to nearest door', () => {
    fc.assert(
      fc.property(stops, (some) => {
        const all = some.map(({ north, east, ...rest }, index) => stop(`s${index}`, north, east, rest))
        const planned = planRoute(all, HOME) as (Stop & Place)[]
        expect(routeCost(planned, HOME, ON_FOOT)).toBeLessThanOrEqual(
          routeCost(nearestNeighbour(all, HOME), HOME, ON_FOOT) + 1e-6,
        )
      }),
      { numRuns: 100 },
    )
  })
})
