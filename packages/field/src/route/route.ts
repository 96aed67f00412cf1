/** One visit of the day. Coordinates are degrees (WGS 84), null where nobody knows the place. */
export interface Stop {
  readonly id: string
  readonly lat: number | null
  readonly lng: number | null
  /** 1 the gravest to 4; null: none yet. */
  readonly tier: number | null
  /** Days until it is due; negative: overdue; null: no day was agreed on. */
  readonly dueIn: number | null
}

export interface Place {
  readonly lat: number
  readonly lng: number
}

type Placed = Stop & Place

/** Metres between two places, straight (haversine, mean earth radius 6,371 km). */
export function metresBetween(a: Place, b: Place): number {
  const rad = Math.PI / 180
  const dLat = (b.lat - a.lat) * rad
  const dLng = (b.lng - a.lng) * rad
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLng / 2) ** 2
  return 2 * 6_371_000 * Math.asin(Math.sqrt(h))
}

/** How the way is gone. */
export interface Pace {
  /** Metres a minute along streets; the straight line is taken as this much shorter. */
  readonly metresPerMinute: number
  readonly detour: number
  /** Minutes at a door. */
  readonly visitMinutes: number
}

/** On foot or by bicycle between doors, half an hour at each. */
export const ON_FOOT: Pace = { metresPerMinute: 80, detour: 1.3, visitMinutes: 30 }

/** What a minute of waiting costs a family, relative to one of tier 4 without a date. */
function weight({ tier, dueIn }: Stop): number {
  const byTier = [8, 4, 2, 1][(tier ?? 4) - 1] ?? 1
  const byDay = dueIn === null || dueIn > 1 ? 1 : dueIn >= 0 ? 2 : 3 + Math.min(-dueIn, 14) / 7
  return byTier * byDay
}

/**
 * The cost of an order: the minutes on the way, and for each family the minutes until its turn by its weight (a
 * travelling repairman with weights). Weights are scaled to one on average, so that both parts count.
 */
export function routeCost(order: readonly (Stop & Place)[], start: Place | null, pace: Pace): number {
  const mean = order.reduce((sum, stop) => sum + weight(stop), 0) / Math.max(1, order.length)
  let at = start ?? order[0]
  let now = 0
  let cost = 0
  for (const stop of order) {
    const way = at ? (metresBetween(at, stop) * pace.detour) / pace.metresPerMinute : 0
    now += way
    cost += way + ((weight(stop) / mean) * now) / order.length
    now += pace.visitMinutes
    at = stop
  }
  return cost
}

/** From door to nearest door: what people do without help, and what the bench compares with. */
export function nearestNeighbour(stops: readonly (Stop & Place)[], start: Place | null): (Stop & Place)[] {
  const left = [...stops]
  const order: (Stop & Place)[] = []
  let at: Place | null = start
  while (left.length > 0) {
    const from = at
    let best = 0
    if (from)
      for (let index = 1; index < left.length; index++)
        if (metresBetween(from, left[index] as Placed) < metresBetween(from, left[best] as Placed))
          best = index
    const [next] = left.splice(best, 1)
    if (next) order.push(next)
    at = next ?? at
  }
  return order
}

/** Swaps of ends and moves of one stop, as long as one of them makes the order better. */
function improve(first: readonly Placed[], start: Place | null, pace: Pace): Placed[] {
  let best = [...first]
  let cost = routeCost(best, start, pace)
  const tryIt = (candidate: Placed[]): boolean => {
    const found = routeCost(candidate, start, pace)
    if (found >= cost - 1e-9) return false
    best = candidate
    cost = found
    return true
  }
  for (let better = true; better; ) {
    better = false
    for (let i = 0; i < best.length; i++) {
      for (let j = 0; j < best.length; j++) {
        if (i === j) continue
        const moved = best.toSpliced(i, 1)
        moved.splice(j, 0, best[i] as Placed)
        if (tryIt(moved)) better = true
        if (j > i + 1) {
          const turned = [...best.slice(0, i), ...best.slice(i, j + 1).reverse(), ...best.slice(j + 1)]
          if (tryIt(turned)) better = true
        }
      }
    }
  }
  return best
}

const isPlaced = (stop: Stop): stop is Placed => stop.lat !== null && stop.lng !== null

/**
 * Orders the visits of a day by how grave and how due they are and by the way between them. Begins from two orders, by
 * weight and by nearness, improves both and takes the better: never worse than from door to nearest door. Families
 * whose place nobody knows come last, the gravest first. Meant for a day's visits: some 60 at most.
 */
export function planRoute(stops: readonly Stop[], start: Place | null, pace: Pace = ON_FOOT): Stop[] {
  const placed = stops.filter(isPlaced)
  const unplaced = stops.filter((stop) => !isPlaced(stop)).sort((a, b) => weight(b) - weight(a))
  const firsts = [nearestNeighbour(placed, start), [...placed].sort((a, b) => weight(b) - weight(a))]
  const orders = firsts.map((first) => improve(first, start, pace))
  orders.sort((a, b) => routeCost(a, start, pace) - routeCost(b, start, pace))
  return [...(orders[0] ?? []), ...unplaced]
}
