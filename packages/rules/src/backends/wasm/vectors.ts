import type { Storage } from '../../columns/index.ts'
import type { Ref } from '../dataflow/index.ts'
import { type Code, SIMD } from './code.ts'

/**
 * How sixteen values of a node are held: a truth as a byte mask, small numbers as bytes, numbers of 32 bits as four vectors, others as
 * eight vectors of doubles.
 */
export type Form = 'mask' | Storage

/** How many vectors a form takes. */
export const VECTORS = { mask: 1, u8: 1, i32: 4, f64: 8 } as const

const LIMIT = 2147483646
const fits = (node: Ref) => node.low >= -LIMIT && node.high <= LIMIT
const isByte = (node: Ref) => node.low >= 0 && node.high <= 254

const forms = new WeakMap<Ref, Form>()

/** The narrowest form in which a node is worked out; a number of the text takes any that it fits. */
export function formOf(node: Ref): Form {
  // Parts are shared: without memory the time would double with each level.
  const known = forms.get(node)
  if (known) return known
  const form = narrowest(node)
  forms.set(node, form)
  return form
}

function narrowest(node: Ref): Form {
  if (node.truth) return 'mask'
  switch (node.op) {
    case 'number':
      return isByte(node) ? 'u8' : fits(node) ? 'i32' : 'f64'
    case 'load':
      return node.source?.storage ?? 'f64'
    case 'size':
    case 'count':
      return 'i32'
    case 'round':
      return 'f64'
    case 'select': {
      const parts = node.args.slice(1).map(formOf)
      return parts.includes('f64') ? 'f64' : parts.includes('i32') ? 'i32' : 'u8'
    }
    default:
      return fits(node) && node.args.every((arg) => formOf(arg) !== 'f64') ? 'i32' : 'f64'
  }
}

const HIGH_HALF = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15]
const EVEN_INTS = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27]
const LOW_HALVES = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]

/** Turns vectors of one form into those of another. Values are local numbers of `code`. */
export class Conversions {
  private readonly code: Code

  constructor(code: Code) {
    this.code = code
  }

  /** Bytes to four vectors of 32 bits. */
  widen(byte: number, isSigned: boolean): number[] {
    const { code } = this
    const halves = (
      isSigned ? [SIMD.shortsLow, SIMD.shortsHigh] : [SIMD.shortsLowUnsigned, SIMD.shortsHighUnsigned]
    ).map((half) => code.get(byte).simd(half).keep())
    const parts = isSigned ? [SIMD.intsLow, SIMD.intsHigh] : [SIMD.intsLowUnsigned, SIMD.intsHighUnsigned]
    return halves.flatMap((half) => parts.map((part) => code.get(half).simd(part).keep()))
  }

  /** Masks of 32 bits to masks of 64. */
  widenMask(ints: readonly number[]): number[] {
    return ints.flatMap((int) =>
      [SIMD.longsLow, SIMD.longsHigh].map((half) => this.code.get(int).simd(half).keep()),
    )
  }

  /** Numbers of 32 bits to doubles. */
  doubles(ints: readonly number[]): number[] {
    const { code } = this
    return ints.flatMap((int) => [
      code.get(int).simd(SIMD.doublesFromInts).keep(),
      code.get(int).get(int).shuffle(HIGH_HALF).simd(SIMD.doublesFromInts).keep(),
    ])
  }

  /** Doubles to numbers of 32 bits, cut at their ends. */
  ints(doubles: readonly number[]): number[] {
    const { code } = this
    return pairs(doubles).map(([low, high]) => {
      code.get(low).simd(SIMD.intsFromDoubles).get(high).simd(SIMD.intsFromDoubles)
      return code.shuffle(LOW_HALVES).keep()
    })
  }

  /** Four masks of 32 bits, or numbers known to fit, to one of bytes. */
  bytes(ints: readonly number[], isSigned: boolean): number {
    const { code } = this
    for (const [low, high] of pairs(ints)) code.get(low).get(high).simd(SIMD.shortsFromInts)
    return code.simd(isSigned ? SIMD.bytesFromShorts : SIMD.bytesFromShortsUnsigned).keep()
  }

  /** Eight masks of 64 bits to four of 32. */
  halveMask(longs: readonly number[]): number[] {
    return pairs(longs).map(([low, high]) => this.code.get(low).get(high).shuffle(EVEN_INTS).keep())
  }
}

function pairs(list: readonly number[]): [number, number][] {
  return list.flatMap((low, at): [number, number][] => (at % 2 === 0 ? [[low, list[at + 1] ?? low]] : []))
}
