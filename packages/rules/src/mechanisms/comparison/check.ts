import { checkQuantity, checkWord } from '../../language/expect.ts'
import { problemAt } from '../../language/problem.ts'
import type { Scope } from '../../language/scope.ts'
import { parts, type SyntaxNode, textOf } from '../../language/syntax.ts'
import type { Comparator, Place, TruthNode } from '../../language/tree.ts'
import { compare } from './compare.ts'
import { checkIn } from './in.ts'
import { wordOf } from './word.ts'

/** `a < b`, `a = b`, `a between b and c`, `a in …`. Equality with unknown is unknown. */
export function checkComparison(node: SyntaxNode, scope: Scope): TruthNode {
  const at = { from: node.from, to: node.to }
  const all = parts(node)
  const [left, sign, right] = all
  if (!left || !sign || !right)
    throw problemAt(scope.source, node.from, 'syntax', 'a comparison needs two sides', 'write a < b')
  if (sign.name === 'in') return checkIn(left, all.slice(2), at, scope)
  if (sign.name === 'between') {
    const high = all.find((part, index) => index > 2 && part.name !== 'and')
    if (!high)
      throw problemAt(scope.source, node.from, 'syntax', 'between needs two ends', 'write a between 1 and 3')
    const of = checkQuantity(left, scope)
    const ends = [
      compare('>=', of, checkQuantity(right, scope), at, scope),
      compare('<=', of, checkQuantity(high, scope), at, scope),
    ]
    return { kind: 'all', type: 'boolean', at, of: ends }
  }
  return checkOrder(left, textOf(sign, scope.source) as Comparator, right, at, scope)
}

function checkOrder(left: SyntaxNode, op: Comparator, right: SyntaxNode, at: Place, scope: Scope): TruthNode {
  const text = left.name === 'StringLiteral' ? left : right.name === 'StringLiteral' ? right : null
  if (text) {
    const of = checkWord(text === left ? right : left, scope)
    return equality(
      op,
      { kind: 'word-in', type: 'boolean', at, of, words: [wordOf(text, of.fact, scope)] },
      at,
      scope,
    )
  }
  const [a, b] = [scope.check(left, scope), scope.check(right, scope)]
  if (a.type === 'boolean' && b.type === 'boolean' && b.kind === 'truth') {
    return equality(op, b.value ? a : { kind: 'not', type: 'boolean', at, of: a }, at, scope)
  }
  if ((a.type === 'number' || a.type === 'date') && (b.type === 'number' || b.type === 'date'))
    return compare(op, a, b, at, scope)
  throw problemAt(
    scope.source,
    at.from,
    'type',
    'these two cannot be compared',
    'compare numbers with numbers, days with days, words with the words of their list',
  )
}

function equality(op: Comparator, truth: TruthNode, at: Place, scope: Scope): TruthNode {
  if (op === '=') return truth
  if (op === '!=') return { kind: 'not', type: 'boolean', at, of: truth }
  throw problemAt(scope.source, at.from, 'type', `"${op}" needs numbers or days`, 'use = or !=')
}
