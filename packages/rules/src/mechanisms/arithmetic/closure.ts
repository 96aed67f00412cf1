import type { Compiler, Numeral, Quantity } from '../../backends/closure/machine.ts'
import type { NumberNode } from '../../language/tree.ts'

type Arithmetic = Extract<NumberNode, { kind: 'add' | 'subtract' | 'multiply' | 'divide' }>

/** Exact arithmetic on numerators and denominators; division by zero is unknown. */
export function arithmetic(node: Arithmetic, compiler: Compiler): Quantity {
  const [left, right] = [compiler.number(node.left), compiler.number(node.right)]
  const [a, b, c, d] = [left.top, right.top, left.bottom, right.bottom]
  switch (node.kind) {
    case 'multiply':
      return { top: product(a, b), bottom: c && d ? product(c, d) : (c ?? d) }
    case 'divide': {
      const lift = 10 ** Math.max(0, node.right.shape.scale - node.left.shape.scale)
      const size: Numeral = (frame) => {
        const value = b(frame)
        return value === null || value === 0 ? null : Math.abs(value)
      }
      const top: Numeral = (frame) => {
        const value = a(frame)
        const by = b(frame)
        const under = d ? d(frame) : 1
        if (value === null || by === null || by === 0 || under === null) return null
        return value * under * lift * (by < 0 ? -1 : 1)
      }
      return { top, bottom: c ? product(c, size) : size }
    }
    default: {
      const raiseLeft = 10 ** (node.shape.scale - node.left.shape.scale)
      const raiseRight = 10 ** (node.shape.scale - node.right.shape.scale) * (node.kind === 'add' ? 1 : -1)
      const top: Numeral = (frame) => {
        const x = a(frame)
        if (x === null) return null
        const y = b(frame)
        if (y === null) return null
        const p = d ? d(frame) : 1
        const q = c ? c(frame) : 1
        return p === null || q === null ? null : x * raiseLeft * p + y * raiseRight * q
      }
      return { top, bottom: c && d ? product(c, d) : (c ?? d) }
    }
  }
}

function product(a: Numeral, b: Numeral): Numeral {
  return (frame) => {
    const x = a(frame)
    if (x === null) return null
    const y = b(frame)
    return y === null ? null : x * y
  }
}
