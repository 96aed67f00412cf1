import type {
  DateNode,
  NumberNode,
  QuantityNode,
  Rounding,
  TruthNode,
  WordNode,
} from '../../language/tree.ts'
import { completedYears, shiftDay } from '../../mechanisms/calendar/days.ts'
import type { Frame, Row, Value } from '../frame.ts'

/** An exact fraction of big integers; the denominator is positive. */
export type Fraction = { readonly n: bigint; readonly d: bigint }
/** All values that a number may have: one, or (for counts) the least and the greatest; null is unknown. */
type Span = { readonly low: Fraction; readonly high: Fraction } | null

/**
 * The slow evaluator that the others are compared with: big integers, fractions, every part worked out before any is looked at.
 * It shares the checked tree with them and nothing else but the calendar.
 */
export function reference(figures: ReadonlyMap<string, number | null>) {
  const truth = (node: TruthNode, frame: Frame): boolean | null => {
    switch (node.kind) {
      case 'truth':
        return node.value
      case 'fact':
        return fact(node, frame) as boolean | null
      case 'named':
        return truth(node.body, frame)
      case 'choice':
        return chosen(
          truth(node.test, frame),
          truth(node.then, frame),
          truth(node.otherwise, frame),
          (a, b) => a === b,
        )
      case 'not': {
        const of = truth(node.of, frame)
        return of === null ? null : !of
      }
      case 'all':
        return every(node.of.map((part) => truth(part, frame)))
      case 'any':
        return some(node.of.map((part) => truth(part, frame)))
      case 'compare':
        return compared(node.op, quantity(node.left, frame), quantity(node.right, frame))
      case 'word-in': {
        const of = word(node.of, frame)
        return of === null ? null : node.words.includes(of)
      }
      case 'number-in': {
        const of = span(node.of, frame)
        return some(node.numbers.map((number) => compared('=', of, span(number, frame))))
      }
      case 'some':
        return some(
          each(node.depth, frame, (inner) =>
            every([node.filter ? truth(node.filter, inner) : true, truth(node.test, inner)]),
          ),
        )
      case 'every':
        return every(
          each(node.depth, frame, (inner) => {
            const belongs = node.filter ? truth(node.filter, inner) : true
            return some([belongs === null ? null : !belongs, truth(node.test, inner)])
          }),
        )
    }
  }

  const span = (node: NumberNode, frame: Frame): Span => {
    if (node.kind === 'named') return span(node.body, frame)
    if (node.kind === 'count') {
      const places = each(node.depth, frame, (inner) => (node.filter ? truth(node.filter, inner) : true))
      return {
        low: whole(places.filter((place) => place === true).length),
        high: whole(places.filter((place) => place !== false).length),
      }
    }
    const value = exact(node, frame)
    return value === null ? null : { low: value, high: value }
  }

  const exact = (node: NumberNode, frame: Frame): Fraction | null => {
    switch (node.kind) {
      case 'number':
        return scaled(node.value, node.shape.scale)
      case 'fact':
        return scaled(fact(node, frame) as number | null, node.shape.scale)
      case 'figure':
        return scaled(figures.get(node.name) ?? null, node.shape.scale)
      case 'named':
      case 'count': {
        const range = span(node, frame)
        return range && equal(range.low, range.high) ? range.low : null
      }
      case 'choice':
        return chosen(truth(node.test, frame), exact(node.then, frame), exact(node.otherwise, frame), equal)
      case 'add':
      case 'subtract':
      case 'multiply':
      case 'divide': {
        const [a, b] = [exact(node.left, frame), exact(node.right, frame)]
        if (a === null || b === null) return null
        if (node.kind === 'add') return fraction(a.n * b.d + b.n * a.d, a.d * b.d)
        if (node.kind === 'subtract') return fraction(a.n * b.d - b.n * a.d, a.d * b.d)
        if (node.kind === 'multiply') return fraction(a.n * b.n, a.d * b.d)
        return b.n === 0n ? null : fraction(a.n * b.d, a.d * b.n)
      }
      case 'least':
      case 'greatest': {
        const all = node.of.map((part) => exact(part, frame))
        const known = all.filter((part) => part !== null)
        if (known.length < all.length) return null
        return known.reduce((a, b) => (below(a, b) === (node.kind === 'least') ? a : b))
      }
      case 'round': {
        const of = exact(node.of, frame)
        if (of === null) return null
        const power = 10n ** BigInt(node.digits)
        return fraction(roundFraction(fraction(of.n * power, of.d), node.mode), power)
      }
      case 'sum': {
        const parts = each(node.depth, frame, (inner) => {
          const belongs = node.filter ? truth(node.filter, inner) : true
          return belongs === null ? null : belongs ? exact(node.of, inner) : whole(0)
        })
        return parts.reduce<Fraction | null>(
          (a, b) => (a === null || b === null ? null : fraction(a.n * b.d + b.n * a.d, a.d * b.d)),
          whole(0),
        )
      }
      case 'age': {
        const [birth, on] = [day(node.birth, frame), day(node.on, frame)]
        return birth === null || on === null ? null : whole(completedYears(birth, on))
      }
    }
  }

  const day = (node: DateNode, frame: Frame): number | null => {
    switch (node.kind) {
      case 'day':
        return node.value
      case 'today':
        return frame.today
      case 'fact':
        return fact(node, frame) as number | null
      case 'named':
        return day(node.body, frame)
      case 'choice':
        return chosen(
          truth(node.test, frame),
          day(node.then, frame),
          day(node.otherwise, frame),
          (a, b) => a === b,
        )
      case 'shift': {
        const of = day(node.of, frame)
        return of === null ? null : shiftDay(of, node.months, node.days)
      }
    }
  }

  const word = (node: WordNode, frame: Frame): string | null => {
    switch (node.kind) {
      case 'word':
        return node.value
      case 'fact':
        return fact(node, frame) as string | null
      case 'named':
        return word(node.body, frame)
      case 'choice':
        return chosen(
          truth(node.test, frame),
          word(node.then, frame),
          word(node.otherwise, frame),
          (a, b) => a === b,
        )
    }
  }

  const quantity = (node: QuantityNode, frame: Frame): Span => {
    if (node.type === 'number') return span(node, frame)
    const value = day(node, frame)
    return value === null ? null : { low: whole(value), high: whole(value) }
  }

  return { truth, exact }
}

