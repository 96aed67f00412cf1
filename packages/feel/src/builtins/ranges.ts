import { compare, equal } from '../evaluate/compare.ts'
import { isWithin } from '../evaluate/ranges.ts'
import type { FeelRange, FeelValue } from '../values.ts'
import { any, builtin, form, type Parameter, range } from './define.ts'

/** A point: a value that ranges are made of. */
const point = (name: string): Parameter<FeelValue> => ({
  ...any(name),
  read: (value) => (compare(value, value) === 0 ? value : undefined),
})

type Order = number | null

const starts = (a: FeelRange, b: FeelRange): Order => compare(a.start, b.start)
const ends = (a: FeelRange, b: FeelRange): Order => compare(a.end, b.end)

/** A condition over orders; null where two endpoints have none. */
function when(orders: readonly Order[], holds: (orders: readonly number[]) => boolean): boolean | null {
  return orders.includes(null) ? null : holds(orders.filter((order) => order !== null))
}

/** Whether one range ends before the other begins; `touching` says whether a shared endpoint that one leaves out counts. */
function before(a: FeelRange, b: FeelRange): boolean | null {
  return when(
    [compare(a.end, b.start)],
    ([order = 0]) => order < 0 || (order === 0 && !(a.endIncluded && b.startIncluded)),
  )
}

function meets(a: FeelRange, b: FeelRange): boolean | null {
  return when([compare(a.end, b.start)], ([order]) => order === 0 && a.endIncluded && b.startIncluded)
}

function overlaps(a: FeelRange, b: FeelRange): boolean | null {
  const [first, second] = [before(a, b), before(b, a)]
  if (first === true || second === true) return false
  return first === null || second === null ? null : true
}

/** The first begins earlier and ends within the second. */
function overlapsBefore(a: FeelRange, b: FeelRange): boolean | null {
  return when([starts(a, b), ends(a, b), compare(a.end, b.start)], ([start = 0, end = 0, touch = 0]) => {
    const earlier = start < 0 || (start === 0 && a.startIncluded && !b.startIncluded)
    const reaches = touch > 0 || (touch === 0 && a.endIncluded && b.startIncluded)
    const within = end < 0 || (end === 0 && (!a.endIncluded || b.endIncluded))
    return earlier && reaches && within
  })
}

function finishes(a: FeelRange, b: FeelRange): boolean | null {
  return when(
    [starts(a, b), ends(a, b)],
    ([start = 0, end]) =>
      end === 0 &&
      a.endIncluded === b.endIncluded &&
      (start > 0 || (start === 0 && (!a.startIncluded || b.startIncluded))),
  )
}

function begins(a: FeelRange, b: FeelRange): boolean | null {
  return when(
    [starts(a, b), ends(a, b)],
    ([start, end = 0]) =>
      start === 0 &&
      a.startIncluded === b.startIncluded &&
      (end < 0 || (end === 0 && (!a.endIncluded || b.endIncluded))),
  )
}

function includes(a: FeelRange, b: FeelRange): boolean | null {
  return when([starts(a, b), ends(a, b)], ([start = 0, end = 0]) => {
    const left = start < 0 || (start === 0 && (a.startIncluded || !b.startIncluded))
    const right = end > 0 || (end === 0 && (a.endIncluded || !b.endIncluded))
    return left && right
  })
}

function coincides(a: FeelRange, b: FeelRange): boolean | null {
  // Equality needs no order: two ranges that leave the same end open coincide.
  const same = [equal(a.start, b.start), equal(a.end, b.end)]
  if (same.includes(null)) return null
  return !same.includes(false) && a.startIncluded === b.startIncluded && a.endIncluded === b.endIncluded
}

function pointBefore(value: FeelValue, of: FeelRange): boolean | null {
  return when([compare(value, of.start)], ([order = 0]) => order < 0 || (order === 0 && !of.startIncluded))
}

function pointAfter(value: FeelValue, of: FeelRange): boolean | null {
  return when([compare(value, of.end)], ([order = 0]) => order > 0 || (order === 0 && !of.endIncluded))
}

function between(name: string, apply: (a: FeelRange, b: FeelRange) => boolean | null) {
  return form(
    [range('range1'), range('range2')],
    (runtime, a, b) => apply(a, b) ?? runtime.warn(`${name}() of ranges without a common order`),
  )
}

function pointAndRange(name: string, apply: (point: FeelValue, of: FeelRange) => boolean | null) {
  return form(
    [point('point'), range('range')],
    (runtime, value, of) => apply(value, of) ?? runtime.warn(`${name}() of values without a common order`),
  )
}

function rangeAndPoint(name: string, apply: (of: FeelRange, point: FeelValue) => boolean | null) {
  return form(
    [range('range'), point('point')],
    (runtime, of, value) => apply(of, value) ?? runtime.warn(`${name}() of values without a common order`),
  )
}

function points(name: string, apply: (order: number) => boolean) {
  return form(
    [point('point1'), point('point2')],
    (runtime, a, b) =>
      when([compare(a, b)], ([order = 0]) => apply(order)) ??
      runtime.warn(`${name}() of values without a common order`),
  )
}

/** Functions of intervals (DMN 1.5, 10.3.4.9, after Allen). */
export const RANGES = [
  builtin(
    'before',
    points('before', (order) => order < 0),
    pointAndRange('before', pointBefore),
    rangeAndPoint('before', (of, value) => pointAfter(value, of)),
    between('before', before),
  ),
  builtin(
    'after',
    points('after', (order) => order > 0),
    pointAndRange('after', pointAfter),
    rangeAndPoint('after', (of, value) => pointBefore(value, of)),
    between('after', (a, b) => before(b, a)),
  ),
  builtin('meets', between('meets', meets)),
  builtin(
    'met by',
    between('met by', (a, b) => meets(b, a)),
  ),
  builtin('overlaps', between('overlaps', overlaps)),
  builtin('overlaps before', between('overlaps before', overlapsBefore)),
  builtin(
    'overlaps after',
    between('overlaps after', (a, b) => overlapsBefore(b, a)),
  ),
  builtin(
    'finishes',
    pointAndRange('finishes', (value, of) =>
      when([compare(value, of.end)], ([order]) => order === 0 && of.endIncluded),
    ),
    between('finishes', finishes),
  ),
  builtin(
    'finished by',
    rangeAndPoint('finished by', (of, value) =>
      when([compare(value, of.end)], ([order]) => order === 0 && of.endIncluded),
    ),
    between('finished by', (a, b) => finishes(b, a)),
  ),
  builtin(
    'includes',
    rangeAndPoint('includes', (of, value) => isWithin(value, of)),
    between('includes', includes),
  ),
  builtin(
    'during',
    pointAndRange('during', isWithin),
    between('during', (a, b) => includes(b, a)),
  ),
  builtin(
    'starts',
    pointAndRange('starts', (value, of) =>
      when([compare(value, of.start)], ([order]) => order === 0 && of.startIncluded),
    ),
    between('starts', begins),
  ),
  builtin(
    'started by',
    rangeAndPoint('started by', (of, value) =>
      when([compare(value, of.start)], ([order]) => order === 0 && of.startIncluded),
    ),
    between('started by', (a, b) => begins(b, a)),
  ),
  builtin(
    'coincides',
    points('coincides', (order) => order === 0),
    between('coincides', coincides),
  ),
] as const
