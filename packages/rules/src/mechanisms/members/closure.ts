import type { Compiler, FlatFrame, Quantity, Test } from '../../backends/closure/machine.ts'
import type { NumberNode, TruthNode } from '../../language/tree.ts'

/** `some` (decisive true) and `every` (decisive false) over members; a member that may not belong can only leave it open. */
export function quantified(node: Extract<TruthNode, { kind: 'some' | 'every' }>, compiler: Compiler): Test {
  const decisive = node.kind === 'some'
  const filter = node.filter ? compiler.truth(node.filter) : null
  const test = compiler.truth(node.test)
  const { depth } = node
  return (frame) => {
    let unknown = false
    for (let member = frame.first; member < frame.end; member += frame.width) {
      frame.locals[depth] = member
      const belongs = filter ? filter(frame) : true
      if (belongs === false) continue
      const value = test(frame)
      if (value === decisive && belongs) return decisive
      if (value === null || (value === decisive && belongs === null)) unknown = true
    }
    return unknown ? null : !decisive
  }
}

/** A count: exact when every member's place is known, else between those who surely and those who possibly belong. */
export function counted(node: Extract<NumberNode, { kind: 'count' }>, compiler: Compiler): Quantity {
  const filter = node.filter ? compiler.truth(node.filter) : null
  if (!filter) return { top: (frame) => (frame.end - frame.first) / frame.width, bottom: null }
  const { depth } = node
  const tally = (frame: FlatFrame, possible: boolean): number => {
    let found = 0
    for (let member = frame.first; member < frame.end; member += frame.width) {
      frame.locals[depth] = member
      const belongs = filter(frame)
      if (belongs === true || (possible && belongs === null)) found++
    }
    return found
  }
  const least = (frame: FlatFrame) => tally(frame, false)
  const most = (frame: FlatFrame) => tally(frame, true)
  const top = (frame: FlatFrame) => {
    const low = least(frame)
    return low === most(frame) ? low : null
  }
  return { top, bottom: null, range: { least, most } }
}

/** A sum: unknown as soon as a member's place or value is unknown. */
export function summed(node: Extract<NumberNode, { kind: 'sum' }>, compiler: Compiler): Quantity {
  const filter = node.filter ? compiler.truth(node.filter) : null
  const of = compiler.number(node.of).top
  const { depth } = node
  const top = (frame: FlatFrame) => {
    let total = 0
    for (let member = frame.first; member < frame.end; member += frame.width) {
      frame.locals[depth] = member
      const belongs = filter ? filter(frame) : true
      if (belongs === null) return null
      if (!belongs) continue
      const value = of(frame)
      if (value === null) return null
      total += value
    }
    return total
  }
  return { top, bottom: null }
}
