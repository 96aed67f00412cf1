import { nearest } from '@lastmile/domain/nearest'
import type { Fact } from '../../facts/dictionary.ts'
import { problemAt } from '../../language/problem.ts'
import type { Scope } from '../../language/scope.ts'
import { type SyntaxNode, textOf } from '../../language/syntax.ts'

/** The word of a list that a quoted text stands for, or an error with the nearest one. */
export function wordOf(node: SyntaxNode, fact: Fact, scope: Scope): string {
  const word = node.name === 'StringLiteral' ? textOf(node, scope.source).slice(1, -1) : ''
  const words = (fact.values ?? []).map((value) => value.value)
  if (words.includes(word)) return word
  const near = nearest(word, words)
  const fix = near ? `did you mean "${near}"?` : `it can be ${words.join(', ')}`
  throw problemAt(
    scope.source,
    node.from,
    'unknown-word',
    `${fact.name} is never ${textOf(node, scope.source)}`,
    fix,
  )
}
