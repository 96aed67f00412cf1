import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { metresBetween } from './route.ts'
import { sketchOf } from './sketch.ts'

const SHEET = { width: 320, height: 240, margin: 20 }

describe('a sketch of the day', () => {
  it('keeps every place on the sheet and the distances true to scale', () => {
    const place = fc.record({
      lat: fc.double({ min: 31.1, max: 31.2, noNaN: true }),
      lng: fc.double({ min: 121, max: 121.2, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 30 }), (places) => {
        const { points, legs, metresPerHundred } = sketchOf(places, SHEET)
        for (const { x, y } of points) {
          expect(x).toBeGreaterThanOrEqual(SHEET.margin - 1e-6)
          expect(x).toBeLessThanOrEqual(SHEET.width - SHEET.margin + 1e-6)
          expect(y).toBeGreaterThanOrEqual(SHEET.margin - 1e-6)
          expect(y).toBeLessThanOrEqual(SHEET.height - SHEET.margin + 1e-6)
        }
        legs.forEach((metres, at) => {
          const [a, b] = [points[at], points[at + 1]]
          if (!a || !b) throw new Error('a point is missing')
          const drawn = (Math.hypot(a.x - b.x, a.y - b.y) * metresPerHundred) / 100
          // The cosine of the latitude changes by a thousandth within a district.
          expect(Math.abs(drawn - metres)).toBeLessThanOrEqual(metres * 0.002 + 0.01)
        })
      }),
    )
  })

  it('puts the north above and the east to the right', () => {
    const { points } = sketchOf(
      [
        { lat: 31.1, lng: 121.1 },
        { lat: 31.11, lng: 121.12 },
      ],
      SHEET,
    )
    expect(points[1]?.x).toBeGreaterThan(points[0]?.x ?? 0)
    expect(points[1]?.y).toBeLessThan(points[0]?.y ?? 0)
    expect(metresBetween({ lat: 31.1, lng: 121.1 }, { lat: 31.11, lng: 121.12 })).toBeGreaterThan(2000)
  })
})
