import { deflateSync, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPng, writeIndexedPng } from './png.ts'

const WIDTH = 5
const CHANNELS = 3

/** A PNG of these rows, each told by the filter named beside it, as PNG 9.2 says. */
function filtered(rows: readonly (readonly number[])[], filters: readonly number[]): Buffer {
  const at = (y: number, x: number) => (x < 0 || y < 0 ? 0 : (rows[y]?.[x] ?? 0))
  const told = rows.flatMap((row, y) => [
    filters[y] ?? 0,
    ...row.map((value, x) => {
      const [left, up, corner] = [at(y, x - CHANNELS), at(y - 1, x), at(y - 1, x - CHANNELS)]
      const near = [left, up, corner].toSorted(
        (one, other) => Math.abs(left + up - corner - one) - Math.abs(left + up - corner - other),
      )
      const guesses = [0, left, up, Math.floor((left + up) / 2), near[0] ?? 0]
      return (value - (guesses[filters[y] ?? 0] ?? 0)) & 255
    }),
  ])
  const empty = writeIndexedPng(
    WIDTH,
    rows.length,
    Uint8Array.of(0, 0, 0),
    new Uint8Array(WIDTH * rows.length),
  )
  // The head says true colour; sums of chunks are not read.
  empty[25] = 2
  const data = deflateSync(Buffer.from(told))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([empty.subarray(0, 33), length, Buffer.from('IDAT'), data, Buffer.alloc(4)])
}

test('a picture is read whatever filters its rows have', () => {
  const row = fc.array(fc.nat(255), { minLength: WIDTH * CHANNELS, maxLength: WIDTH * CHANNELS })
  fc.assert(
    fc.property(fc.array(fc.tuple(row, fc.nat(4)), { minLength: 1, maxLength: 6 }), (told) => {
      const rows = told.map(([values]) => values)
      const picture = readPng(
        filtered(
          rows,
          told.map(([, filter]) => filter),
        ),
      )
      expect(picture).toEqual({ width: WIDTH, height: rows.length, rgb: Uint8Array.from(rows.flat()) })
    }),
  )
})

test('what is no picture of a browser is refused', () => {
  expect(() => readPng(Buffer.from('GIF89a, and some more than a head of bytes'))).toThrow('Not a PNG')
})

test('a picture of numbered colours is written with its rows as they are', () => {
  const file = writeIndexedPng(2, 2, Uint8Array.of(255, 0, 0, 0, 0, 255), Uint8Array.of(0, 1, 1, 0))
  expect(file.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]))
  const at = file.indexOf('IDAT')
  const data = file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4))
  expect([...inflateSync(data)]).toEqual([0, 0, 1, 0, 1, 0])
  const colours = file.indexOf('PLTE')
  expect([...file.subarray(colours + 4, colours + 10)]).toEqual([255, 0, 0, 0, 0, 255])
})
