import { type Call, needArguments } from '../../language/call.ts'
import { checkNumber } from '../../language/expect.ts'
import { problemAt } from '../../language/problem.ts'
import type { Scope } from '../../language/scope.ts'
import { EXACT, MOST_DIGITS, power } from '../../language/shape.ts'
import type { NumberNode } from '../../language/tree.ts'
import { ROUNDINGS } from './modes.ts'

/** `round half up(x, 2)` and its kin: the only way from a quotient to an amount. Money counts its digits in yuan. */
export function checkRounding(call: Call, scope: Scope): NumberNode {
  const oneArgument = (call.name === 'floor' || call.name === 'ceiling') && call.given.length === 1
  if (!oneArgument) needArguments(call, 2, `${call.name}(number, digits)`, scope)
  const [first, second] = call.given
  const mode = ROUNDINGS[call.name]
  if (!first || !mode)
    throw problemAt(
      scope.source,
      call.node.from,
      'arguments',
      'nothing to round',
      `write ${call.name}(number, digits)`,
    )
  const of = checkNumber(first, scope)
  const places = second ? checkNumber(second, scope) : null
  const digits =
    places === null ? 0 : places.kind === 'number' && places.shape.scale === 0 ? places.value : -1
  if (digits < 0 || digits > MOST_DIGITS) {
    throw problemAt(
      scope.source,
      second?.from ?? first.from,
      'arguments',
      'the digits must be a whole number from 0 to 9',
      'to round to 5 yuan write round half up(x / 5, 0) * 5',
    )
  }
  const { scale, denominator, bound, money, unit } = of.shape
  const top = bound * power(Math.max(0, digits - scale))
  const bottom = denominator * power(Math.max(0, scale - digits))
  if (top > EXACT || bottom > EXACT) {
    throw problemAt(
      scope.source,
      first.from,
      'too-large',
      'the value may be too large to be rounded exactly',
      'round to fewer digits',
    )
  }
  return {
    kind: 'round',
    type: 'number',
    at: { from: call.node.from, to: call.node.to },
    mode,
    digits,
    of,
    shape: {
      scale: digits,
      denominator: 1,
      bound: Math.ceil(bound * 10 ** (digits - scale)) + 1,
      money,
      unit,
    },
  }
}
