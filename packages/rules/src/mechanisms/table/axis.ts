import { factRange, factScale, MOST_MEMBERS } from '../../language/fact-shape.ts'
import { problemAt } from '../../language/problem.ts'
import type { HeldValue, Scope } from '../../language/scope.ts'
import type { Node, QuantityNode, TruthNode } from '../../language/tree.ts'
import { shiftDay } from '../calendar/days.ts'
import { compare } from '../comparison/compare.ts'
import type { Cell, Cut, Span } from './cell.ts'

/** A part of an input's values that every cell of the column treats alike. */
export type Part = {
  /** As a cell would ask for it: `[16..60)`, `"mental"`. */
  readonly text: string
  /** Whether it fits a cell of the column, by its row. */
  readonly fits: readonly boolean[]
}

/** The values of an input, parted. `test(places)` asks for the parts at the beginning: what divides them from the rest. */
export type Axis = {
  readonly parts: readonly Part[]
  /** For words, any parts can be asked for together; for numbers and days only those up to one. */
  readonly ordered: boolean
  readonly test: (places: readonly number[]) => TruthNode
}

/** One column: its input, its cells from top to bottom, where each stands, and the values of figures over the years. */
export type Column = {
  readonly input: Node
  readonly cells: readonly Cell[]
  readonly scopes: readonly Scope[]
  readonly valuesOf: (figure: string) => readonly HeldValue[]
}

/** Parts the values of a column's input by what its cells ask. Refuses a cell that no value fits. */
export function axisOf(column: Column): Axis {
  const { input } = column
  if (input.type === 'word') return wordAxis(column)
  if (input.type === 'boolean') return truthAxis(input, column)
  return orderedAxis(input, column)
}

function wordAxis({ input, cells }: Column): Axis {
  if (input.type !== 'word') throw new Error('unreachable: a word was expected')
  const words = (input.fact.values ?? []).map((one) => one.value)
  const parts = words.map((word) => ({
    text: `"${word}"`,
    fits: cells.map((cell) => cell === null || (cell.fits.kind === 'words' && cell.fits.words.has(word))),
  }))
  const test = (places: readonly number[]): TruthNode => ({
    kind: 'word-in',
    type: 'boolean',
    at: input.at,
    of: input,
    words: places.flatMap((place) => words[place] ?? []),
  })
  return { parts, ordered: false, test }
}

function truthAxis(input: TruthNode, { cells }: Column): Axis {
  const parts = [true, false].map((value) => ({
    text: String(value),
    fits: cells.map((cell) => cell === null || (cell.fits.kind === 'truth' && cell.fits.value === value)),
  }))
  const test = ([place]: readonly number[]): TruthNode =>
    place === 0 ? input : { kind: 'not', type: 'boolean', at: input.at, of: input }
  return { parts, ordered: false, test }
}

/** A boundary with where it lies on each of the days that were looked at. */
type Placed = { readonly cut: Cut; readonly at: readonly number[] }

function orderedAxis(input: QuantityNode, column: Column): Axis {
  const { cells, scopes } = column
  const spansOf = (cell: Cell): readonly Span[] => (cell?.fits.kind === 'spans' ? cell.fits.spans : [])
  const cuts = cells.flatMap((cell, row) =>
    spansOf(cell).flatMap(({ from, to }) =>
      [from, to].flatMap((cut) => (cut ? [{ cut, scope: scopes[row] }] : [])),
    ),
  )
  const place = placing(input, column, cuts)
  const line: Placed[] = []
  const sorted = cuts
    .map(({ cut, scope }) => ({ cut, scope, at: place.of(cut) }))
    .sort((a, b) => place.order(a.at, b.at))
  for (const { cut, scope, at } of sorted) {
    const before = line.at(-1)
    if (before && place.order(before.at, at) === 0) continue
    if (scope && before?.at.some((one, day) => one > (at[day] ?? one)))
      throw problemAt(
        scope.source,
        0,
        'table',
        `${before.cut.text} is not always below ${cut.text}, so their order in the table is not sure`,
        'compare each in a table of its own',
      )
    line.push({ cut, at })
  }
  const indexOf = (cut: Cut | null, open: number) =>
    cut === null ? open : line.findIndex((one) => place.order(one.at, place.of(cut)) === 0)
  const { low, high } = place.domain
  const alive = Array.from({ length: line.length + 1 }, (_, index) =>
    place.days.some((_day, day) => {
      const from = Math.max(low, line[index - 1]?.at[day] ?? low)
      return from < Math.min(high, line[index]?.at[day] ?? high)
    }),
  )
  const covers = (span: Span, index: number) =>
    indexOf(span.from, -1) < index && index <= indexOf(span.to, line.length)
  cells.forEach((cell, row) => {
    const scope = scopes[row]
    for (const span of spansOf(cell))
      if (scope && !alive.some((lives, index) => lives && covers(span, index)))
        throw problemAt(
          scope.source,
          span.at,
          'table',
          `no value fits this: ${place.said}`,
          'mend or drop it',
        )
  })
  const living = alive.flatMap((lives, index) => (lives ? [index] : []))
  const parts = living.map((index) => ({
    text: place.text(line[index - 1]?.cut ?? null, line[index]?.cut ?? null),
    fits: cells.map((cell) => {
      if (cell?.fits.kind !== 'spans') return true
      return cell.fits.spans.some((span) => covers(span, index)) !== cell.fits.not
    }),
  }))
  const test = (places: readonly number[]): TruthNode => {
    const cut = line[living[places.at(-1) ?? 0] ?? 0]?.cut
    const scope = scopes[0]
    if (!cut || !scope) throw new Error('unreachable: the last part is never asked for')
    return compare(cut.closed ? '<=' : '<', input, cut.node, input.at, scope)
  }
  return { parts, ordered: true, test }
}

