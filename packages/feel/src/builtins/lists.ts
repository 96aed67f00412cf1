import { finite, type Num, num, wholeNumber } from '../decimal.ts'
import { compare, equal } from '../evaluate/compare.ts'
import type { Runtime } from '../runtime.ts'
import type { FeelFunction, FeelList, FeelValue } from '../values.ts'
import { isList, isNum } from '../values.ts'
import {
  any,
  builtin,
  byPlace,
  type Form,
  form,
  func,
  list,
  nullable,
  number,
  optional,
  rest,
  whole,
} from './define.ts'

/** A function over a list that may also be given its items one by one. */
function overItems(apply: (runtime: Runtime, items: FeelList) => FeelValue): readonly Form[] {
  return [
    form([list('list')], apply),
    byPlace(
      form([any('first'), any('second'), rest(any('items'))], (runtime, first, second, items) =>
        apply(runtime, [first, second, ...items]),
      ),
    ),
  ]
}

function allNumbers(items: FeelList): readonly Num[] | null {
  return items.every(isNum) ? items.filter(isNum) : null
}

/** A figure of numbers; null for none, or where one item is no number. */
function figure(name: string, apply: (numbers: readonly Num[]) => FeelValue) {
  return builtin(
    name,
    ...overItems((runtime, items) => {
      const numbers = allNumbers(items)
      if (numbers === null) return runtime.warn(`${name}() takes numbers`)
      return numbers.length === 0 ? runtime.warn(`${name}() of nothing`) : apply(numbers)
    }),
  )
}

const sum = (numbers: readonly Num[]): Num => numbers.reduce((total, one) => total.plus(one), num(0))
const mean = (numbers: readonly Num[]): Num => sum(numbers).dividedBy(numbers.length)
const ascending = (numbers: readonly Num[]): Num[] => [...numbers].sort((a, b) => a.comparedTo(b))

function median(numbers: readonly Num[]): FeelValue {
  const sorted = ascending(numbers)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]]
  return low && high ? finite(low.plus(high).dividedBy(2)) : null
}

function mode(numbers: readonly Num[]): FeelValue {
  const counts = new Map<string, { value: Num; count: number }>()
  for (const value of numbers) {
    const entry = counts.get(value.toFixed()) ?? { value, count: 0 }
    entry.count++
    counts.set(value.toFixed(), entry)
  }
  const most = Math.max(...[...counts.values()].map(({ count }) => count))
  return ascending([...counts.values()].filter(({ count }) => count === most).map(({ value }) => value))
}

/** The standard deviation of a sample. */
function stddev(numbers: readonly Num[]): FeelValue {
  if (numbers.length < 2) return null
  const middle = mean(numbers)
  const squares = sum(numbers.map((one) => one.minus(middle).pow(2)))
  return finite(squares.dividedBy(numbers.length - 1).sqrt())
}

function extreme(name: string, sign: 1 | -1) {
  return builtin(
    name,
    ...overItems((runtime, items) => {
      let best: FeelValue = items[0] ?? null
      for (const item of items) {
        const order = compare(item, best)
        if (order === null) return runtime.warn(`${name}() takes values that have an order`)
        if (order * sign > 0) best = item
      }
      return best
    }),
  )
}

/** `all` and `any`: three-valued; `deciding` settles it at once. */
function quantifier(name: string, deciding: boolean) {
  return builtin(
    name,
    ...overItems((runtime, items) => {
      if (items.includes(deciding)) return deciding
      if (items.every((item) => item === !deciding)) return !deciding
      return runtime.warn(`${name}() of values that are unknown or no booleans`)
    }),
  )
}

/** Zero-based place from a one-based one (negative: from the end), or null outside of a list of that length. */
function placeIn(length: number, place: number): number | null {
  if (place === 0 || Math.abs(place) > length) return null
  return place > 0 ? place - 1 : length + place
}

function distinct(items: FeelList): FeelValue[] {
  const kept: FeelValue[] = []
  for (const item of items) if (!kept.some((one) => equal(one, item) === true)) kept.push(item)
  return kept
}

function flatten(items: FeelList): FeelValue[] {
  return items.flatMap((item) => (isList(item) ? flatten(item) : [item]))
}

function sorted(runtime: Runtime, items: FeelList, precedes: FeelFunction): FeelValue {
  let broken = false
  const before = (a: FeelValue, b: FeelValue): boolean => {
    const answer = precedes.call(runtime, { positional: [a, b] })
    if (typeof answer !== 'boolean') broken = true
    return answer === true
  }
  const result = mergeSort(items, before)
  return broken ? runtime.warn('sort() needs a function that says true or false') : result
}

