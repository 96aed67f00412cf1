import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paletteOf } from './palette.ts'
import type { Pixels } from './png.ts'

const WIDTH = 6

const pixels = (colours: number): fc.Arbitrary<Pixels> =>
  fc
    .array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), { minLength: 1, maxLength: colours })
    .chain((palette) =>
      fc.array(fc.nat(palette.length - 1), { minLength: WIDTH, maxLength: 8 * WIDTH }).map((chosen) => {
        const height = Math.floor(chosen.length / WIDTH)
        return {
          width: WIDTH,
          height,
          rgb: Uint8Array.from(
            chosen.slice(0, WIDTH * height).flatMap((index) => palette[index] ?? [0, 0, 0]),
          ),
        }
      }),
    )

const shown = ({ colours, indices }: ReturnType<typeof paletteOf>) =>
  Uint8Array.from([...indices].flatMap((index) => [...colours.subarray(index * 3, index * 3 + 3)]))

test('a picture of few colours keeps each of them', () => {
  fc.assert(
    fc.property(pixels(20), (picture) => {
      expect(shown(paletteOf(picture, 32))).toEqual(picture.rgb)
    }),
  )
})

test('a picture of many colours has as many as were asked for, none of them strange to it', () => {
  fc.assert(
    fc.property(pixels(30), fc.integer({ min: 1, max: 8 }), (picture, most) => {
      const palette = paletteOf(picture, most)
      expect(palette.colours.length / 3).toBeLessThanOrEqual(most)
      for (let part = 0; part < 3; part++) {
        const of = (bytes: Uint8Array) => [...bytes].filter((_, at) => at % 3 === part)
        expect(Math.min(...of(palette.colours))).toBeGreaterThanOrEqual(Math.min(...of(picture.rgb)))
        expect(Math.max(...of(palette.colours))).toBeLessThanOrEqual(Math.max(...of(picture.rgb)))
      }
    }),
  )
})
