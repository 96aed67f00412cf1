import type { Comparator, NumberNode } from '../../language/tree.ts'
import type { Graph } from './graph.ts'
import type { Ref } from './node.ts'
import { type Bindings, bind, factPart, type Lowering, type Numeral, type Rails, railsOf } from './parts.ts'

export function numberPart(node: NumberNode, bindings: Bindings, lower: Lowering): Numeral {
  const { graph } = lower
  const { scale } = node.shape
  const plain = (top: Ref, known: Ref): Numeral => ({ top, bottom: null, known, range: null, scale })
  switch (node.kind) {
    case 'number':
      return plain(graph.number(node.value), graph.truth(true))
    case 'fact': {
      const { value, known } = factPart(node.fact, node.subject, bindings, lower)
      return plain(value, known)
    }
    case 'figure': {
      const value = lower.figure(node.name)
      return value ? plain(value, graph.truth(true)) : plain(graph.number(0), graph.truth(false))
    }
    case 'named':
      return lower.number(node.body, bindings)
    case 'choice': {
      const test = lower.truth(node.test, bindings)
      const a = raised(graph, lower.number(node.then, bindings), scale)
      const b = raised(graph, lower.number(node.otherwise, bindings), scale)
      const known = graph.or(
        graph.and(test.yes, a.known),
        graph.and(test.no, b.known),
        graph.and(
          a.known,
          b.known,
          graph.equal(times(graph, a.top, b.bottom), times(graph, b.top, a.bottom)),
        ),
      )
      const one = graph.number(1)
      const bottom = a.bottom || b.bottom ? graph.select(test.no, b.bottom ?? one, a.bottom ?? one) : null
      return { top: graph.select(test.no, b.top, a.top), bottom, known, range: null, scale }
    }
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return arithmetic(
        node.kind,
        lower.number(node.left, bindings),
        lower.number(node.right, bindings),
        graph,
      )
    case 'least':
    case 'greatest':
      return node.of.map((of) => lower.number(of, bindings)).reduce((a, b) => extreme(node.kind, a, b, graph))
    case 'round': {
      const of = lower.number(node.of, bindings)
      const up = graph.number(10 ** Math.max(0, node.digits - of.scale))
      const down = graph.number(10 ** Math.max(0, of.scale - node.digits))
      const by = times(graph, down, of.bottom)
      return plain(graph.round(graph.multiply(of.top, up), by, node.mode), of.known)
    }
    case 'count': {
      if (!node.filter) return plain(graph.size(), graph.truth(true))
      const [inner, variable] = bind(node, bindings)
      const belongs = lower.truth(node.filter, inner)
      const least = graph.count(belongs.yes, variable)
      const most = graph.count(graph.not(belongs.no), variable)
      return { ...plain(least, graph.equal(least, most)), range: { least, most } }
    }
    case 'sum': {
      const [inner, variable] = bind(node, bindings)
      const belongs = node.filter ? lower.truth(node.filter, inner) : null
      const of = lower.number(node.of, inner)
      const counted = belongs ? graph.select(belongs.yes, of.top, graph.number(0)) : of.top
      const sure = belongs ? graph.or(belongs.no, graph.and(belongs.yes, of.known)) : of.known
      return plain(graph.sum(counted, variable), graph.not(graph.any(graph.not(sure), variable)))
    }
    case 'age': {
      const [birth, on] = [lower.day(node.birth, bindings), lower.day(node.on, bindings)]
      const years = graph.floor(graph.subtract(on.value, birth.value), 10000)
      return plain(years, graph.and(birth.known, on.known))
    }
  }
}

