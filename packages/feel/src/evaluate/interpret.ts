import { FeelError } from '../errors.ts'
import type { Node } from '../parser/tree.ts'
import type { Runtime } from '../runtime.ts'
import { isInLattice, isOf, known } from '../types/conform.ts'
import type { FeelType } from '../types/type.ts'
import type { FeelValue } from '../values.ts'
import { contextOf, isNum, kindOf, rangeOf } from '../values.ts'
import { arithmetic, negate } from './arithmetic.ts'
import { call, closure } from './calls.ts'
import { compare, equal } from './compare.ts'
import { filter } from './filter.ts'
import { iterate } from './iterate.ts'
import { property } from './properties.ts'
import { unaryRange } from './ranges.ts'
import { bind, type Scope } from './scope.ts'
import { inTest } from './tests.ts'

/** The value of an expression in a scope. Mistakes give null and a warning (DMN 1.5, 10.3.2.13.1). */
export function interpret(node: Node, scope: Scope, runtime: Runtime): FeelValue {
  const value = (of: Node, inner = scope) => interpret(of, inner, runtime)
  switch (node.kind) {
    case 'literal':
      return node.value
    case 'name':
      return found(node.name, scope, runtime, node.at)
    case 'negate': {
      const of = value(node.of)
      return negate(of) ?? runtime.warn(`there is no negative of a ${kindOf(of)}`, node.at)
    }
    case 'binary': {
      const [left, right] = [value(node.left), value(node.right)]
      const result = arithmetic(node.operator, left, right)
      return result ?? runtime.warn(`${kindOf(left)} ${node.operator} ${kindOf(right)} has no value`, node.at)
    }
    case 'compare':
      return comparison(node, value(node.left), value(node.right), runtime)
    case 'and':
      return conjunction(value(node.left), () => value(node.right))
    case 'or':
      return disjunction(value(node.left), () => value(node.right))
    case 'between': {
      const of = value(node.value)
      const [low, high] = [compare(of, value(node.low)), compare(of, value(node.high))]
      const [above, below] = [low === null ? null : low >= 0, high === null ? null : high <= 0]
      return conjunction(above, () => below)
    }
    case 'in':
      return inTests(value(node.value), node.tests, scope, runtime)
    case 'instance': {
      const type = known(node.type, node.at)
      if (!isInLattice(type)) return runtime.warn('the type lacks its parameters', node.at)
      const of = value(node.value)
      refuseOpenResult(of, type, node.at)
      return isOf(of, type)
    }
    case 'path':
      return property(pathOf(node.of, value), node.name, runtime, node.at)
    case 'filter':
      return filter(value(node.of), node, scope, runtime, interpret)
    case 'call':
      return call(value(node.of), { positional: node.positional.map((one) => value(one)) }, runtime, node)
    case 'named call': {
      const named = new Map(node.named.map(([name, one]) => [name, value(one)] as const))
      if (named.size < node.named.length) return runtime.warn('a parameter is named twice', node.at)
      return call(value(node.of), { named }, runtime, node)
    }
    case 'list':
      return node.items.map((item) => value(item))
    case 'context': {
      const entries = new Map<string, FeelValue>()
      const inner = bind(scope, entries)
      let twice = false
      for (const [name, entry] of node.entries) {
        twice ||= entries.has(name)
        entries.set(name, value(entry, inner))
      }
      return twice ? runtime.warn('a context has an entry twice', node.at) : contextOf(entries)
    }
    case 'range':
      return interval(node, value(node.start), value(node.end), runtime)
    case 'unary': {
      const of = value(node.of)
      const range = unaryRange(node.operator, of)
      if (range === null) throw new FeelError('unsupported', '"!=" alone is no range', node.at)
      return of === null ? runtime.warn('a range has no endpoint', node.at) : range
    }
    case 'if': {
      const test = value(node.test)
      if (typeof test !== 'boolean' && test !== null)
        runtime.warn(`a ${kindOf(test)} is no condition`, node.at)
      return test === true ? value(node.then) : value(node.else)
    }
    case 'for':
    case 'some':
    case 'every':
      return iterate(node, scope, runtime, interpret)
    case 'function':
      return closure(node, scope, interpret)
    case 'external':
      throw new FeelError('unsupported', 'external functions are not run', node.at)
  }
}

/** What a path begins with. `!= 5` is no interval, but may be asked for its endpoints: both are 5, neither is included. */
function pathOf(node: Node, value: (of: Node) => FeelValue): FeelValue {
  if (node.kind !== 'unary' || node.operator !== '!=') return value(node)
  const endpoint = value(node.of)
  return rangeOf(endpoint, endpoint, false, false)
}

function found(name: string, scope: Scope, runtime: Runtime, at: number): FeelValue {
  const value = scope.find(name)
  return value === undefined ? runtime.warn(`nothing is called "${name}"`, at) : value
}

function comparison(
  node: Node & { readonly kind: 'compare' },
  left: FeelValue,
  right: FeelValue,
  runtime: Runtime,
): boolean | null {
  const { operator } = node
  if (operator === '=' || operator === '!=') {
    const same = equal(left, right)
    if (same === null) return runtime.warn(`${kindOf(left)} and ${kindOf(right)} are not compared`, node.at)
    return operator === '=' ? same : !same
  }
  const order = compare(left, right)
  if (order === null) return runtime.warn(`${kindOf(left)} and ${kindOf(right)} have no order`, node.at)
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}

/** Three-valued logic (DMN 1.5, table 50): what is no boolean counts as null. */
function conjunction(left: FeelValue, other: () => FeelValue): boolean | null {
  if (left === false) return false
  const right = other()
  if (right === false) return false
  return left === true && right === true ? true : null
}

function disjunction(left: FeelValue, other: () => FeelValue): boolean | null {
  if (left === true) return true
  const right = other()
  if (right === true) return true
  return left === false && right === false ? false : null
}

function inTests(value: FeelValue, tests: readonly Node[], scope: Scope, runtime: Runtime): boolean | null {
  let result: boolean | null = false
  for (const test of tests) {
    const one = inTest(value, test, scope, runtime, interpret)
    if (one === true) return true
    if (one === null) result = null
  }
  return result
}

function interval(
  node: Node & { readonly kind: 'range' },
  start: FeelValue,
  end: FeelValue,
  runtime: Runtime,
): FeelValue {
  const range = rangeOf(start, end, node.startIncluded, node.endIncluded)
  if (start === null && end === null) return runtime.warn('a range has no endpoints', node.at)
  if (start === null || end === null) return range
  // Endpoints are of one type, the start first (DMN 1.5, 10.3.2.7). Counting down is for `for i in 9..2`, without brackets.
  const order = kindOf(start) === kindOf(end) ? compare(start, end) : null
  if (order === null) return runtime.warn(`${kindOf(start)} to ${kindOf(end)} is no range`, node.at)
  return order > 0 ? runtime.warn('a range ends before it starts', node.at) : range
}

/** What a function returns may be known only by calling it; then its type is not decided. */
function refuseOpenResult(value: FeelValue, type: FeelType, at: number): void {
  if (type.kind !== 'function' || type.result.kind === 'Any' || value === null) return
  if (typeof value !== 'object' || isNum(value) || !('kind' in value) || value.kind !== 'function') return
  if (value.result.kind === 'Any' && value.parameters.length === type.parameters.length)
    throw new FeelError('unsupported', 'the type that this function returns is not known before a call', at)
}
