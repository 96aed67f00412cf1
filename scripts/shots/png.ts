import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** A picture in memory: rows of red, green, blue, a byte each. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
const TRUE_COLOUR = 2
const INDEXED = 3
const TRUE_COLOUR_AND_ALPHA = 6

/** Reads what a browser's screenshot is: eight bits a channel, not interlaced. Alpha is dropped. PNG, third edition. */
export function readPng(file: Uint8Array): Pixels {
  const bytes = Buffer.from(file)
  const head = bytes.subarray(16, 29)
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)]
  const [depth, colour, , , interlaced] = head.subarray(8)
  const channels = colour === TRUE_COLOUR ? 3 : colour === TRUE_COLOUR_AND_ALPHA ? 4 : 0
  if (!bytes.subarray(0, 8).equals(SIGNATURE) || depth !== 8 || channels === 0 || interlaced !== 0)
    throw new Error('Not a PNG as a browser makes it.')
  const data: Buffer[] = []
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const rows = withoutFilters(inflateSync(Buffer.concat(data)), width * channels, height, channels)
  const rgb = new Uint8Array(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let part = 0; part < 3; part++) rgb[pixel * 3 + part] = rows[pixel * channels + part] ?? 0
  return { width, height, rgb }
}

/** Undoes what each row was told as: its difference from the left, the upper, or both. PNG, 9.2. */
function withoutFilters(told: Buffer, stride: number, height: number, channels: number): Uint8Array {
  const rows = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = told[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const left = x < channels ? 0 : (rows[y * stride + x - channels] ?? 0)
      const up = y === 0 ? 0 : (rows[(y - 1) * stride + x] ?? 0)
      const corner = x < channels || y === 0 ? 0 : (rows[(y - 1) * stride + x - channels] ?? 0)
      const guess =
        filter === 1
          ? left
          : filter === 2
            ? up
            : filter === 3
              ? (left + up) >> 1
              : filter === 4
                ? nearest(left, up, corner)
                : 0
      rows[y * stride + x] = ((told[y * (stride + 1) + 1 + x] ?? 0) + guess) & 255
    }
  }
  return rows
}

function nearest(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner
}

/** Writes a picture whose pixels are numbers of colours. `colours`: red, green, blue of up to 256 of them. */
export function writeIndexedPng(
  width: number,
  height: number,
  colours: Uint8Array,
  indices: Uint8Array,
): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 8
  head[9] = INDEXED
  // Each row begins with its filter; none suits numbers of colours best.
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(colours)),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const around = Buffer.alloc(8)
  around.writeUInt32BE(data.length, 0)
  around.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)])
}
