import type { FigureOnDay } from '../explain/walker.ts'
import { RuleError } from '../language/problem.ts'
import type { HeldValue } from '../language/scope.ts'
import { MOST_DIGITS } from '../language/shape.ts'
import type { Shape } from '../language/tree.ts'
import { firstOverlap, inForceOn } from './days.ts'
import type { ParameterDocument } from './documents.ts'
import type { Figure } from './library.ts'

/** Largest size of a figure without any known value, so that rules on it can still be checked: 100,000 yuan, 10 times, 1,000. */
const UNKNOWN_BOUND = { money: 10_000_000, ratio: 10, integer: 1000 } as const

/** Rules are checked for figures so many times as large as the largest known: what is tried with other values needs no new check. */
const ROOM = 4

/** Whether a value lies within what rules on the figure were checked for. */
export function fitsShape({ shape }: Figure, value: number): boolean {
  return decimalsOf(value) <= shape.scale && Math.abs(scaledValue(value, shape.scale)) <= shape.bound
}

/** Checks a figure: dates that exist and do not overlap, values that are exact. */
export function checkFigure(document: ParameterDocument, file: string): Figure {
  const fail = (message: string) =>
    new RuleError({ code: 'parameter', message: `${document.name}: ${message}`, file, line: 1, column: 1 })
  const overlap = firstOverlap(document.values)
  if (overlap)
    throw fail(`two values are in force at once: from ${overlap[0].from} and from ${overlap[1].from}`)
  for (const { from, to } of document.values) {
    if (from !== null && to !== null && to < from)
      throw fail(`a value ends (${to}) before it begins (${from})`)
  }
  const decimals = Math.max(0, ...document.values.map((one) => decimalsOf(one.value)))
  const scale = document.type === 'money' ? 2 : document.type === 'integer' ? 0 : decimals
  if (decimals > (document.type === 'ratio' ? MOST_DIGITS : scale))
    throw fail(`a value has more than ${scale} decimals`)
  const sizes = document.values.map((one) => Math.abs(scaledValue(one.value, scale)))
  const money = document.type === 'money'
  const shape: Shape = {
    scale,
    money,
    unit: document.type === 'integer' ? document.unit : null,
    bound: sizes.length > 0 ? ROOM * Math.max(...sizes) : UNKNOWN_BOUND[document.type],
    denominator: 1,
  }
  return { document, shape }
}

/** The value of a figure on a day at the scale of its shape, with the entry it comes from; null when nobody knows it. */
export function figureOn(figure: Figure, day: string) {
  const entry = inForceOn(figure.document.values, day)
  return entry === null ? null : { entry, scaled: scaledValue(entry.value, figure.shape.scale) }
}

/** Figures as they stand on a day: values at the scale of their shape (null: nobody knows it), and how reasons show them. */
export function figuresOn(figures: ReadonlyMap<string, Figure>, day: string) {
  const values = new Map<string, number | null>()
  const uses = new Map<string, FigureOnDay>()
  for (const [key, figure] of figures) {
    const found = figureOn(figure, day)
    const { document } = figure
    values.set(key, found?.scaled ?? null)
    uses.set(key, {
      value: found?.scaled ?? null,
      knownFrom: found ? null : knownFrom(figure, day),
      use: {
        name: key,
        label: document.label,
        value: found?.entry.value ?? null,
        unit: document.unit,
        from: found?.entry.from ?? null,
        to: found?.entry.to ?? null,
        verified: found?.entry.verified ?? 'unverified',
      },
    })
  }
  const use = (key: string, where: string): FigureOnDay => {
    const known = uses.get(key)
    if (!known) throw new Error(`figure ${key} passed the checker but is not in ${where}`)
    return known
  }
  return { values, use }
}

/** The first day after `day` from which a value is known, or null. */
export function knownFrom(figure: Figure, day: string): string | null {
  const later = figure.document.values.map((one) => one.from).filter((from) => from !== null && from > day)
  return later.sort()[0] ?? null
}

/** All values of a figure at the scale of its shape. */
export function heldValues({ document, shape }: Figure): HeldValue[] {
  return document.values.map(({ from, to, value }) => ({ from, to, scaled: scaledValue(value, shape.scale) }))
}

function decimalsOf(value: number): number {
  return (String(value).split('.')[1] ?? '').length
}

/** A decimal number as a whole number of its scale, by its digits and not by multiplication. */
function scaledValue(value: number, scale: number): number {
  const [whole = '0', decimals = ''] = String(Math.abs(value)).split('.')
  return Math.sign(value) * Number(whole + decimals.padEnd(scale, '0').slice(0, scale))
}
