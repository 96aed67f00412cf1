import { checkTruth } from '../../language/expect.ts'
import { problemAt } from '../../language/problem.ts'
import type { Scope } from '../../language/scope.ts'
import { alike, EXACT, joined, reach } from '../../language/shape.ts'
import { parts, type SyntaxNode } from '../../language/syntax.ts'
import type { Node, Place, Shape, TruthNode } from '../../language/tree.ts'

/** `if test then a else b`: strict unknown, so an unknown test is unknown unless both branches agree. */
export function checkChoice(node: SyntaxNode, scope: Scope): Node {
  const [first, second, third] = parts(node).filter((part) => !['if', 'then', 'else'].includes(part.name))
  if (!first || !second || !third) {
    throw problemAt(
      scope.source,
      node.from,
      'syntax',
      'an if needs a then and an else',
      'write if … then … else …',
    )
  }
  const test = checkTruth(first, scope)
  const at = { from: node.from, to: node.to }
  return choiceOf(test, scope.check(second, scope), scope.check(third, scope), at, scope)
}

/** A choice between two checked branches, which must be of one kind and comparable exactly. */
export function choiceOf(test: TruthNode, then: Node, otherwise: Node, at: Place, scope: Scope): Node {
  if (then.type === 'boolean' && otherwise.type === 'boolean')
    return { kind: 'choice', type: 'boolean', at, test, then, otherwise }
  if (then.type === 'date' && otherwise.type === 'date')
    return { kind: 'choice', type: 'date', at, test, then, otherwise }
  if (then.type === 'word' && otherwise.type === 'word' && then.fact === otherwise.fact) {
    return { kind: 'choice', type: 'word', at, fact: then.fact, test, then, otherwise }
  }
  if (then.type === 'number' && otherwise.type === 'number' && alike(then.shape, otherwise.shape)) {
    const shape = either(then.shape, otherwise.shape)
    // Both branches are compared with each other when the test is unknown.
    if (Math.max(shape.bound, 1) * shape.denominator > EXACT) {
      throw problemAt(
        scope.source,
        at.from,
        'too-large',
        'the branches cannot be compared exactly',
        'round one of them first',
      )
    }
    return { kind: 'choice', type: 'number', at, shape, test, then, otherwise }
  }
  throw problemAt(
    scope.source,
    otherwise.at.from,
    'type',
    'the two branches are of different kinds',
    'give both branches the same kind of value',
  )
}

/** Shape that covers both: the wider scale, the larger numerator and denominator. */
export function either(a: Shape, b: Shape): Shape {
  const common = joined(a, b)
  return {
    ...common,
    bound: Math.max(reach(a, common.scale, 1), reach(b, common.scale, 1)),
    denominator: Math.max(a.denominator, b.denominator),
  }
}
