import { type Call, needArguments } from '../../language/call.ts'
import { checkDay } from '../../language/expect.ts'
import { problemAt } from '../../language/problem.ts'
import type { Scope } from '../../language/scope.ts'
import { parts, type SyntaxNode, textOf } from '../../language/syntax.ts'
import type { DateNode, NumberNode, Place } from '../../language/tree.ts'
import { dayNumber } from './days.ts'

/** `date("2022-01-01")` or `@"2022-01-01"`. A duration stands only beside a day. */
export function checkDayLiteral(node: SyntaxNode, scope: Scope): DateNode {
  const text = quoted(node, scope)
  const value = dayNumber(text)
  if (value === null) {
    throw problemAt(
      scope.source,
      node.from,
      'unsupported',
      `${textOf(node, scope.source)} is not a day`,
      'write date("YYYY-MM-DD")',
    )
  }
  return { kind: 'day', type: 'date', at: place(node), value }
}

/** `today()`: the legal day that the question is asked for. */
export function checkToday(call: Call, scope: Scope): DateNode {
  needArguments(call, 0, 'today()', scope)
  const today = { kind: 'today', type: 'date', at: place(call.node) } as const
  if (scope.back === undefined) return today
  return { kind: 'shift', type: 'date', at: today.at, of: today, months: 0, days: -scope.back }
}

/** `age(birth, day)`: completed years. */
export function checkAge(call: Call, scope: Scope): NumberNode {
  needArguments(call, 2, 'age(birth date, day)', scope)
  const [birth, on] = call.given.map((one) => checkDay(one, scope))
  if (!birth || !on)
    throw problemAt(
      scope.source,
      call.node.from,
      'arguments',
      'age() needs two days',
      'write age(birth date, day)',
    )
  const shape = { scale: 0, money: false, unit: 'year', bound: 9999, denominator: 1 }
  return { kind: 'age', type: 'number', at: place(call.node), birth, on, shape }
}

/** `day + duration("P3M")`, or null when the two sides are no such thing. */
export function checkShift(
  left: SyntaxNode,
  right: SyntaxNode,
  operator: string,
  at: Place,
  scope: Scope,
): DateNode | null {
  const match =
    right.name === 'DateTimeLiteral'
      ? /^P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?$/.exec(quoted(right, scope))
      : null
  if (!match) return null
  if (operator !== '+' && operator !== '-') {
    throw problemAt(
      scope.source,
      at.from,
      'type',
      `a duration cannot be used with "${operator}"`,
      'write day + duration(…)',
    )
  }
  const of = checkDay(left, scope)
  const sign = operator === '+' ? 1 : -1
  const months = sign * (Number(match[1] ?? 0) * 12 + Number(match[2] ?? 0))
  return { kind: 'shift', type: 'date', at, of, months, days: sign * Number(match[3] ?? 0) }
}

function quoted(node: SyntaxNode, scope: Scope): string {
  const find = (inner: SyntaxNode): string | null => {
    if (inner.name === 'StringLiteral') return textOf(inner, scope.source).slice(1, -1)
    for (const part of parts(inner)) {
      const found = find(part)
      if (found !== null) return found
    }
    return null
  }
  return find(node) ?? ''
}

function place(node: SyntaxNode): Place {
  return { from: node.from, to: node.to }
}
