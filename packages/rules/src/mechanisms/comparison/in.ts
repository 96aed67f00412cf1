import { checkNumber, checkQuantity } from '../../language/expect.ts'
import { problemAt } from '../../language/problem.ts'
import type { Scope } from '../../language/scope.ts'
import { parts, type SyntaxNode, textOf } from '../../language/syntax.ts'
import type { Comparator, Place, QuantityNode, TruthNode, WordNode } from '../../language/tree.ts'
import { compare } from './compare.ts'
import { wordOf } from './word.ts'

/** `a in [1, 2]`, `a in ("x", "y")`, `a in [16..60)`, `a in >= 3`, and lists of these. */
export function checkIn(left: SyntaxNode, tests: readonly SyntaxNode[], at: Place, scope: Scope): TruthNode {
  const of = scope.check(left, scope)
  const single = tests.flatMap((test) => flatten(test, scope))
  if (of.type === 'word')
    return {
      kind: 'word-in',
      type: 'boolean',
      at,
      of: of as WordNode,
      words: single.map((one) => wordOf(one, of.fact, scope)),
    }
  if (of.type === 'boolean')
    throw problemAt(
      scope.source,
      left.from,
      'type',
      '"in" needs a number, a day or a word',
      'write the condition itself',
    )
  const plain = single.filter((one) => one.name === 'NumericLiteral')
  if (of.type === 'number' && plain.length === single.length && plain.length > 0) {
    const numbers = plain.map((one) => checkNumber(one, scope))
    for (const number of numbers) compare('=', of, number, at, scope)
    return { kind: 'number-in', type: 'boolean', at, of, numbers }
  }
  const any = single.map((one) =>
    one.name === 'Interval' ? range(of, one, at, scope) : bound(of, one, at, scope),
  )
  const first = any[0]
  if (!first)
    throw problemAt(scope.source, at.from, 'syntax', '"in" needs a list or a range', 'write a in [1, 2]')
  return any.length === 1 ? first : { kind: 'any', type: 'boolean', at, of: any }
}

/** Single tests of what follows `in`. The grammar reads `a in [1] or b` as `a in ([1] or b)`: refused, never guessed. */
function flatten(test: SyntaxNode, scope: Scope): SyntaxNode[] {
  switch (test.name) {
    case 'PositiveUnaryTests':
    case 'PositiveUnaryTest':
    case 'ParenthesizedExpression':
    case 'List':
      return parts(test).flatMap((part) => flatten(part, scope))
    case 'SimplePositiveUnaryTest': {
      const inner = parts(test)
      return inner.length === 1 ? inner.flatMap((part) => flatten(part, scope)) : [test]
    }
    case 'Conjunction':
    case 'Disjunction':
      throw problemAt(
        scope.source,
        test.from,
        'brackets',
        'FEEL reads everything after "in" as part of its list',
        'put brackets round "(a in [1, 2])"',
      )
    default:
      return [test]
  }
}

function bound(of: QuantityNode, test: SyntaxNode, at: Place, scope: Scope): TruthNode {
  if (test.name !== 'SimplePositiveUnaryTest') return compare('=', of, checkQuantity(test, scope), at, scope)
  const [sign, value] = parts(test)
  if (!sign || !value)
    throw problemAt(scope.source, test.from, 'syntax', 'a bound needs a value', 'write >= 3')
  return compare(textOf(sign, scope.source) as Comparator, of, checkQuantity(value, scope), at, scope)
}

function range(of: QuantityNode, test: SyntaxNode, at: Place, scope: Scope): TruthNode {
  const text = textOf(test, scope.source)
  const ends = parts(test)
  const [low, high] = ends
  if (!low || !high)
    throw problemAt(scope.source, test.from, 'syntax', 'a range needs two ends', 'write [16..60)')
  const lower = compare(text.startsWith('[') ? '>=' : '>', of, checkQuantity(low, scope), at, scope)
  const upper = compare(text.endsWith(']') ? '<=' : '<', of, checkQuantity(high, scope), at, scope)
  return { kind: 'all', type: 'boolean', at, of: [lower, upper] }
}
