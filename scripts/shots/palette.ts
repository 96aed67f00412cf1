import type { Pixels } from './png.ts'

interface Colour {
  /** Red, green, blue. */
  readonly parts: readonly [number, number, number]
  readonly count: number
}

interface Palette {
  /** Red, green, blue of each colour. */
  readonly colours: Uint8Array
  /** The number of its colour for each pixel. */
  readonly indices: Uint8Array
}

/**
 * A picture in at most `most` colours (256 and fewer): all that it has when they are few, else the means of the boxes
 * of Heckbert's median cut (1982). Pages of text need few: their pictures are a third of the size so.
 */
export function paletteOf({ rgb }: Pixels, most = 256): Palette {
  const counts = new Map<number, number>()
  for (let at = 0; at < rgb.length; at += 3) {
    const key = keyAt(rgb, at)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const boxes = boxesOf(
    [...counts].map(([key, count]) => ({ parts: [key >> 16, (key >> 8) & 255, key & 255], count })),
    most,
  )
  const place = new Map<number, number>()
  boxes.forEach((box, index) => {
    for (const { parts } of box) place.set((parts[0] << 16) | (parts[1] << 8) | parts[2], index)
  })
  const indices = new Uint8Array(rgb.length / 3)
  for (let pixel = 0; pixel < indices.length; pixel++) indices[pixel] = place.get(keyAt(rgb, pixel * 3)) ?? 0
  return { colours: Uint8Array.from(boxes.flatMap(meanOf)), indices }
}

function keyAt(rgb: Uint8Array, at: number): number {
  return ((rgb[at] ?? 0) << 16) | ((rgb[at + 1] ?? 0) << 8) | (rgb[at + 2] ?? 0)
}

/** Cuts the box with most pixels times width in two, at the middle of its pixels along its widest part. */
function boxesOf(colours: readonly Colour[], most: number): readonly (readonly Colour[])[] {
  const boxes: (readonly Colour[])[] = [colours]
  while (boxes.length < most) {
    const measured = boxes.map((box, index) => ({ index, ...widest(box) }))
    const next = measured.reduce((best, one) => (one.weight > best.weight ? one : best))
    const box = boxes[next.index]
    if (box === undefined || next.weight === 0) break
    const sorted = box.toSorted((one, other) => one.parts[next.part] - other.parts[next.part])
    const half = sorted.reduce((sum, { count }) => sum + count, 0) / 2
    let passed = 0
    const middle = sorted.findIndex(({ count }) => {
      passed += count
      return passed >= half
    })
    const cut = Math.min(sorted.length - 1, Math.max(1, middle))
    boxes.splice(next.index, 1, sorted.slice(0, cut), sorted.slice(cut))
  }
  return boxes
}

function widest(box: readonly Colour[]): { readonly part: 0 | 1 | 2; readonly weight: number } {
  let best: { part: 0 | 1 | 2; weight: number } = { part: 0, weight: 0 }
  for (const part of [0, 1, 2] as const) {
    let [least, most, pixels] = [255, 0, 0]
    for (const { parts, count } of box) {
      least = Math.min(least, parts[part])
      most = Math.max(most, parts[part])
      pixels += count
    }
    if ((most - least) * pixels > best.weight) best = { part, weight: (most - least) * pixels }
  }
  return best
}

function meanOf(box: readonly Colour[]): number[] {
  const pixels = box.reduce((sum, { count }) => sum + count, 0)
  return [0, 1, 2].map((part) =>
    Math.round(box.reduce((sum, { parts, count }) => sum + (parts[part] ?? 0) * count, 0) / pixels),
  )
}
