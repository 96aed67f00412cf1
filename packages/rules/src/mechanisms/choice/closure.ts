import type { Compiler, FlatFrame, Numeral, Quantity, Test } from '../../backends/closure/machine.ts'
import type { NumberNode } from '../../language/tree.ts'

/** `if` over plain values: an unknown test is unknown unless both branches agree. */
export function choice<T>(
  test: Test,
  then: (frame: FlatFrame) => T | null,
  otherwise: (frame: FlatFrame) => T | null,
) {
  return (frame: FlatFrame): T | null => {
    const decided = test(frame)
    if (decided === true) return then(frame)
    if (decided === false) return otherwise(frame)
    const a = then(frame)
    return a !== null && a === otherwise(frame) ? a : null
  }
}

/** `if` over numbers, which may stand over different denominators. */
export function numberChoice(node: Extract<NumberNode, { kind: 'choice' }>, compiler: Compiler): Quantity {
  const test = compiler.truth(node.test)
  const [then, otherwise] = [compiler.number(node.then), compiler.number(node.otherwise)]
  const topThen = raised(then.top, 10 ** (node.shape.scale - node.then.shape.scale))
  const topElse = raised(otherwise.top, 10 ** (node.shape.scale - node.otherwise.shape.scale))
  if (!then.bottom && !otherwise.bottom) return { top: choice(test, topThen, topElse), bottom: null }
  const one: Numeral = () => 1
  const [underThen, underElse] = [then.bottom ?? one, otherwise.bottom ?? one]
  const pick = (frame: FlatFrame): [Numeral, Numeral] | null => {
    const decided = test(frame)
    if (decided === true) return [topThen, underThen]
    if (decided === false) return [topElse, underElse]
    const [a, b, c, d] = [topThen(frame), topElse(frame), underThen(frame), underElse(frame)]
    return a !== null && b !== null && c !== null && d !== null && a * d === b * c
      ? [topThen, underThen]
      : null
  }
  return {
    top: (frame) => pick(frame)?.[0](frame) ?? null,
    bottom: (frame) => pick(frame)?.[1](frame) ?? null,
  }
}

function raised(of: Numeral, factor: number): Numeral {
  if (factor === 1) return of
  return (frame) => {
    const value = of(frame)
    return value === null ? null : value * factor
  }
}
