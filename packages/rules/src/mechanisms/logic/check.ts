import { type Call, needArguments } from '../../language/call.ts'
import { checkTruth } from '../../language/expect.ts'
import type { Scope } from '../../language/scope.ts'
import { parts, type SyntaxNode } from '../../language/syntax.ts'
import type { TruthNode } from '../../language/tree.ts'

/** `a and b`, `a or b`: chains of the same word become one node. */
export function checkLogic(node: SyntaxNode, scope: Scope): TruthNode {
  const kind = node.name === 'Conjunction' ? 'all' : 'any'
  const of: TruthNode[] = []
  const gather = (side: SyntaxNode): void => {
    if (side.name === node.name) operands(side).forEach(gather)
    else of.push(checkTruth(side, scope))
  }
  gather(node)
  return { kind, type: 'boolean', at: { from: node.from, to: node.to }, of }
}

/** `not(a)`. */
export function checkNot(call: Call, scope: Scope): TruthNode {
  needArguments(call, 1, 'not(condition)', scope)
  const of = call.given.map((one) => checkTruth(one, scope))[0]
  if (!of) throw new Error('unreachable: one argument was checked')
  return { kind: 'not', type: 'boolean', at: { from: call.node.from, to: call.node.to }, of }
}

function operands(node: SyntaxNode): SyntaxNode[] {
  return parts(node).filter((part) => part.name !== 'and' && part.name !== 'or')
}
