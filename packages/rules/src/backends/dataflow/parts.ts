import type { Fact } from '../../facts/dictionary.ts'
import type { DateNode, NumberNode, Subject, TruthNode, WordNode } from '../../language/tree.ts'
import type { Graph } from './graph.ts'
import type { Ref, Source } from './node.ts'
import { subjectsOf } from './subjects.ts'

/**
 * A number as numerator over denominator (null: 1) at a scale, and whether it is known. A count of members that may or may not belong
 * has a least and a greatest value, with which a comparison may be certain.
 */
export type Numeral = {
  readonly top: Ref
  readonly bottom: Ref | null
  readonly known: Ref
  readonly range: { readonly least: Ref; readonly most: Ref } | null
  readonly scale: number
}

/** A condition on two rails: surely true, surely false. Where neither holds it is unknown. */
export type Rails = { readonly yes: Ref; readonly no: Ref }
/** A day or a word (its place in the list), and whether it is known. */
export type Plain = { readonly value: Ref; readonly known: Ref }

/** Member variables by the names that the tree has for them. */
export type Bindings = { readonly person: number; readonly locals: readonly number[] }

/** What the parts of the lowering need of each other. */
export type Lowering = {
  readonly graph: Graph
  readonly today: number
  /** Value of a figure, or null when nobody knows it. */
  figure(name: string): Ref | null
  source(fact: Fact): Source | null
  truth(node: TruthNode, bindings: Bindings): Rails
  number(node: NumberNode, bindings: Bindings): Numeral
  day(node: DateNode, bindings: Bindings): Plain
  word(node: WordNode, bindings: Bindings): Plain
}

export const HOUSEHOLD_ONLY: Bindings = { person: -1, locals: [] }
export const OF_A_PERSON: Bindings = { person: 0, locals: [] }

/** A fact's value and whether it is known. A population without its column knows it nowhere. */
export function factPart(fact: Fact, subject: Subject, bindings: Bindings, lower: Lowering): Plain {
  const { graph } = lower
  const source = lower.source(fact)
  if (!source) return { value: graph.number(0), known: graph.truth(false) }
  const variable =
    subject === 'household' ? -1 : subject === 'person' ? bindings.person : (bindings.locals[subject] ?? -1)
  return { value: graph.load(source, variable), known: graph.known(source, variable) }
}

/** `if` over days or words: an unknown test is unknown unless both branches agree. */
export function chosen(test: Rails, a: Plain, b: Plain, graph: Graph): Plain {
  return {
    value: graph.select(test.no, b.value, a.value),
    known: graph.or(
      graph.and(test.yes, a.known),
      graph.and(test.no, b.known),
      graph.and(a.known, b.known, graph.equal(a.value, b.value)),
    ),
  }
}

/** A truth and where it is known, as rails. */
export function railsOf(graph: Graph, truth: Ref, known: Ref): Rails {
  return { yes: graph.and(known, truth), no: graph.and(known, graph.not(truth)) }
}

/**
 * The member variable that a reduction binds. One that looks at no other person is always variable 0, so that the same question is the
 * same node in every policy; one that compares members with each other gets the next variable.
 */
export function bind(
  node: Extract<TruthNode | NumberNode, { readonly depth: number }>,
  bindings: Bindings,
): readonly [Bindings, number] {
  const free = [...subjectsOf(node)].filter((subject) => subject !== 'household')
  const outer = free.map((subject) =>
    subject === 'person' ? bindings.person : (bindings.locals[subject as number] ?? -1),
  )
  const variable = Math.max(-1, ...outer) + 1
  const locals = bindings.locals.slice(0, node.depth)
  locals[node.depth] = variable
  return [{ person: bindings.person, locals }, variable]
}
