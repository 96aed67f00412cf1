import { metresBetween, nearestNeighbour, ON_FOOT, planRoute, routeCost, type Stop } from '@lastmile/field'

type Placed = Stop & { readonly lat: number; readonly lng: number }

/** A generator that always draws the same numbers from 0 to 1 (mulberry32). */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const HOME = { lat: 31.15, lng: 121.11 }

/** A day of 6 to 14 doors within some two kilometres, of mixed tiers and due days. */
function someDay(next: () => number): Placed[] {
  return Array.from({ length: 6 + Math.floor(next() * 9) }, (_, at) => ({
    id: String(at),
    lat: HOME.lat + (next() - 0.5) * 0.036,
    lng: HOME.lng + (next() - 0.5) * 0.042,
    tier: 1 + Math.floor(next() * 4),
    dueIn: Math.floor(next() * 20) - 10,
  }))
}

function metresOf(order: readonly Placed[]): number {
  return order.reduce(
    (sum, stop, at) => sum + metresBetween(at === 0 ? HOME : (order[at - 1] ?? HOME), stop),
    0,
  )
}

/** Random days planned and walked from door to nearest door, summed up. */
export function compareRoutes(days: number) {
  const next = dice(20260701)
  const sums = { planned: 0, nearest: 0, plannedCost: 0, nearestCost: 0, short: 0, alike: 0 }
  for (let day = 0; day < days; day++) {
    const stops = someDay(next)
    const planned = planRoute(stops, HOME) as Placed[]
    const nearest = nearestNeighbour(stops, HOME)
    sums.planned += metresOf(planned)
    sums.nearest += metresOf(nearest)
    sums.plannedCost += routeCost(planned, HOME, ON_FOOT)
    sums.nearestCost += routeCost(nearest, HOME, ON_FOOT)
    // All as urgent as each other: what is left is the way.
    const level = stops.map((stop) => ({ ...stop, tier: null, dueIn: null }))
    sums.short += metresOf(planRoute(level, HOME) as Placed[])
    sums.alike += metresOf(nearestNeighbour(level, HOME))
  }
  return {
    way: sums.planned / sums.nearest,
    cost: sums.plannedCost / sums.nearestCost,
    wayWithoutUrgency: sums.short / sums.alike,
  }
}
