import { problemAt } from '../../language/problem.ts'
import type { Scope } from '../../language/scope.ts'
import { alike, EXACT, joined, MOST_DIGITS, power, reach } from '../../language/shape.ts'
import { parts, type SyntaxNode, textOf } from '../../language/syntax.ts'
import type { Node, NumberNode, Place, Shape } from '../../language/tree.ts'
import { checkShift } from '../calendar/check.ts'

const KINDS = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide' } as const

/** `a + b`, `a - b`, `a * b`, `a / b`, `-a`: exact, money kept apart from numbers; a day plus a duration. */
export function checkArithmetic(node: SyntaxNode, scope: Scope): Node {
  const all = parts(node)
  const sign = all.find((part) => part.name === 'ArithOp')
  const operator = sign ? textOf(sign, scope.source) : ''
  const [first, second] = all.filter((part) => part.name !== 'ArithOp')
  if (!first || !Object.hasOwn(KINDS, operator)) {
    throw problemAt(
      scope.source,
      sign?.from ?? node.from,
      'unsupported',
      `"${operator}" is not part of the policy profile`,
      'use + - * /',
    )
  }
  const kind = KINDS[operator as keyof typeof KINDS]
  const at = { from: node.from, to: node.to }
  if (!second) {
    const of = scope.check(first, scope)
    if (of.type !== 'number' || kind !== 'subtract') return mismatch(node, scope)
    const zero: NumberNode = {
      kind: 'number',
      type: 'number',
      at,
      value: 0,
      shape: { scale: 0, money: null, unit: null, bound: 0, denominator: 1 },
    }
    return { kind, type: 'number', at, left: zero, right: of, shape: of.shape }
  }
  const shifted = checkShift(first, second, operator, at, scope)
  if (shifted) return shifted
  const left = scope.check(first, scope)
  const right = scope.check(second, scope)
  if (left.type !== 'number' || right.type !== 'number') return mismatch(node, scope)
  return reckoned(kind, left, right, at, scope)
}

/** Two numbers reckoned with each other, refused where money and numbers are mixed or the result could be inexact. */
export function reckoned(
  kind: (typeof KINDS)[keyof typeof KINDS],
  left: NumberNode,
  right: NumberNode,
  at: Place,
  scope: Scope,
): NumberNode {
  const shape = shapeOf(kind, left.shape, right.shape)
  if (typeof shape === 'string')
    throw problemAt(scope.source, at.from, 'type', shape, 'see "Money and numbers" in docs/rules.md')
  if (shape.bound > EXACT || shape.denominator > EXACT || shape.scale > MOST_DIGITS) {
    throw problemAt(
      scope.source,
      at.from,
      'too-large',
      'the result may be too large or too fine to be exact',
      'round in between, or give the facts a smaller max',
    )
  }
  return { kind, type: 'number', at, left, right, shape }
}

function shapeOf(kind: (typeof KINDS)[keyof typeof KINDS], a: Shape, b: Shape): Shape | string {
  if (kind === 'multiply') {
    if (a.money && b.money) return 'money cannot be multiplied by money'
    const money = a.money === null && b.money === null ? null : Boolean(a.money || b.money)
    return {
      scale: a.scale + b.scale,
      money,
      unit: null,
      bound: a.bound * b.bound,
      denominator: a.denominator * b.denominator,
    }
  }
  if (kind === 'divide') {
    if (b.money && !a.money) return 'a number cannot be divided by money'
    const money = a.money === null && b.money === null ? null : Boolean(a.money && !b.money)
    const lift = Math.max(0, b.scale - a.scale)
    return {
      scale: Math.max(0, a.scale - b.scale),
      money,
      unit: null,
      bound: a.bound * b.denominator * power(lift),
      denominator: a.denominator * b.bound,
    }
  }
  if (!alike(a, b))
    return a.money === b.money
      ? `${a.unit} and ${b.unit} are different units`
      : 'money and numbers cannot be added'
  const common = joined(a, b)
  return {
    ...common,
    bound: reach(a, common.scale, b.denominator) + reach(b, common.scale, a.denominator),
    denominator: a.denominator * b.denominator,
  }
}

function mismatch(node: SyntaxNode, scope: Scope): never {
  throw problemAt(
    scope.source,
    node.from,
    'type',
    'only numbers and money can be reckoned with',
    'look at the types of the facts',
  )
}
