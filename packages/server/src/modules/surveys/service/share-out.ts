import { metresBetween, type Place } from '@lastmile/field'

/** A household to be visited, and where it lives. */
export interface Door {
  readonly id: string
  readonly spot: Place | null
}

function middleOf(spots: readonly Place[]): Place {
  const sum = spots.reduce((all, { lat, lng }) => ({ lat: all.lat + lat, lng: all.lng + lng }), {
    lat: 0,
    lng: 0,
  })
  return { lat: sum.lat / spots.length, lng: sum.lng / spots.length }
}

/**
 * Doors in the order in which a hand sweeps around their middle, begun at the widest gap: neighbours stand beside each
 * other, so that a run of them is one side of the place.
 */
function sweep(doors: readonly (Door & { readonly spot: Place })[]): Door[] {
  const middle = middleOf(doors.map(({ spot }) => spot))
  const shrink = Math.cos((middle.lat * Math.PI) / 180)
  const around = doors
    .map((door) => ({
      door,
      angle: Math.atan2(door.spot.lat - middle.lat, (door.spot.lng - middle.lng) * shrink),
    }))
    .sort((a, b) => a.angle - b.angle || a.door.id.localeCompare(b.door.id))
  const gapBefore = (at: number) => {
    const before = around.at(at - 1)?.angle ?? 0
    const here = around[at]?.angle ?? 0
    return at === 0 ? here - before + 2 * Math.PI : here - before
  }
  let start = 0
  for (let at = 1; at < around.length; at += 1) if (gapBefore(at) > gapBefore(start)) start = at
  return [...around.slice(start), ...around.slice(0, start)].map(({ door }) => door)
}

/** How many of `doors` each gets, so that the least work grows first; `load` is changed. */
function quotas(doors: number, people: readonly string[], load: Map<string, number>): Map<string, number> {
  const shares = new Map(people.map((id) => [id, 0]))
  for (let at = 0; at < doors; at += 1) {
    const least = people.reduce((best, id) => ((load.get(id) ?? 0) < (load.get(best) ?? 0) ? id : best))
    load.set(least, (load.get(least) ?? 0) + 1)
    shares.set(least, (shares.get(least) ?? 0) + 1)
  }
  return shares
}

/**
 * Shares doors out among people: the work is even, what each had before counted in, and each gets one side of the place
 * where places are known (the sweep of Gillett and Miller). Doors without a place fill up what is left. `load` is changed.
 */
export function shareOut(
  doors: readonly Door[],
  people: readonly string[],
  load: Map<string, number>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (people.length === 0) return found
  const shares = quotas(doors.length, people, load)
  const placed = doors.filter((door): door is Door & { readonly spot: Place } => door.spot !== null)
  const order = [...(placed.length > 0 ? sweep(placed) : []), ...doors.filter(({ spot }) => spot === null)]
  let at = 0
  for (const [id, share] of shares) {
    for (const door of order.slice(at, at + share)) found.set(door.id, id)
    at += share
  }
  return found
}

/** Metres on average between somebody's doors and the middle of them; null where fewer than two places are known. */
export function spreadOf(spots: readonly (Place | null)[]): number | null {
  const known = spots.filter((spot): spot is Place => spot !== null)
  if (known.length < 2) return null
  const middle = middleOf(known)
  return Math.round(known.reduce((sum, spot) => sum + metresBetween(spot, middle), 0) / known.length)
}
