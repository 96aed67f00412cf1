import type { Fact } from '../../facts/dictionary.ts'
import type { QuantityNode, TruthNode, WordNode } from '../../language/tree.ts'
import { dayPart } from './calendar.ts'
import type { Graph } from './graph.ts'
import type { Ref, Source } from './node.ts'
import { comparedNumbers, numberPart } from './numbers.ts'
import {
  type Bindings,
  bind,
  chosen,
  factPart,
  type Lowering,
  type Numeral,
  type Plain,
  type Rails,
  railsOf,
} from './parts.ts'

/** Lowers checked trees into a graph of plain operations for one day, one set of figures and one set of columns. */
export function lowering(
  graph: Graph,
  today: number,
  figure: (name: string) => Ref | null,
  source: (fact: Fact) => Source | null,
): Lowering {
  const lower: Lowering = {
    graph,
    today,
    figure,
    source,
    truth: (node, bindings) => truthPart(node, bindings, lower),
    number: (node, bindings) => numberPart(node, bindings, lower),
    day: (node, bindings) => dayPart(node, bindings, lower),
    word: (node, bindings) => wordPart(node, bindings, lower),
  }
  return lower
}

function truthPart(node: TruthNode, bindings: Bindings, lower: Lowering): Rails {
  const { graph } = lower
  switch (node.kind) {
    case 'truth':
      return { yes: graph.truth(node.value), no: graph.truth(!node.value) }
    case 'fact': {
      const { value, known } = factPart(node.fact, node.subject, bindings, lower)
      return railsOf(graph, graph.equal(value, graph.number(1)), known)
    }
    case 'named':
      return lower.truth(node.body, bindings)
    case 'not': {
      const { yes, no } = lower.truth(node.of, bindings)
      return { yes: no, no: yes }
    }
    case 'all':
    case 'any': {
      const parts = node.of.map((part) => lower.truth(part, bindings))
      const [yes, no] = [parts.map((part) => part.yes), parts.map((part) => part.no)]
      return node.kind === 'all'
        ? { yes: graph.and(...yes), no: graph.or(...no) }
        : { yes: graph.or(...yes), no: graph.and(...no) }
    }
    case 'choice': {
      const test = lower.truth(node.test, bindings)
      const [a, b] = [lower.truth(node.then, bindings), lower.truth(node.otherwise, bindings)]
      const either = (x: Ref, y: Ref) =>
        graph.or(graph.and(test.yes, x), graph.and(test.no, y), graph.and(x, y))
      return { yes: either(a.yes, b.yes), no: either(a.no, b.no) }
    }
    case 'compare':
      return comparePart(node.op, node.left, node.right, bindings, lower)
    case 'word-in': {
      const { value, known } = lower.word(node.of, bindings)
      const places = node.words.map((word) => graph.number(placeOf(node.of.fact, word)))
      return railsOf(graph, graph.or(...places.map((place) => graph.equal(value, place))), known)
    }
    case 'number-in': {
      const parts = node.numbers.map((number) => comparePart('=', node.of, number, bindings, lower))
      return {
        yes: graph.or(...parts.map((part) => part.yes)),
        no: graph.and(...parts.map((part) => part.no)),
      }
    }
    case 'some':
    case 'every': {
      const [inner, variable] = bind(node, bindings)
      const belongs = node.filter ? lower.truth(node.filter, inner) : null
      const test = lower.truth(node.test, inner)
      // One that surely belongs and surely decides is enough; one that may belong and may decide leaves it open.
      const [decides, opposes] = node.kind === 'some' ? [test.yes, test.no] : [test.no, test.yes]
      const surely = graph.any(belongs ? graph.and(belongs.yes, decides) : decides, variable)
      const harmless = belongs ? graph.or(belongs.no, opposes) : opposes
      const never = graph.not(graph.any(graph.not(harmless), variable))
      return node.kind === 'some' ? { yes: surely, no: never } : { yes: never, no: surely }
    }
  }
}

function comparePart(
  op: '<' | '<=' | '>' | '>=' | '=' | '!=',
  left: QuantityNode,
  right: QuantityNode,
  bindings: Bindings,
  lower: Lowering,
): Rails {
  const [a, b] = [quantity(left, bindings, lower), quantity(right, bindings, lower)]
  return comparedNumbers(op, a, b, lower.graph)
}

function quantity(node: QuantityNode, bindings: Bindings, lower: Lowering): Numeral {
  if (node.type === 'number') return lower.number(node, bindings)
  const { value, known } = lower.day(node, bindings)
  return { top: value, bottom: null, known, range: null, scale: 0 }
}

function wordPart(node: WordNode, bindings: Bindings, lower: Lowering): Plain {
  const { graph } = lower
  switch (node.kind) {
    case 'word':
      return { value: graph.number(placeOf(node.fact, node.value)), known: graph.truth(true) }
    case 'fact':
      return factPart(node.fact, node.subject, bindings, lower)
    case 'named':
      return lower.word(node.body, bindings)
    case 'choice':
      return chosen(
        lower.truth(node.test, bindings),
        lower.word(node.then, bindings),
        lower.word(node.otherwise, bindings),
        graph,
      )
  }
}

function placeOf(fact: Fact, word: string): number {
  return fact.values?.findIndex((one) => one.value === word) ?? -1
}
