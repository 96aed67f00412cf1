import type { Comparison, Node } from '../parser/tree.ts'
import type { Runtime } from '../runtime.ts'
import type { FeelValue } from '../values.ts'
import { isList, kindOf } from '../values.ts'
import { compare, equal } from './compare.ts'
import type { Evaluator } from './evaluator.ts'
import { isWithin } from './ranges.ts'
import type { Scope } from './scope.ts'

/** One test after `in` (DMN 1.5, table 55): `< x` and the like, a range, a list, or a value to equal. */
export function inTest(
  value: FeelValue,
  test: Node,
  scope: Scope,
  runtime: Runtime,
  evaluate: Evaluator,
): boolean | null {
  if (test.kind === 'unary') {
    const of = evaluate(test.of, scope, runtime)
    return compared(test.operator, value, of) ?? runtime.warn('the values have no order', test.at)
  }
  const of = evaluate(test, scope, runtime)
  return isAmong(value, of) ?? runtime.warn(`${kindOf(value)} and ${kindOf(of)} are not compared`, test.at)
}

function compared(operator: Comparison, value: FeelValue, of: FeelValue): boolean | null {
  if (operator === '=') return equal(value, of)
  if (operator === '!=') {
    const same = equal(value, of)
    return same === null ? null : !same
  }
  const order = compare(value, of)
  if (order === null) return null
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}

/** Whether a value is one of what was given: within a range, in a list or in a range of it, or equal. */
export function isAmong(value: FeelValue, of: FeelValue): boolean | null {
  if (isList(of)) {
    if (isList(value) && equal(value, of) === true) return true
    return of.some((item) => (isRange(item) ? isWithin(value, item) : equal(value, item)) === true)
  }
  if (isRange(of)) return isRange(value) ? equal(value, of) : isWithin(value, of)
  return equal(value, of)
}

function isRange(value: FeelValue): value is Extract<FeelValue, { kind: 'range' }> {
  return kindOf(value) === 'range'
}
