import { Decimal } from 'decimal.js'

/**
 * FEEL numbers are IEEE 754-2008 decimal128 values: 34 digits, rounded half even (DMN 1.5, 10.3.2.3.1).
 * The lower limit is that of the subnormal numbers.
 */
export const Num = Decimal.clone({
  precision: 34,
  rounding: Decimal.ROUND_HALF_EVEN,
  minE: -6176,
  maxE: 6144,
  toExpNeg: -9e15,
  toExpPos: 9e15,
  defaults: true,
})
Num.set({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN, minE: -6176, maxE: 6144 })

export type Num = Decimal

/** A number rounded to 34 digits. Text must be a plain decimal, as FEEL writes it. */
export function num(value: string | number | bigint | Decimal): Num {
  return new Num(typeof value === 'bigint' ? value.toString() : value).plus(0)
}

/** The number, or null where decimal128 has none (not finite, or beyond its exponents). */
export function finite(value: Decimal): Num | null {
  if (!value.isFinite()) return null
  return value.isZero() ? ZERO : value
}

export const ZERO = new Num(0)

/** Plain digits without exponent and without zeros at the end: `1.1`, `-0.00002`, `100`. */
export function plain(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed()
}

/** The whole number nearest to zero, or null when it is no safe integer. */
export function wholeNumber(value: Decimal): number | null {
  const whole = value.trunc().toNumber()
  return Number.isSafeInteger(whole) ? whole : null
}
