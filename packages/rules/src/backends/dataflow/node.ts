import type { Storage } from '../../columns/index.ts'
import type { Entity } from '../../facts/dictionary.ts'
import type { Rounding } from '../../language/tree.ts'

/** A column that a program reads: a fact, or a part that was worked out before. */
export type Source = {
  readonly key: string
  readonly entity: Entity
  readonly storage: Storage
  readonly offset: number
  readonly low: number
  readonly high: number
  readonly open: boolean
}

/**
 * An operation over values that are always there: unknown is carried by separate truths. Numbers are whole; `low` and `high` bound
 * them wherever they count (where something is unknown, a number may be anything and is never looked at).
 * - `load`: a column's value; `known`: whether it has one; `size`: how many members the household has
 * - `floor`: a / b downwards, b > 0; `round`: a / b by a mode, b > 0
 * - `any`, `count`, `sum`: over the members of the household, bound to member variable `bind`
 */
export type Op =
  | 'truth'
  | 'known'
  | 'less'
  | 'equal'
  | 'and'
  | 'or'
  | 'not'
  | 'any'
  | 'number'
  | 'load'
  | 'size'
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'floor'
  | 'round'
  | 'least'
  | 'greatest'
  | 'select'
  | 'count'
  | 'sum'

/** One node of the graph; equal nodes are the same object. Its arguments have smaller ids. */
export type Ref = {
  readonly id: number
  readonly op: Op
  readonly truth: boolean
  readonly args: readonly Ref[]
  /** Member variables that it depends on, as bits: 0 is of the household alone, 1 of the person, more of pairs of members. */
  readonly level: number
  readonly low: number
  readonly high: number
  /** Constant (truths: 0, 1). */
  readonly value: number
  readonly source: Source | null
  /** Member variable that is read (`load`, `known`) or bound (`any`, `count`, `sum`); -1 where there is none. */
  readonly variable: number
  readonly mode: Rounding | null
  /** Passes over members that must be over before this can be worked out. */
  readonly pass: number
}

/** What a new node is made of. */
export type Given = Partial<Omit<Ref, 'id'>> & { readonly op: Op }

/** Makes nodes so that equal ones are one object. */
export type Maker = {
  node(given: Given): Ref
  truth(value: boolean): Ref
}

/** Whether a node goes over the members. */
export function isReduction(node: Ref): boolean {
  return node.op === 'any' || node.op === 'count' || node.op === 'sum'
}

/** Every node that the given ones rest on, themselves included, arguments first. */
export function reachable(roots: Iterable<Ref>): Ref[] {
  const seen = new Set<Ref>()
  const stack = [...roots]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    stack.push(...node.args)
  }
  return [...seen].sort((a, b) => a.id - b.id)
}
