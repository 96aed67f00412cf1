import { problemAt } from '../../language/problem.ts'
import type { Scope } from '../../language/scope.ts'
import { alike, EXACT, joined, reach } from '../../language/shape.ts'
import type { Comparator, Place, QuantityNode, TruthNode } from '../../language/tree.ts'

/** A comparison of two numbers or two days, refused where the products that decide it could be inexact. */
export function compare(
  op: Comparator,
  left: QuantityNode,
  right: QuantityNode,
  at: Place,
  scope: Scope,
): TruthNode {
  if (left.type !== right.type) {
    throw problemAt(
      scope.source,
      at.from,
      'type',
      'a day cannot be compared with a number',
      'compare days with date("YYYY-MM-DD")',
    )
  }
  if (left.type === 'number' && right.type === 'number') {
    const [a, b] = [left.shape, right.shape]
    if (!alike(a, b)) {
      const said =
        a.money === b.money
          ? `${a.unit} cannot be compared with ${b.unit}`
          : 'money cannot be compared with a number'
      throw problemAt(scope.source, at.from, 'unit', said, 'compare like with like')
    }
    const { scale } = joined(a, b)
    if (Math.max(reach(a, scale, b.denominator), reach(b, scale, a.denominator)) > EXACT) {
      throw problemAt(
        scope.source,
        at.from,
        'too-large',
        'these numbers cannot be compared exactly',
        'round one of them first',
      )
    }
  }
  return { kind: 'compare', type: 'boolean', at, op, left, right }
}
