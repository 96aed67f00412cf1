import { v7 } from 'uuid'

/** A new UUIDv7 (RFC 9562 §5.7): made in the application, so that a phone without signal can make final ids. */
export function newId(): string {
  return v7()
}

const RANDOM_BYTES = 16
const pool = new Uint8Array(RANDOM_BYTES * 256)
let taken = pool.length

/** Random bytes for one id, drawn from the system for many at once: a list of a million rows asks for ten million ids. */
function nextRandom(): Uint8Array {
  if (taken === pool.length) {
    crypto.getRandomValues(pool)
    taken = 0
  }
  taken += RANDOM_BYTES
  return pool.slice(taken - RANDOM_BYTES, taken)
}

/** A UUIDv7 for a given instant, for histories that are written with a passed-in clock. */
export function newIdAt(instant: Date): string {
  return v7({ msecs: instant.getTime(), random: nextRandom() })
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Whether a text is a lower-case UUID. */
export function isId(text: string): boolean {
  return UUID.test(text)
}
