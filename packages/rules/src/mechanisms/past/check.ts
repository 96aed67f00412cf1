import { MOST_DAYS_BACK } from '../../facts/moments.ts'
import { type Call, needArguments } from '../../language/call.ts'
import { problemAt } from '../../language/problem.ts'
import type { Scope } from '../../language/scope.ts'
import { textOf } from '../../language/syntax.ts'
import type { Node } from '../../language/tree.ts'

/**
 * `was(expression, days)`: the expression as the record would have answered so many days ago. Each fact in it is what was
 * on record then, `today()` is that day; figures of the law and the list of members stay today's.
 */
export function checkWas(call: Call, scope: Scope): Node {
  needArguments(call, 2, 'was(fact, days)', scope)
  onlyWhereThereIsAPast(call, scope)
  const [what, length] = call.given
  const days = length?.name === 'NumericLiteral' ? Number(textOf(length, scope.source)) : Number.NaN
  if (!what || !length || !Number.isInteger(days) || days < 1 || days > MOST_DAYS_BACK)
    throw problemAt(
      scope.source,
      (length ?? call.node).from,
      'arguments',
      `was() looks back a whole number of days, 1 to ${MOST_DAYS_BACK}`,
      'write was(person.employed, 90)',
    )
  if (scope.back !== undefined)
    throw problemAt(
      scope.source,
      call.node.from,
      'arguments',
      'was() cannot stand inside was()',
      'add the days',
    )
  return scope.check(what, { ...scope, back: days })
}

function onlyWhereThereIsAPast(call: Call, scope: Scope): void {
  if (scope.changes === true) return
  throw problemAt(
    scope.source,
    call.node.from,
    'unsupported',
    `${call.name}() asks for the past, and that only signals may (docs/signals.md)`,
    'a policy decides by the facts of the day',
  )
}
