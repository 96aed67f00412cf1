import { finite, Num, num } from '../decimal.ts'
import type { BinaryOperator } from '../parser/tree.ts'
import { addMonths, epochDay, NANOS_A_DAY } from '../temporal/civil.ts'
import { later, midnight, nanosOfDay, pointOf, pointOfTime, timeAt } from '../temporal/instant.ts'
import type { DaysTime, FeelDate, FeelDateTime, FeelTime, FeelValue, YearsMonths } from '../values.ts'
import { daysTime, isList, isNum, yearsMonths } from '../values.ts'

type Temporal = FeelDate | FeelTime | FeelDateTime | DaysTime | YearsMonths

function asTemporal(value: FeelValue): Temporal | null {
  if (value === null || typeof value !== 'object' || isList(value) || isNum(value)) return null
  switch (value.kind) {
    case 'date':
    case 'time':
    case 'date and time':
    case 'days and time duration':
    case 'years and months duration':
      return value
    default:
      return null
  }
}

/** A result of arithmetic (DMN 1.5, tables 45–50), or null where the standard has none. */
export function arithmetic(operator: BinaryOperator, a: FeelValue, b: FeelValue): FeelValue {
  if (isNum(a) && isNum(b)) return numbers(operator, a, b)
  if (typeof a === 'string' && typeof b === 'string') return operator === '+' ? a + b : null
  const [x, y] = [asTemporal(a), asTemporal(b)]
  if (operator === '+') {
    if (x && y) return isDuration(y) ? plus(x, y) : isDuration(x) ? plus(y, x) : null
    return null
  }
  if (operator === '-') return x && y ? minus(x, y) : null
  if (operator === '*') {
    if (x && isNum(b)) return scaled(x, (value) => value.times(b))
    if (y && isNum(a)) return scaled(y, (value) => value.times(a))
    return null
  }
  if (operator === '/') {
    if (x && isNum(b)) return b.isZero() ? null : scaled(x, (value) => value.dividedBy(b))
    if (x && y) return quotient(x, y)
  }
  return null
}

function numbers(operator: BinaryOperator, a: Num, b: Num): Num | null {
  switch (operator) {
    case '+':
      return finite(Num.add(a, b))
    case '-':
      return finite(Num.sub(a, b))
    case '*':
      return finite(Num.mul(a, b))
    case '/':
      return b.isZero() ? null : finite(Num.div(a, b))
    case '**':
      return finite(Num.pow(a, b))
  }
}

function isDuration(value: Temporal): value is DaysTime | YearsMonths {
  return value.kind === 'days and time duration' || value.kind === 'years and months duration'
}

function negated(value: DaysTime | YearsMonths): DaysTime | YearsMonths {
  return value.kind === 'days and time duration' ? daysTime(-value.nanos) : yearsMonths(-value.months)
}

export function negate(value: FeelValue): FeelValue {
  if (isNum(value)) return finite(value.negated())
  const temporal = asTemporal(value)
  return temporal && isDuration(temporal) ? negated(temporal) : null
}

function plus(to: Temporal, by: DaysTime | YearsMonths): FeelValue {
  if (by.kind === 'years and months duration') {
    if (to.kind === 'years and months duration') return yearsMonths(to.months + by.months)
    if (to.kind === 'date') return addMonths(to, by.months)
    if (to.kind !== 'date and time') return null
    const date = addMonths(to.date, by.months)
    return date && { kind: 'date and time', date, time: to.time }
  }
  switch (to.kind) {
    case 'days and time duration':
      return daysTime(to.nanos + by.nanos)
    case 'date': {
      const moved = later(midnight(to), by.nanos)
      return moved?.date ?? null
    }
    case 'date and time':
      return later(to, by.nanos)
    case 'time': {
      const nanos = (nanosOfDay(to) + by.nanos) % NANOS_A_DAY
      return timeAt(nanos < 0n ? nanos + NANOS_A_DAY : nanos, to.zone)
    }
    default:
      return null
  }
}

function minus(a: Temporal, b: Temporal): FeelValue {
  if (isDuration(b)) return plus(a, negated(b))
  if (a.kind === 'time' && b.kind === 'time') {
    const [x, y] = [pointOfTime(a), pointOfTime(b)]
    return x.zoned === y.zoned ? daysTime(x.nanos - y.nanos) : null
  }
  if (a.kind === 'date' && b.kind === 'date') return daysTime(BigInt(epochDay(a) - epochDay(b)) * NANOS_A_DAY)
  const [x, y] = [asDateTime(a), asDateTime(b)]
  if (!x || !y) return null
  const [from, to] = [pointOf(x), pointOf(y)]
  return from.zoned === to.zoned ? daysTime(from.nanos - to.nanos) : null
}

function asDateTime(value: Temporal): FeelDateTime | null {
  if (value.kind === 'date and time') return value
  return value.kind === 'date' ? midnight(value) : null
}

/** A duration times or over a number; what is finer than a month or a nanosecond is cut off. */
function scaled(value: Temporal, by: (value: Num) => Num): FeelValue {
  if (value.kind === 'years and months duration') {
    const months = by(num(value.months)).trunc().toNumber()
    return Number.isSafeInteger(months) ? yearsMonths(months) : null
  }
  if (value.kind !== 'days and time duration') return null
  const nanos = by(num(value.nanos)).trunc()
  return nanos.isFinite() && nanos.e < 40 ? daysTime(BigInt(nanos.toFixed())) : null
}

function quotient(a: Temporal, b: Temporal): FeelValue {
  if (a.kind === 'days and time duration' && b.kind === a.kind)
    return b.nanos === 0n ? null : finite(Num.div(num(a.nanos), num(b.nanos)))
  if (a.kind === 'years and months duration' && b.kind === a.kind)
    return b.months === 0 ? null : finite(Num.div(a.months, b.months))
  return null
}