/** A comparison by cross-multiplication, certain only where every possible pair of values agrees. */
export function comparedNumbers(op: Comparator, a: Numeral, b: Numeral, graph: Graph): Rails {
  const scale = Math.max(a.scale, b.scale)
  const side = (of: Numeral, by: Ref | null) => (value: Ref) =>
    times(graph, graph.multiply(value, graph.number(10 ** (scale - of.scale))), by)
  const [left, right] = [side(a, b.bottom), side(b, a.bottom)]
  const aEnds = a.range ? [left(a.range.least), left(a.range.most)] : [left(a.top), left(a.top)]
  const bEnds = b.range ? [right(b.range.least), right(b.range.most)] : [right(b.top), right(b.top)]
  const known = graph.and(a.range ? graph.truth(true) : a.known, b.range ? graph.truth(true) : b.known)
  const [aLow, aHigh, bLow, bHigh] = [...aEnds, ...bEnds] as [Ref, Ref, Ref, Ref]
  if (aLow === aHigh && bLow === bHigh) {
    switch (op) {
      case '<':
        return railsOf(graph, graph.less(aLow, bLow), known)
      case '<=':
        return railsOf(graph, graph.not(graph.less(bLow, aLow)), known)
      case '>':
        return railsOf(graph, graph.less(bLow, aLow), known)
      case '>=':
        return railsOf(graph, graph.not(graph.less(aLow, bLow)), known)
      case '=':
        return railsOf(graph, graph.equal(aLow, bLow), known)
      case '!=':
        return railsOf(graph, graph.not(graph.equal(aLow, bLow)), known)
    }
  }
  const below = (x: Ref, y: Ref) => graph.less(x, y)
  const upTo = (x: Ref, y: Ref) => graph.not(graph.less(y, x))
  const rails = (yes: Ref, no: Ref): Rails => ({ yes: graph.and(known, yes), no: graph.and(known, no) })
  switch (op) {
    case '<':
      return rails(below(aHigh, bLow), upTo(bHigh, aLow))
    case '<=':
      return rails(upTo(aHigh, bLow), below(bHigh, aLow))
    case '>':
      return rails(below(bHigh, aLow), upTo(aHigh, bLow))
    case '>=':
      return rails(upTo(bHigh, aLow), below(aHigh, bLow))
    default: {
      const same = graph.and(graph.equal(aLow, aHigh), graph.equal(bLow, bHigh), graph.equal(aLow, bLow))
      const apart = graph.or(below(aHigh, bLow), below(bHigh, aLow))
      return op === '=' ? rails(same, apart) : rails(apart, same)
    }
  }
}

function arithmetic(
  kind: 'add' | 'subtract' | 'multiply' | 'divide',
  a: Numeral,
  b: Numeral,
  graph: Graph,
): Numeral {
  const known = graph.and(a.known, b.known)
  if (kind === 'multiply') {
    const bottom = product(graph, a.bottom, b.bottom)
    return { top: graph.multiply(a.top, b.top), bottom, known, range: null, scale: a.scale + b.scale }
  }
  if (kind === 'divide') {
    const zero = graph.number(0)
    const negative = graph.less(b.top, zero)
    const size = graph.select(negative, graph.subtract(zero, b.top), b.top)
    const over = graph.multiply(
      times(graph, a.top, b.bottom),
      graph.number(10 ** Math.max(0, b.scale - a.scale)),
    )
    // Where the divisor is zero nothing is known; its size is then never looked at, and is held at 1 or more.
    const by = size.low >= 1 ? size : graph.greatest(size, graph.number(1))
    return {
      top: graph.select(negative, graph.subtract(zero, over), over),
      bottom: product(graph, a.bottom, by),
      known: graph.and(known, graph.not(graph.equal(b.top, zero))),
      range: null,
      scale: Math.max(0, a.scale - b.scale),
    }
  }
  const scale = Math.max(a.scale, b.scale)
  const x = times(graph, raised(graph, a, scale).top, b.bottom)
  const y = times(graph, raised(graph, b, scale).top, a.bottom)
  return {
    top: kind === 'add' ? graph.add(x, y) : graph.subtract(x, y),
    bottom: product(graph, a.bottom, b.bottom),
    known,
    range: null,
    scale,
  }
}

function extreme(kind: 'least' | 'greatest', a: Numeral, b: Numeral, graph: Graph): Numeral {
  const scale = Math.max(a.scale, b.scale)
  const x = times(graph, raised(graph, a, scale).top, b.bottom)
  const y = times(graph, raised(graph, b, scale).top, a.bottom)
  return {
    top: kind === 'least' ? graph.least(x, y) : graph.greatest(x, y),
    bottom: product(graph, a.bottom, b.bottom),
    known: graph.and(a.known, b.known),
    range: null,
    scale,
  }
}

function raised(graph: Graph, of: Numeral, scale: number): Numeral {
  return { ...of, top: graph.multiply(of.top, graph.number(10 ** (scale - of.scale))), scale }
}

function times(graph: Graph, a: Ref, b: Ref | null): Ref {
  return b ? graph.multiply(a, b) : a
}

function product(graph: Graph, a: Ref | null, b: Ref | null): Ref | null {
  return a && b ? graph.multiply(a, b) : (a ?? b)
}
