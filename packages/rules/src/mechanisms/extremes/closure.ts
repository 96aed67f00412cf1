import type { Compiler, Numeral, Quantity } from '../../backends/closure/machine.ts'
import type { NumberNode } from '../../language/tree.ts'

type Part = { top: Numeral; bottom: Numeral | null; scale: number }

/** `min` and `max`: the parts are brought over common denominators two by two. */
export function extreme(
  node: Extract<NumberNode, { kind: 'least' | 'greatest' }>,
  compiler: Compiler,
): Quantity {
  const pick = node.kind === 'least' ? Math.min : Math.max
  const parts = node.of.map((of): Part => ({ ...compiler.number(of), scale: of.shape.scale }))
  return parts.reduce((a, b) => pair(a, b, pick))
}

function pair(a: Part, b: Part, pick: (x: number, y: number) => number): Part {
  const scale = Math.max(a.scale, b.scale)
  const [raiseA, raiseB] = [10 ** (scale - a.scale), 10 ** (scale - b.scale)]
  const top: Numeral = (frame) => {
    const x = a.top(frame)
    const y = b.top(frame)
    const p = a.bottom ? a.bottom(frame) : 1
    const q = b.bottom ? b.bottom(frame) : 1
    return x === null || y === null || p === null || q === null ? null : pick(x * raiseA * q, y * raiseB * p)
  }
  const [under, over] = [a.bottom, b.bottom]
  if (!under || !over) return { top, bottom: under ?? over, scale }
  const bottom: Numeral = (frame) => {
    const p = under(frame)
    const q = over(frame)
    return p === null || q === null ? null : p * q
  }
  return { top, bottom, scale }
}
