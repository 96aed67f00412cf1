import type { Exact, WalkedPart, Walker } from '../../explain/walker.ts'
import { say } from '../../explain/words.ts'
import type { NumberNode, Rounding } from '../../language/tree.ts'
import { merge, shownAs } from '../arithmetic/walk.ts'
import { roundQuotient } from './modes.ts'

/** The ways of rounding, as the law names them. */
export const MODES: Readonly<Record<Rounding, [string, string]>> = {
  'half-up': ['四舍五入', 'rounded half up'],
  'half-down': ['五舍六入', 'rounded half down'],
  'half-even': ['银行家舍入', 'rounded half to even'],
  up: ['进位', 'rounded up'],
  down: ['舍去零头', 'rounded down'],
  floor: ['向下取整', 'rounded down'],
  ceiling: ['向上取整', 'rounded up'],
}

/** A rounding, named as the law does. */
export function walkRound(node: Extract<NumberNode, { kind: 'round' }>, walker: Walker): WalkedPart<Exact> {
  const of = walker.number(node.of)
  const up = 10 ** Math.max(0, node.digits - node.of.shape.scale)
  const down = 10 ** Math.max(0, node.of.shape.scale - node.digits)
  const exact = of.value
  const value = exact
    ? { top: roundQuotient(exact.top * up, exact.bottom * down, node.mode), bottom: 1, scale: node.digits }
    : null
  const [zh, en] = MODES[node.mode]
  return {
    ...merge([of]),
    value,
    shown: shownAs(value, node.shape),
    phrase: say(`（${of.phrase.zh}，${zh}）`, `(${of.phrase.en}, ${en})`),
  }
}
