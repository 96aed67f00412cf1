import type { Compiler, Numeral, Quantity, Speller, Test } from '../../backends/closure/machine.ts'
import type { Comparator, NumberNode, QuantityNode, TruthNode } from '../../language/tree.ts'
import { compareRanges } from './order.ts'

type Compare = Extract<TruthNode, { kind: 'compare' }>

/** Compares by cross-multiplication: no division, and nothing beyond the exact integers (the checker saw to it). */
export function comparison(node: Compare, compiler: Compiler): Test {
  const [left, right] = [quantity(node.left, compiler), quantity(node.right, compiler)]
  const [raiseLeft, raiseRight] = raises(node.left, node.right)
  if (left.range || right.range) return rangeTest(node.op, left, right, raiseLeft, raiseRight)
  const decide = decider(node.op)
  const [bottomLeft, bottomRight] = [left.bottom, right.bottom]
  if (!bottomLeft && !bottomRight) {
    return (frame) => {
      const a = left.top(frame)
      if (a === null) return null
      const b = right.top(frame)
      return b === null ? null : decide(a * raiseLeft - b * raiseRight)
    }
  }
  return (frame) => {
    const a = left.top(frame)
    const b = right.top(frame)
    const c = bottomLeft ? bottomLeft(frame) : 1
    const d = bottomRight ? bottomRight(frame) : 1
    if (a === null || b === null || c === null || d === null) return null
    return decide(a * raiseLeft * d - b * raiseRight * c)
  }
}

/** A number in a list of written numbers. */
export function numberIn(of: NumberNode, numbers: readonly NumberNode[], compiler: Compiler): Test {
  const tests = numbers.map((number) =>
    comparison(
      { kind: 'compare', type: 'boolean', at: number.at, op: '=', left: of, right: number },
      compiler,
    ),
  )
  return (frame) => {
    let unknown = false
    for (const test of tests) {
      const value = test(frame)
      if (value) return true
      if (value === null) unknown = true
    }
    return unknown ? null : false
  }
}

/** A word among words. */
export function wordIn(of: Speller, words: readonly string[]): Test {
  const set = new Set(words)
  return (frame) => {
    const word = of(frame)
    return word === null ? null : set.has(word)
  }
}

function quantity(node: QuantityNode, compiler: Compiler): Quantity {
  return node.type === 'number' ? compiler.number(node) : { top: compiler.day(node), bottom: null }
}

/** Factors that bring both sides to the finer scale. */
export function raises(left: QuantityNode, right: QuantityNode): [number, number] {
  const a = left.type === 'number' ? left.shape.scale : 0
  const b = right.type === 'number' ? right.shape.scale : 0
  return [10 ** Math.max(0, b - a), 10 ** Math.max(0, a - b)]
}

function decider(op: Comparator): (difference: number) => boolean {
  switch (op) {
    case '<':
      return (difference) => difference < 0
    case '<=':
      return (difference) => difference <= 0
    case '>':
      return (difference) => difference > 0
    case '>=':
      return (difference) => difference >= 0
    case '=':
      return (difference) => difference === 0
    case '!=':
      return (difference) => difference !== 0
  }
}

function rangeTest(
  op: Comparator,
  left: Quantity,
  right: Quantity,
  raiseLeft: number,
  raiseRight: number,
): Test {
  const one: Numeral = () => 1
  const [bottomLeft, bottomRight] = [left.bottom ?? one, right.bottom ?? one]
  return (frame) => {
    const a = left.range ? [left.range.least(frame), left.range.most(frame)] : twice(left.top(frame))
    const b = right.range ? [right.range.least(frame), right.range.most(frame)] : twice(right.top(frame))
    const c = bottomLeft(frame)
    const d = bottomRight(frame)
    if (a === null || b === null || c === null || d === null) return null
    const [aLow = 0, aHigh = 0] = a
    const [bLow = 0, bHigh = 0] = b
    const [x, y] = [raiseLeft * d, raiseRight * c]
    return compareRanges(op, aLow * x, aHigh * x, bLow * y, bHigh * y)
  }
}

function twice(value: number | null): [number, number] | null {
  return value === null ? null : [value, value]
}
