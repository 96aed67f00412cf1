import { metresBetween, type Place } from './route.ts'

/** Places of a day drawn on a sheet: x to the east, y to the south, both within the sheet's margins. */
export interface Sketch {
  readonly points: readonly { readonly x: number; readonly y: number }[]
  /** Straight metres from each point to the next. */
  readonly legs: readonly number[]
  /** Metres that a hundred units of the sheet stand for. */
  readonly metresPerHundred: number
}

/**
 * Draws places, in their order, on a sheet of a size: true to scale, the north above. Within a street the earth is flat: degrees of
 * longitude shrink by the cosine of the latitude in the middle.
 */
export function sketchOf(
  places: readonly Place[],
  sheet: { readonly width: number; readonly height: number; readonly margin: number },
): Sketch {
  const legs = places.slice(1).map((place, at) => metresBetween(places[at] ?? place, place))
  const lats = places.map(({ lat }) => lat)
  const lngs = places.map(({ lng }) => lng)
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)]
  const middle = { lat: (south + north) / 2, lng: (west + east) / 2 }
  const metresX = metresBetween({ lat: middle.lat, lng: west }, { lat: middle.lat, lng: east })
  const metresY = metresBetween({ lat: south, lng: middle.lng }, { lat: north, lng: middle.lng })
  const room = { x: sheet.width - 2 * sheet.margin, y: sheet.height - 2 * sheet.margin }
  // Doors of one stairway lie on one point; a sheet of less than a hundred metres would draw the phone's own doubt.
  const metres = Math.max(metresX / room.x, metresY / room.y, 100 / Math.min(room.x, room.y))
  const share = (value: number, from: number, to: number) =>
    to === from ? 0.5 : (value - from) / (to - from)
  return {
    points: places.map(({ lat, lng }) => ({
      x: sheet.width / 2 + ((share(lng, west, east) - 0.5) * metresX) / metres,
      y: sheet.height / 2 - ((share(lat, south, north) - 0.5) * metresY) / metres,
    })),
    legs,
    metresPerHundred: metres * 100,
  }
}
