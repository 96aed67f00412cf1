import type { Rng } from '../chance/rng.ts'

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** 2020-01-01T00:00:00Z: synthetic ids count milliseconds from here, one a household, so that they sort by household. */
const EPOCH = Date.UTC(2020, 0, 1)

/**
 * A deterministic id in the form of a UUIDv7 (RFC 9562 §5.7). The time field is the household's place in the stream, the
 * twelve bits after it the slot (0: the household, 1…: its members), the rest comes from the household's stream.
 */
export function syntheticId(household: number, slot: number, rng: Rng): string {
  const time = EPOCH + household
  const high = Math.floor(time / 0x1_0000)
  const low = time % 0x1_0000
  const first = rng.uint32()
  const second = rng.uint32()
  return (
    `${hex32(high)}-${hex16(low)}-7${hex16(slot & 0xfff).slice(1)}-` +
    `${hex16(0x8000 | (first & 0x3fff))}-${hex16(first >>> 16)}${hex32(second)}`
  )
}

function hex16(value: number): string {
  return (HEX[(value >>> 8) & 255] ?? '') + (HEX[value & 255] ?? '')
}

function hex32(value: number): string {
  return hex16(value >>> 16) + hex16(value & 0xffff)
}
