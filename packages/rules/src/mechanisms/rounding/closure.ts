import type { Compiler, Quantity } from '../../backends/closure/machine.ts'
import type { NumberNode } from '../../language/tree.ts'
import { roundQuotient } from './modes.ts'

/** Rounds a quotient to `digits` decimals by the mode of the law. */
export function rounded(node: Extract<NumberNode, { kind: 'round' }>, compiler: Compiler): Quantity {
  const { top, bottom } = compiler.number(node.of)
  const up = 10 ** Math.max(0, node.digits - node.of.shape.scale)
  const down = 10 ** Math.max(0, node.of.shape.scale - node.digits)
  return {
    bottom: null,
    top: (frame) => {
      const value = top(frame)
      const under = bottom ? bottom(frame) : 1
      return value === null || under === null ? null : roundQuotient(value * up, under * down, node.mode)
    },
  }
}
