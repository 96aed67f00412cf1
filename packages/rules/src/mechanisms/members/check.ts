import { nearestFact } from '../../facts/dictionary.ts'
import { type Call, needArguments } from '../../language/call.ts'
import { checkTruth } from '../../language/expect.ts'
import { MOST_MEMBERS } from '../../language/fact-shape.ts'
import { problemAt } from '../../language/problem.ts'
import type { Scope } from '../../language/scope.ts'
import { EXACT } from '../../language/shape.ts'
import { parts, type SyntaxNode, textOf } from '../../language/syntax.ts'
import type { NumberNode, TruthNode } from '../../language/tree.ts'
import { checkItemFact } from '../reference/check.ts'

/** `some m in members[…] satisfies …`, `every m in members[…] satisfies …`. */
export function checkQuantified(node: SyntaxNode, scope: Scope): TruthNode {
  const [word, bindings, , body] = parts(node)
  const iterators = bindings ? parts(bindings) : []
  const [name, , context] = iterators[0] ? parts(iterators[0]) : []
  const list = context ? parts(context)[0] : undefined
  if (!word || !body || !name || !list || iterators.length !== 1) {
    throw problemAt(
      scope.source,
      node.from,
      'unsupported',
      'one name over members is needed',
      'write some m in members satisfies …',
    )
  }
  const filter = filterOf(list, scope)
  const bound = new Map([...scope.bound, [textOf(name, scope.source), scope.depth] as const])
  const test = checkTruth(body, { ...scope, bound, depth: scope.depth + 1 })
  const kind = word.name === 'every' ? 'every' : 'some'
  return { kind, type: 'boolean', at: { from: node.from, to: node.to }, depth: scope.depth, filter, test }
}

/** `count(members)`, `count(members[…])`: with unknown members an interval, so that a comparison may still be certain. */
export function checkCount(call: Call, scope: Scope): NumberNode {
  needArguments(call, 1, 'count(members[…])', scope)
  const list = call.given[0]
  const filter = list ? filterOf(list, scope) : null
  const shape = { scale: 0, money: false, unit: 'person', bound: MOST_MEMBERS, denominator: 1 }
  return {
    kind: 'count',
    type: 'number',
    at: { from: call.node.from, to: call.node.to },
    depth: scope.depth,
    filter,
    shape,
  }
}

/** `sum(members.monthly_income)`, `sum(members[…].monthly_income)`: unknown as soon as one part is. */
export function checkSum(call: Call, scope: Scope): NumberNode {
  needArguments(call, 1, 'sum(members.fact)', scope)
  const [list, name] = call.given[0]?.name === 'PathExpression' ? parts(call.given[0]) : []
  if (!list || !name) {
    throw problemAt(
      scope.source,
      call.node.from,
      'unsupported',
      'sum adds one fact over members',
      'write sum(members[…].monthly_income)',
    )
  }
  const filter = filterOf(list, scope)
  const fact = textOf(name, scope.source)
  const inner: Scope = { ...scope, item: scope.depth, depth: scope.depth + 1 }
  const of = checkItemFact(name, inner)
  if (!of) {
    const near = nearestFact(scope.facts, 'person', fact)
    throw problemAt(
      scope.source,
      name.from,
      'unknown-fact',
      `there is no fact person.${fact}`,
      near ? `did you mean ${near}?` : 'see lastmile facts',
    )
  }
  const at = { from: call.node.from, to: call.node.to }
  if (of.type !== 'number' || of.shape.denominator !== 1) {
    throw problemAt(
      scope.source,
      name.from,
      'type',
      `${fact} cannot be added up`,
      'add whole numbers or money',
    )
  }
  const bound = of.shape.bound * MOST_MEMBERS
  if (bound > EXACT)
    throw problemAt(
      scope.source,
      name.from,
      'too-large',
      'the sum may be too large to be exact',
      'give the fact a smaller max',
    )
  return { kind: 'sum', type: 'number', at, depth: scope.depth, filter, of, shape: { ...of.shape, bound } }
}

function filterOf(list: SyntaxNode, scope: Scope): TruthNode | null {
  if (list.name === 'VariableName' && textOf(list, scope.source) === 'members') return null
  const [base, condition] = list.name === 'FilterExpression' ? parts(list) : []
  if (!base || !condition || textOf(base, scope.source) !== 'members') {
    throw problemAt(
      scope.source,
      list.from,
      'unsupported',
      'only the members of the household can be gone through',
      'write members or members[condition]',
    )
  }
  return checkTruth(condition, { ...scope, item: scope.depth, depth: scope.depth + 1 })
}
