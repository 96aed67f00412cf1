import type { Rounding } from '../../language/tree.ts'

/** FEEL's rounding functions; the law says which. `half up` is away from zero, `half down` towards it. */
export const ROUNDINGS: Readonly<Record<string, Rounding>> = {
  'round half up': 'half-up',
  'round half down': 'half-down',
  'round up': 'up',
  'round down': 'down',
  decimal: 'half-even',
  floor: 'floor',
  ceiling: 'ceiling',
}

/** Rounds numerator ÷ denominator (denominator > 0) to a whole number. Exact while both are exact integers. */
export function roundQuotient(numerator: number, denominator: number, mode: Rounding): number {
  const rest = numerator % denominator
  const towardsZero = (numerator - rest) / denominator
  if (rest === 0) return towardsZero
  const sign = rest < 0 ? -1 : 1
  // Twice the rest against the denominator, without doubling beyond the exact integers.
  const half = Math.sign(Math.abs(rest) - (denominator - Math.abs(rest)))
  switch (mode) {
    case 'up':
      return towardsZero + sign
    case 'down':
      return towardsZero
    case 'floor':
      return sign < 0 ? towardsZero - 1 : towardsZero
    case 'ceiling':
      return sign > 0 ? towardsZero + 1 : towardsZero
    case 'half-up':
      return half >= 0 ? towardsZero + sign : towardsZero
    case 'half-down':
      return half > 0 ? towardsZero + sign : towardsZero
    case 'half-even':
      return half > 0 || (half === 0 && towardsZero % 2 !== 0) ? towardsZero + sign : towardsZero
  }
}
