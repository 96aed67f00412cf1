import type { Call } from '../../language/call.ts'
import { checkNumber } from '../../language/expect.ts'
import { problemAt } from '../../language/problem.ts'
import type { Scope } from '../../language/scope.ts'
import { alike, EXACT, joined, reach } from '../../language/shape.ts'
import type { NumberNode, Shape } from '../../language/tree.ts'

/** `min(a, b, …)`, `max(a, b, …)`: unknown as soon as one of them is. */
export function checkExtreme(call: Call, kind: 'least' | 'greatest', scope: Scope): NumberNode {
  if (call.given.length < 2) {
    throw problemAt(
      scope.source,
      call.node.from,
      'arguments',
      `${call.name}() needs at least two numbers`,
      'over members use count or sum',
    )
  }
  const of = call.given.map((one) => checkNumber(one, scope))
  const shape = of
    .map((node) => node.shape)
    .reduce((a, b) => {
      if (!alike(a, b))
        throw problemAt(
          scope.source,
          call.node.from,
          'type',
          'these numbers are of different kinds',
          'compare like with like',
        )
      return common(a, b)
    })
  if (shape.bound > EXACT || shape.denominator > EXACT) {
    throw problemAt(
      scope.source,
      call.node.from,
      'too-large',
      'these numbers cannot be compared exactly',
      'round them first',
    )
  }
  return { kind, type: 'number', at: { from: call.node.from, to: call.node.to }, of, shape }
}

/** Shape of the chosen one after both stand over a common denominator. */
function common(a: Shape, b: Shape): Shape {
  const base = joined(a, b)
  return {
    ...base,
    denominator: a.denominator * b.denominator,
    bound: Math.max(reach(a, base.scale, b.denominator), reach(b, base.scale, a.denominator)),
  }
}