function each<T>(depth: number, frame: Frame, work: (inner: Frame) => T): T[] {
  return frame.members.map((member) => {
    const locals: Row[] = frame.locals.slice(0, depth)
    locals[depth] = member
    return work({ ...frame, locals })
  })
}

function fact(
  node: { fact: { name: string }; subject: 'household' | 'person' | number },
  frame: Frame,
): Value {
  const row =
    node.subject === 'household'
      ? frame.household
      : node.subject === 'person'
        ? frame.person
        : frame.locals[node.subject]
  return row?.[node.fact.name] ?? null
}

function chosen<T>(
  test: boolean | null,
  then: T | null,
  otherwise: T | null,
  same: (a: T, b: T) => boolean,
): T | null {
  if (test !== null) return test ? then : otherwise
  return then !== null && otherwise !== null && same(then, otherwise) ? then : null
}

function every(values: readonly (boolean | null)[]): boolean | null {
  return values.includes(false) ? false : values.includes(null) ? null : true
}

function some(values: readonly (boolean | null)[]): boolean | null {
  return values.includes(true) ? true : values.includes(null) ? null : false
}

function compared(op: string, a: Span, b: Span): boolean | null {
  if (a === null || b === null) return null
  // Every pair of extreme values must agree; equality must also be a single value on both sides.
  const verdicts = new Set<boolean>()
  for (const x of [a.low, a.high]) for (const y of [b.low, b.high]) verdicts.add(holds(op, x, y))
  const inside =
    !below(a.high, b.low) && !below(b.high, a.low) && !(equal(a.low, a.high) && equal(b.low, b.high))
  if ((op === '=' || op === '!=') && inside) return null
  return verdicts.size === 1 ? [...verdicts][0] === true : null
}

function holds(op: string, x: Fraction, y: Fraction): boolean {
  if (op === '<') return below(x, y)
  if (op === '<=') return !below(y, x)
  if (op === '>') return below(y, x)
  if (op === '>=') return !below(x, y)
  return equal(x, y) === (op === '=')
}

function below(a: Fraction, b: Fraction): boolean {
  return a.n * b.d < b.n * a.d
}

function equal(a: Fraction, b: Fraction): boolean {
  return a.n * b.d === b.n * a.d
}

function whole(value: number): Fraction {
  return { n: BigInt(value), d: 1n }
}

function scaled(value: number | null, scale: number): Fraction | null {
  return value === null ? null : { n: BigInt(value), d: 10n ** BigInt(scale) }
}

function fraction(n: bigint, d: bigint): Fraction {
  return d < 0n ? { n: -n, d: -d } : { n, d }
}

function roundFraction({ n, d }: Fraction, mode: Rounding): bigint {
  const floor = n >= 0n ? n / d : -((-n + d - 1n) / d)
  const rest = n - floor * d
  if (rest === 0n) return floor
  const up = floor + 1n
  const away = n > 0n ? up : floor
  const towards = n > 0n ? floor : up
  const twice = 2n * rest
  if (mode === 'floor') return floor
  if (mode === 'ceiling') return up
  if (mode === 'up') return away
  if (mode === 'down') return towards
  if (twice !== d) return twice > d ? up : floor
  if (mode === 'half-up') return away
  if (mode === 'half-down') return towards
  return floor % 2n === 0n ? floor : up
}
