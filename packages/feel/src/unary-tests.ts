import { interpret } from './evaluate/interpret.ts'
import { mentions } from './evaluate/mentions.ts'
import { bind } from './evaluate/scope.ts'
import { inTest } from './evaluate/tests.ts'
import { parseUnaryTests } from './parser/parser.ts'
import type { Runtime } from './runtime.ts'
import type { Session } from './session.ts'
import type { FeelValue } from './values.ts'

/**
 * Whether a value fulfils unary tests, as an input entry of a decision table has them (DMN 1.5, 10.3.2.7): `-`, `not(…)`, or tests with commas of
 * which one must hold. A test that speaks of `?` is a condition by itself.
 */
export function fulfils(session: Session, value: FeelValue, tests: string, runtime: Runtime): boolean | null {
  const parsed = parseUnaryTests(tests, session.names, session.keys)
  if (parsed.tests === null) return true
  const scope = bind(session.scope, new Map([['?', value]]))
  let result: boolean | null = false
  for (const test of parsed.tests) {
    const one = mentions(test, '?')
      ? interpret(test, scope, runtime)
      : inTest(value, test, scope, runtime, interpret)
    if (one === true) result = true
    else if (one !== false && result === false) result = null
  }
  return parsed.negated && result !== null ? !result : result
}
