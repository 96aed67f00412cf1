import { problemAt } from '../../language/problem.ts'
import type { Scope } from '../../language/scope.ts'
import { literalShape, MOST_DIGITS } from '../../language/shape.ts'
import { type SyntaxNode, textOf } from '../../language/syntax.ts'
import type { NumberNode, TruthNode } from '../../language/tree.ts'

/** `true`, `false`, and numbers with at most nine digits after the point. Words get their list from what they are compared with. */
export function checkLiteral(node: SyntaxNode, scope: Scope): TruthNode | NumberNode {
  const text = textOf(node, scope.source)
  const at = { from: node.from, to: node.to }
  if (node.name === 'BooleanLiteral') return { kind: 'truth', type: 'boolean', at, value: text === 'true' }
  if (node.name === 'StringLiteral') {
    throw problemAt(
      scope.source,
      node.from,
      'type',
      `the word ${text} stands alone`,
      'compare it with a fact that has this value',
    )
  }
  const number = literalShape(text)
  if (number) return { kind: 'number', type: 'number', at, value: number.value, shape: number.shape }
  throw problemAt(
    scope.source,
    node.from,
    'number',
    `${text} cannot be held exactly`,
    `write it plainly, with at most ${MOST_DIGITS} decimals`,
  )
}
