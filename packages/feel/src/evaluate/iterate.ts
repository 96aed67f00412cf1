import { num, wholeNumber } from '../decimal.ts'
import { FeelError } from '../errors.ts'
import type { Iterator, Node } from '../parser/tree.ts'
import type { Runtime } from '../runtime.ts'
import { epochDay, fromEpochDay } from '../temporal/civil.ts'
import type { FeelRange, FeelValue } from '../values.ts'
import { isList, isNum, kindOf } from '../values.ts'
import { compare } from './compare.ts'
import type { Evaluator } from './evaluator.ts'
import { mentions } from './mentions.ts'
import { bind, type Scope } from './scope.ts'

type Iteration = Node & { readonly kind: 'for' | 'some' | 'every' }

/** Most rounds of one iteration. Beyond it we refuse rather than fill the memory. */
const MOST = 5_000_000

/** `for … return`, `some … satisfies` and `every … satisfies` (DMN 1.5, 10.3.2.14–15), the last iterator turning fastest. */
export function iterate(node: Iteration, scope: Scope, runtime: Runtime, evaluate: Evaluator): FeelValue {
  const results: FeelValue[] = []
  const body = node.kind === 'for' ? node.result : node.satisfies
  const partial = node.kind === 'for' && mentions(body, 'partial')
  let broken = false
  let rounds = 0
  const turn = (place: number, inner: Scope): void => {
    const iterator = node.iterators[place]
    if (iterator === undefined) {
      if (++rounds > MOST) throw new FeelError('unsupported', 'the iteration has too many rounds', node.at)
      // Each round sees a copy of the results before it: one that it keeps must not grow.
      const seen = partial ? bind(inner, new Map([['partial', [...results]]])) : inner
      results.push(evaluate(body, seen, runtime))
      return
    }
    const domain = items(iterator, inner, runtime, evaluate)
    if (domain === null) {
      broken = true
      return
    }
    for (const item of domain) {
      if (broken || decided(node.kind, results)) return
      turn(place + 1, bind(inner, new Map([[iterator.name, item]])))
    }
  }
  turn(0, scope)
  if (broken) return runtime.warn('the iteration has nothing to go through', node.at)
  if (node.kind === 'for') return results
  return quantified(node.kind, results)
}

function decided(kind: Iteration['kind'], results: readonly FeelValue[]): boolean {
  if (kind === 'for') return false
  return results.at(-1) === (kind === 'some')
}

/** Three-valued: one true makes `some` true, one false makes `every` false, else what is unknown makes null. */
function quantified(kind: 'some' | 'every', results: readonly FeelValue[]): boolean | null {
  const deciding = kind === 'some'
  if (results.includes(deciding)) return deciding
  return results.every((result) => result === !deciding) ? !deciding : null
}

function items(
  iterator: Iterator,
  scope: Scope,
  runtime: Runtime,
  evaluate: Evaluator,
): Iterable<FeelValue> | null {
  const from = evaluate(iterator.from, scope, runtime)
  if (iterator.to !== null) return steps(from, evaluate(iterator.to, scope, runtime))
  if (isList(from)) return from
  if (from === null) return null
  if (typeof from === 'object' && 'kind' in from && from.kind === 'range') return rangeItems(from)
  return [from]
}

/** Whole numbers or days from one endpoint to the other, downwards too. Null for others. */
function steps(from: FeelValue, to: FeelValue): Iterable<FeelValue> | null {
  if (isNum(from) && isNum(to)) {
    if (!from.isInteger() || !to.isInteger()) return null
    const [first, last] = [wholeNumber(from), wholeNumber(to)]
    return first === null || last === null ? null : counted(first, last, num)
  }
  if (kindOf(from) !== 'date' || kindOf(to) !== 'date') return null
  if (from === null || to === null || typeof from !== 'object' || typeof to !== 'object') return null
  if (!('kind' in from) || !('kind' in to) || from.kind !== 'date' || to.kind !== 'date') return null
  return counted(epochDay(from), epochDay(to), fromEpochDay)
}

function* counted(first: number, last: number, make: (value: number) => FeelValue): Iterable<FeelValue> {
  const step = first <= last ? 1 : -1
  for (let value = first; step > 0 ? value <= last : value >= last; value += step) yield make(value)
}

/** A range with brackets: its endpoints only where they are closed. One from outside that goes down is none. */
function rangeItems(range: FeelRange): Iterable<FeelValue> | null {
  if ((compare(range.start, range.end) ?? 0) > 0) return null
  const all = steps(range.start, range.end)
  return all === null ? null : trimmed(all, range)
}

function* trimmed(all: Iterable<FeelValue>, range: FeelRange): Iterable<FeelValue> {
  let held: { value: FeelValue } | null = null
  let first = true
  for (const value of all) {
    if (held) yield held.value
    held = first && !range.startIncluded ? null : { value }
    first = false
  }
  if (held && range.endIncluded) yield held.value
}
