import type { Maker, Ref } from './node.ts'

/**
 * `and` / `or` in one shape, so that equal conditions meet: flat, without repetition, without what others imply,
 * and grouped by whom it is about, so that what is of the household alone is worked out once for all its members.
 */
export function connect(graph: Maker, op: 'and' | 'or', of: readonly Ref[]): Ref {
  const decisive = op === 'or' ? 1 : 0
  const flat = new Set(of.flatMap((one) => flatten(one, op)))
  for (const one of flat) {
    if (one.op === 'truth') {
      if (one.value === decisive) return one
      flat.delete(one)
    }
  }
  for (const one of flat) {
    const [inner] = one.args
    if (one.op === 'not' && inner && flat.has(inner)) return graph.truth(decisive === 1)
  }
  const other = op === 'and' ? 'or' : 'and'
  for (const one of flat) {
    // a and (a or b) is a.
    if (one.op === other && flatten(one, other).some((part) => flat.has(part))) flat.delete(one)
    else if (op === 'and' && one.op === 'known' && [...flat].some((part) => implies(part, one)))
      flat.delete(one)
  }
  const groups = new Map<number, Ref[]>()
  for (const one of flat) groups.set(one.level, [...(groups.get(one.level) ?? []), one])
  const joined = [...groups.values()].map((group) => single(graph, op, group))
  return joined.length === 0 ? graph.truth(decisive === 0) : single(graph, op, joined)
}

function single(graph: Maker, op: 'and' | 'or', of: readonly Ref[]): Ref {
  const [first] = of
  if (of.length === 1 && first) return first
  return graph.node({ op, truth: true, args: [...of].sort((a, b) => a.id - b.id) })
}

function flatten(node: Ref, op: 'and' | 'or'): readonly Ref[] {
  return node.op === op ? node.args.flatMap((arg) => flatten(arg, op)) : [node]
}

/** Whether a comparison cannot hold where the column is unknown: its unknown value (255, -2^31, NaN) fails it. */
function implies(part: Ref, known: Ref): boolean {
  const [a, b] = part.args
  if (!a || !b || !known.source) return false
  const reads = (node: Ref) =>
    node.op === 'load' && node.source?.key === known.source?.key && node.variable === known.variable
  const { storage } = known.source
  if (part.op === 'equal') return (reads(a) && b.op === 'number') || (reads(b) && a.op === 'number')
  if (part.op !== 'less') return false
  if (storage === 'f64') return (reads(a) && b.op === 'number') || (reads(b) && a.op === 'number')
  return storage === 'u8'
    ? reads(a) && b.op === 'number' && b.value <= 255
    : reads(b) && a.op === 'number' && a.value >= -2147483648
}
