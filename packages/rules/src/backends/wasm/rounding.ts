import type { Rounding } from '../../language/tree.ts'
import { type Code, SIMD } from './code.ts'

/**
 * A quotient rounded by a mode, in vectors of doubles. The floor of a quotient of integers below 2^53 may be one off where it is very
 * large; the remainder tells, and puts it right before the mode is looked at. Divisors are positive.
 */
export function roundedDoubles(
  code: Code,
  tops: readonly number[],
  bottoms: readonly number[],
  mode: Rounding,
): number[] {
  return tops.map((top, at) => roundedPair(code, top, bottoms[at] ?? 0, mode))
}

function roundedPair(code: Code, n: number, d: number, mode: Rounding): number {
  const one = code.doubles(1).keep()
  const zero = code.doubles(0).keep()
  const rough = code.get(n).get(d).simd(SIMD.doublesDivide).simd(SIMD.doublesFloor).keep()
  const over = code.get(n).get(rough).get(d).simd(SIMD.doublesMultiply).simd(SIMD.doublesSubtract).keep()
  // One too high: the remainder is below zero. One too low: it reaches the divisor.
  const high = code.get(over).get(zero).simd(SIMD.doublesLess).keep()
  const lowered = code.get(rough).get(one).get(high).simd(SIMD.and).simd(SIMD.doublesSubtract).keep()
  const rest = code.get(over).get(d).get(high).simd(SIMD.and).simd(SIMD.doublesAdd).keep()
  const low = code.get(d).get(rest).simd(SIMD.doublesUpTo).keep()
  const floor = code.get(lowered).get(one).get(low).simd(SIMD.and).simd(SIMD.doublesAdd).keep()
  const remainder = code.get(rest).get(d).get(low).simd(SIMD.and).simd(SIMD.doublesSubtract).keep()
  if (mode === 'floor') return floor
  const negative = code.get(n).get(zero).simd(SIMD.doublesLess).keep()
  const more = code.get(zero).get(remainder).simd(SIMD.doublesLess).keep()
  const missing = code.get(d).get(remainder).simd(SIMD.doublesSubtract).keep()
  // Whether to go one up from the floor.
  code.get(floor).get(one)
  switch (mode) {
    case 'ceiling':
      code.get(more)
      break
    case 'down':
      code.get(more).get(negative).simd(SIMD.and)
      break
    case 'up':
      code.get(more).get(negative).simd(SIMD.andNot)
      break
    default: {
      code.get(missing).get(remainder).simd(SIMD.doublesLess)
      code.get(missing).get(remainder).simd(SIMD.doublesEqual)
      if (mode === 'half-up') code.get(negative).simd(SIMD.andNot)
      else if (mode === 'half-down') code.get(negative).simd(SIMD.and)
      else odd(code, floor, one)
      code.simd(SIMD.or)
    }
  }
  return code.simd(SIMD.and).simd(SIMD.doublesAdd).keep()
}

/** Leaves in the mask on the stack what is odd. */
function odd(code: Code, whole: number, one: number): void {
  code.get(whole)
  code.get(whole).doubles(0.5).simd(SIMD.doublesMultiply).simd(SIMD.doublesFloor)
  code.doubles(2).simd(SIMD.doublesMultiply).simd(SIMD.doublesSubtract)
  code.get(one).simd(SIMD.doublesEqual).simd(SIMD.and)
}