/** Stable: what neither precedes keeps its order. */
function mergeSort(items: FeelList, before: (a: FeelValue, b: FeelValue) => boolean): FeelList {
  if (items.length < 2) return items
  const middle = Math.floor(items.length / 2)
  const [left, right] = [mergeSort(items.slice(0, middle), before), mergeSort(items.slice(middle), before)]
  const merged: FeelValue[] = []
  let [i, j] = [0, 0]
  while (i < left.length && j < right.length) {
    if (before(right[j] ?? null, left[i] ?? null)) merged.push(right[j++] ?? null)
    else merged.push(left[i++] ?? null)
  }
  return [...merged, ...left.slice(i), ...right.slice(j)]
}

function replaced(runtime: Runtime, items: FeelList, match: FeelFunction, value: FeelValue): FeelValue {
  const hits = items.map((item) => match.call(runtime, { positional: [item, value] }))
  if (hits.some((hit) => typeof hit !== 'boolean')) return runtime.warn('match needs to say true or false')
  return items.map((item, i) => (hits[i] === true ? value : item))
}

/** List functions (DMN 1.5, 10.3.4.4) and sort (10.3.4.11). */
export const LISTS = [
  builtin(
    'list contains',
    form([list('list'), any('element')], (_, items, element) =>
      items.some((item) => equal(item, element) === true),
    ),
  ),
  builtin(
    'count',
    form([list('list')], (_, items) => num(items.length)),
  ),
  extreme('min', -1),
  extreme('max', 1),
  figure('sum', (numbers) => finite(sum(numbers))),
  figure('product', (numbers) => finite(numbers.reduce((all, one) => all.times(one), num(1)))),
  figure('mean', (numbers) => finite(mean(numbers))),
  figure('median', median),
  figure('stddev', stddev),
  builtin(
    'mode',
    ...overItems((runtime, items) => {
      const numbers = allNumbers(items)
      if (numbers === null) return runtime.warn('mode() takes numbers')
      return numbers.length === 0 ? [] : mode(numbers)
    }),
  ),
  quantifier('all', false),
  quantifier('any', true),
  builtin(
    'sublist',
    form(
      [list('list'), whole('start position'), optional(whole('length'))],
      (runtime, items, start, length) => {
        const place = placeIn(items.length, start)
        if (place === null) return runtime.warn('the start lies outside the list')
        if (length === null) return items.slice(place)
        if (length < 1 || place + length > items.length) return runtime.warn('the list is not that long')
        return items.slice(place, place + length)
      },
    ),
  ),
  builtin(
    'append',
    form([list('list'), rest(any('item'))], (_, items, more) => [...items, ...more]),
  ),
  builtin(
    'concatenate',
    form([rest(list('list'))], (_, lists) => lists.flat()),
  ),
  builtin(
    'insert before',
    form([list('list'), whole('position'), any('newItem')], (runtime, items, position, item) => {
      const place = placeIn(items.length, position)
      if (place === null) return runtime.warn('the position lies outside the list')
      return [...items.slice(0, place), item, ...items.slice(place)]
    }),
  ),
  builtin(
    'remove',
    form([list('list'), whole('position')], (runtime, items, position) => {
      const place = placeIn(items.length, position)
      if (place === null) return runtime.warn('the position lies outside the list')
      return items.filter((_, i) => i !== place)
    }),
  ),
  builtin(
    'list replace',
    form([list('list'), number('position'), any('newItem')], (runtime, items, position, item) => {
      const whole = position.isInteger() ? wholeNumber(position) : null
      const place = whole === null ? null : placeIn(items.length, whole)
      if (place === null) return runtime.warn('the position lies outside the list')
      return items.map((one, i) => (i === place ? item : one))
    }),
    form([list('list'), func('match'), any('newItem')], replaced),
  ),
  builtin(
    'reverse',
    form([list('list')], (_, items) => [...items].reverse()),
  ),
  builtin(
    'index of',
    form([list('list'), any('match')], (_, items, match) =>
      items.flatMap((item, i) => (equal(item, match) === true ? [num(i + 1)] : [])),
    ),
  ),
  builtin(
    'union',
    form([rest(list('list'))], (_, lists) => distinct(lists.flat())),
  ),
  builtin(
    'distinct values',
    form([list('list')], (_, items) => distinct(items)),
  ),
  builtin(
    'flatten',
    form([list('list')], (_, items) => flatten(items)),
  ),
  builtin(
    'sort',
    form([list('list'), optional(nullable(func('precedes')))], (runtime, items, precedes) => {
      if (precedes) return sorted(runtime, items, precedes)
      return runtime.warn('sort() needs a function that says what precedes')
    }),
  ),
] as const
