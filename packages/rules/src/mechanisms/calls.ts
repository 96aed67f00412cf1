import { nearest } from '@lastmile/domain/nearest'
import type { Call } from '../language/call.ts'
import { problemAt } from '../language/problem.ts'
import type { Scope } from '../language/scope.ts'
import { parts, type SyntaxNode, textOf } from '../language/syntax.ts'
import type { Node } from '../language/tree.ts'
import { checkAge, checkToday } from './calendar/check.ts'
import { checkExtreme } from './extremes/check.ts'
import { checkNot } from './logic/check.ts'
import { checkCount, checkSum } from './members/check.ts'
import { checkWas } from './past/check.ts'
import { checkRounding } from './rounding/check.ts'
import { ROUNDINGS } from './rounding/modes.ts'

const FUNCTIONS: Readonly<Record<string, (call: Call, scope: Scope) => Node>> = {
  not: checkNot,
  count: checkCount,
  sum: checkSum,
  min: (call, scope) => checkExtreme(call, 'least', scope),
  max: (call, scope) => checkExtreme(call, 'greatest', scope),
  age: checkAge,
  today: checkToday,
  was: checkWas,
  ...Object.fromEntries(Object.keys(ROUNDINGS).map((name) => [name, checkRounding])),
}

/** Checks a call: only the functions of the profile, by position. */
export function checkCall(node: SyntaxNode, scope: Scope): Node {
  const [head, list] = parts(node)
  const name = head ? textOf(head, scope.source).replace(/\s+/g, ' ') : ''
  const check = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  if (!check) {
    const near = nearest(name, Object.keys(FUNCTIONS))
    const fix = near ? `did you mean ${near}()?` : `there are: ${Object.keys(FUNCTIONS).join(', ')}`
    throw problemAt(
      scope.source,
      node.from,
      'unsupported',
      `the function ${name}() is not part of the policy profile`,
      fix,
    )
  }
  if (list && list.name !== 'PositionalParameters') {
    throw problemAt(
      scope.source,
      list.from,
      'unsupported',
      'named parameters are not part of the policy profile',
      'give them by position',
    )
  }
  return check({ node, name, given: list ? parts(list) : [] }, scope)
}