/** Where boundaries lie, on each day from which one of the figures among them has another value. */
function placing(input: QuantityNode, { valuesOf, scopes }: Column, cuts: readonly { readonly cut: Cut }[]) {
  const named = [...new Set(cuts.flatMap(({ cut }) => (cut.node.kind === 'figure' ? [cut.node.name] : [])))]
  const values = new Map(named.map((name) => [name, valuesOf(name)] as const))
  const on = (name: string, day: string) =>
    values.get(name)?.find(({ from, to }) => (from === null || from <= day) && (to === null || day <= to))
  const starts = new Set([...values.values()].flat().map(({ from }) => from ?? ''))
  const days = named.length === 0 ? [''] : [...starts].filter((day) => named.every((name) => on(name, day)))
  const scope = scopes[0]
  if (days.length === 0 && cuts.length > 0 && scope) {
    if (named.length > 1 || cuts.some(({ cut }) => cut.node.kind !== 'figure'))
      throw problemAt(
        scope.source,
        0,
        'table',
        `nobody knows on any day how ${named.join(', ')} and the other bounds of this column are ordered`,
        'compare each in a table of its own',
      )
    // A single figure without a value still parts what is below it from what is not.
    days.push('')
  }
  const shapes = [input, ...cuts.map(({ cut }) => cut.node)].flatMap((node) =>
    node.type === 'number' ? [node.shape] : [],
  )
  const scale = Math.max(0, ...shapes.map((shape) => shape.scale))
  const whole = input.type === 'number' && input.shape.denominator === 1
  const step = input.type === 'number' ? 10 ** (scale - input.shape.scale) : 1
  /** Position below which `value` (closed: also itself) lies. Between whole numbers there is nothing, so <= 3 is < 4. */
  const position = (value: number, closed: boolean): number => {
    if (input.type === 'date') return closed ? shiftDay(value, 0, 1) : value
    if (!whole) return 2 * value + (closed ? 1 : 0)
    return closed ? Math.floor(value / step) * step + step : Math.ceil(value / step) * step
  }
  const heldBy = (node: QuantityNode, day: string): number => {
    if (node.type === 'date') return node.kind === 'day' ? node.value : 0
    const held =
      node.kind === 'figure' ? (on(node.name, day)?.scaled ?? 0) : node.kind === 'number' ? node.value : 0
    return held * 10 ** (scale - node.shape.scale)
  }
  const bounds = named.length > 0 && days[0] === '' && !on(named[0] ?? '', '') ? OPEN : boundsOf(input)
  const low = bounds.min === null ? -Infinity : position(bounds.min * 10 ** scale, false)
  const high = bounds.max === null ? Infinity : position(bounds.max * 10 ** scale, true)
  const label = input.kind === 'fact' || input.kind === 'named' ? labelOf(input) : 'it'
  return {
    days,
    domain: { low, high },
    said: `${label} goes from ${bounds.min ?? '…'} to ${bounds.max ?? '…'}`,
    of: (cut: Cut) => days.map((day) => position(heldBy(cut.node, day), cut.closed)),
    order: (a: readonly number[], b: readonly number[]) => {
      const place = a.findIndex((one, day) => one !== b[day])
      return place === -1 ? 0 : (a[place] ?? 0) - (b[place] ?? 0)
    },
    text: (from: Cut | null, to: Cut | null): string => {
      const lowest = from === null && Number.isFinite(low) ? String(bounds.min) : null
      const highest = to === null && Number.isFinite(high) ? String(bounds.max) : null
      if (from === null && to === null) return '-'
      if (from === null && lowest === null) return `${to?.closed ? '<=' : '<'} ${to?.text}`
      if (to === null && highest === null) return `${from?.closed ? '>' : '>='} ${from?.text}`
      const single = whole && step > 0 ? onlyWhole(from, to, bounds) : null
      if (single !== null) return single
      const start = from ? `${from.closed ? '(' : '['}${from.text}` : `[${lowest}`
      return `${start}..${to ? `${to.text}${to.closed ? ']' : ')'}` : `${highest}]`}`
    },
  }
}

type Bounds = { readonly min: number | null; readonly max: number | null }
const OPEN: Bounds = { min: null, max: null }

/** The one whole number between two written bounds, or null. */
function onlyWhole(from: Cut | null, to: Cut | null, { min, max }: Bounds): string | null {
  const plain = (cut: Cut) =>
    cut.node.kind === 'number' && cut.node.shape.scale === 0 ? cut.node.value : Number.NaN
  const first = from ? plain(from) + (from.closed ? 1 : 0) : (min ?? Number.NaN)
  const last = to ? plain(to) - (to.closed ? 0 : 1) : (max ?? Number.NaN)
  return first === last ? String(first) : null
}

function labelOf(node: Extract<QuantityNode, { kind: 'fact' | 'named' }>): string {
  return node.kind === 'fact' ? `${node.fact.entity}.${node.fact.name}` : node.name
}

/** Least and greatest value that an input can have; null is open. */
function boundsOf(input: QuantityNode): Bounds {
  if (input.type === 'date') return OPEN
  switch (input.kind) {
    case 'fact': {
      const { min, max } = factRange(input.fact)
      return { min, max: Math.min(max, Number.MAX_SAFE_INTEGER / 10 ** (factScale(input.fact) + 2)) }
    }
    case 'named': {
      const inner = boundsOf(input.body)
      return { min: input.derived?.min ?? inner.min, max: input.derived?.max ?? inner.max }
    }
    case 'count':
      return { min: 0, max: MOST_MEMBERS }
    case 'age':
      return { min: 0, max: null }
    default:
      return OPEN
  }
}
