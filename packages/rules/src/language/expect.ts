import { problemAt } from './problem.ts'
import type { Scope } from './scope.ts'
import type { SyntaxNode } from './syntax.ts'
import type { DateNode, Node, NumberNode, QuantityNode, TruthNode, WordNode } from './tree.ts'

const SAID = { boolean: 'yes or no', number: 'a number', date: 'a day', word: 'a word of a list' } as const

function refuse(node: Node, wanted: string, scope: Scope): never {
  const message = `this is ${SAID[node.type]}, but ${wanted} is needed here`
  throw problemAt(scope.source, node.at.from, 'type', message, `write something that is ${wanted}`)
}

/** Checks a node that must be a condition. */
export function checkTruth(node: SyntaxNode, scope: Scope): TruthNode {
  const checked = scope.check(node, scope)
  return checked.type === 'boolean' ? checked : refuse(checked, SAID.boolean, scope)
}

/** Checks a node that must be a number. */
export function checkNumber(node: SyntaxNode, scope: Scope): NumberNode {
  const checked = scope.check(node, scope)
  return checked.type === 'number' ? checked : refuse(checked, SAID.number, scope)
}

/** Checks a node that must be a day. */
export function checkDay(node: SyntaxNode, scope: Scope): DateNode {
  const checked = scope.check(node, scope)
  return checked.type === 'date' ? checked : refuse(checked, SAID.date, scope)
}

/** Checks a node that must be a number or a day. */
export function checkQuantity(node: SyntaxNode, scope: Scope): QuantityNode {
  const checked = scope.check(node, scope)
  return checked.type === 'number' || checked.type === 'date'
    ? checked
    : refuse(checked, 'a number or a day', scope)
}

/** Checks a node that must be a word of an enumeration. */
export function checkWord(node: SyntaxNode, scope: Scope): WordNode {
  const checked = scope.check(node, scope)
  return checked.type === 'word' ? checked : refuse(checked, SAID.word, scope)
}
