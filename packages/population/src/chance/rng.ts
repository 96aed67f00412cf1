/**
 * The generator's own randomness: sfc32 (Doty-Humphrey's PractRand), 128 bits of state, seeded per household and
 * purpose, so that a household does not depend on how many came before it and a purpose not on another's draws.
 */
export type Seed = string | number

/** Purposes that draw independently of each other within one household. */
export const STREAMS = {
  world: 1,
  names: 2,
  ids: 3,
  record: 4,
  duplicate: 5,
  place: 6,
  assistance: 7,
  /** What people did about it: drawn by whoever tells stories of casework. */
  story: 8,
  /** Where on the map a household lives: apart, so that everything else is drawn as before. */
  spot: 9,
} as const
export type Stream = (typeof STREAMS)[keyof typeof STREAMS]

/** A 32-bit hash of a seed (FNV-1a over its text, then the murmur3 finaliser). */
export function hashSeed(seed: Seed): number {
  const text = String(seed)
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mix(hash)
}

function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

export class Rng {
  private a: number
  private b: number
  private c: number
  private counter: number
  private spareNormal: number | null = null

  /** @param words three 32-bit words that name the stream. */
  constructor(words: readonly [number, number, number]) {
    this.a = words[0] | 0
    this.b = words[1] | 0
    this.c = words[2] | 0
    this.counter = 1
    for (let i = 0; i < 12; i += 1) this.uint32()
  }

  /** The stream of one household for one purpose; `attempt` tells redraws of the same household apart. */
  static for(seedHash: number, household: number, stream: Stream, attempt = 0): Rng {
    const high = Math.floor(household / 0x1_0000_0000)
    return new Rng([mix(seedHash ^ Math.imul(stream, 0x9e3779b1)), household, mix(attempt + high * 0x51ed27)])
  }

  /** A uniform integer in [0, 2^32). */
  uint32(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** A uniform number in [0, 1). */
  unit(): number {
    return this.uint32() / 0x1_0000_0000
  }

  /** A uniform integer in [low, high], both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.unit() < probability
  }

  pick<T>(list: readonly T[]): T {
    const value = list[Math.floor(this.unit() * list.length)]
    if (value === undefined) throw new RangeError('cannot pick from an empty list')
    return value
  }

  /** A standard normal number (Box–Muller; the second one is kept). */
  normal(): number {
    if (this.spareNormal !== null) {
      const spare = this.spareNormal
      this.spareNormal = null
      return spare
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.unit()))
    const angle = 2 * Math.PI * this.unit()
    this.spareNormal = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }

  /** Log-normal with the given median; `sigma` is the standard deviation of the logarithm. */
  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal())
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.unit())
  }
}
