import { Decimal } from 'decimal.js'
import { finite, Num } from '../decimal.ts'
import { ANY } from '../types/type.ts'
import type { DaysTime, FeelValue, YearsMonths } from '../values.ts'
import { daysTime, yearsMonths } from '../values.ts'
import {
  builtin,
  daysTimeDuration,
  form,
  number,
  optional,
  type Parameter,
  whole,
  yearsMonthsDuration,
} from './define.ts'

type Rounding = Decimal.Rounding

/** Scales that numbers have (DMN 1.5, table 73). */
const [LEAST_SCALE, MOST_SCALE] = [-6111, 6176]

function rounded(value: Num, scale: number, rounding: Rounding): Num | null {
  if (scale < LEAST_SCALE || scale > MOST_SCALE) return null
  if (scale >= 0) return finite(value.toDecimalPlaces(Math.min(scale, 7000), rounding))
  const unit = new Num(10).pow(-scale)
  return finite(value.dividedBy(unit).toDecimalPlaces(0, rounding).times(unit))
}

function rounding(name: string, how: Rounding) {
  return builtin(
    name,
    form([number('n'), whole('scale')], (_, n, scale) => rounded(n, scale, how)),
  )
}

function towards(name: string, how: Rounding) {
  return builtin(
    name,
    form([number('n'), optional(whole('scale'))], (_, n, scale) => rounded(n, scale ?? 0, how)),
  )
}

/** `abs` takes durations too (DMN 1.5, table 75). */
const duration = (name: string): Parameter<DaysTime | YearsMonths> => ({
  name,
  type: ANY,
  read: (value) => daysTimeDuration(name).read(value) ?? yearsMonthsDuration(name).read(value),
})

function magnitude(value: DaysTime | YearsMonths): FeelValue {
  if (value.kind === 'years and months duration') return yearsMonths(Math.abs(value.months))
  return daysTime(value.nanos < 0n ? -value.nanos : value.nanos)
}

/** Numeric functions (DMN 1.5, 10.3.4.6). */
export const NUMBERS = [
  rounding('decimal', Decimal.ROUND_HALF_EVEN),
  towards('floor', Decimal.ROUND_FLOOR),
  towards('ceiling', Decimal.ROUND_CEIL),
  rounding('round up', Decimal.ROUND_UP),
  rounding('round down', Decimal.ROUND_DOWN),
  rounding('round half up', Decimal.ROUND_HALF_UP),
  rounding('round half down', Decimal.ROUND_HALF_DOWN),
  builtin(
    'abs',
    form([number('n')], (_, n) => n.abs()),
    form([duration('n')], (_, n) => magnitude(n)),
  ),
  builtin(
    'modulo',
    form([number('dividend'), number('divisor')], (runtime, dividend, divisor) => {
      if (divisor.isZero()) return runtime.warn('modulo by zero')
      // The sign is the divisor's: dividend − divisor × floor(dividend ÷ divisor).
      const remainder = dividend.modulo(divisor)
      return remainder.isZero() || remainder.isNegative() === divisor.isNegative()
        ? finite(remainder)
        : finite(remainder.plus(divisor))
    }),
  ),
  builtin(
    'sqrt',
    form([number('number')], (runtime, n) =>
      n.isNegative() && !n.isZero() ? runtime.warn('no root of a negative number') : finite(n.sqrt()),
    ),
  ),
  builtin(
    'log',
    form([number('number')], (runtime, n) =>
      n.lessThanOrEqualTo(0) ? runtime.warn('no logarithm of zero or less') : finite(n.ln()),
    ),
  ),
  builtin(
    'exp',
    form([number('number')], (_, n) => finite(n.exp())),
  ),
  builtin(
    'odd',
    form([number('number')], (_, n) => (n.isInteger() ? !n.modulo(2).isZero() : null)),
  ),
  builtin(
    'even',
    form([number('number')], (_, n) => (n.isInteger() ? n.modulo(2).isZero() : null)),
  ),
] as const
