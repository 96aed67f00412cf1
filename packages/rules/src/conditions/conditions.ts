import type { Fact, Facts } from '../facts/dictionary.ts'
import { checkText } from '../language/check.ts'
import { problemAt, type Source } from '../language/problem.ts'
import type { Scope, Term } from '../language/scope.ts'
import type { NumberNode, TruthNode } from '../language/tree.ts'
import type { Figure, Library } from '../library/library.ts'
import { visible } from '../library/open.ts'

/** What a condition outside of a policy may name: the dictionary with facts of its own, the figures and terms of a place. */
export type ConditionNames = {
  readonly facts: Facts
  readonly figures: ReadonlyMap<string, Figure>
  readonly scope: Omit<Scope, 'check' | 'read' | 'source'>
}

/**
 * The names that a condition of a household sees at a place (`cn-shanghai-qingpu`), with `more` facts beside those of the dictionary.
 * Throws `RangeError` when one of them has a name that the dictionary has already.
 */
export function namesAt(library: Library, place: string, more: readonly Fact[] = []): ConditionNames {
  const facts = withFacts(library.facts, more)
  const figures = visible(
    library.shared.map(({ place: at, figure }) => [at, figure.document.name, figure] as const),
    place,
  )
  const terms = visible<Term>(
    library.bundle.terms.map(({ place: at, term }) => {
      const { name, label, formula } = term
      return [at, name, { name, label, source: formula }] as const
    }),
    place,
  )
  const scope = {
    facts,
    derived: library.sources,
    figures: new Map([...figures].map(([name, figure]) => [name, figure.shape] as const)),
    terms,
    person: null,
    bound: new Map<string, number>(),
    item: null,
    depth: 0,
    open: [],
  }
  return { facts, figures, scope }
}

/** Checks a condition of a household. Throws a `RuleError` with file, line, column and the likely fix. */
export function checkCondition(source: Source, names: ConditionNames): TruthNode {
  const node = checkText(source, names.scope)
  if (node.type === 'boolean') return node
  throw problemAt(source, 0, 'type', 'a condition must be yes or no', 'compare the value with something')
}

/** Checks a formula that gives a number. Throws a `RuleError` as `checkCondition` does. */
export function checkQuantity(source: Source, names: ConditionNames): NumberNode {
  const node = checkText(source, names.scope)
  if (node.type === 'number') return node
  throw problemAt(source, 0, 'type', 'this must be a number', 'name a number, an amount or a count')
}

function withFacts(facts: Facts, more: readonly Fact[]): Facts {
  const maps = { household: new Map(facts.household), person: new Map(facts.person) }
  for (const fact of more) {
    if (maps[fact.entity].has(fact.name))
      throw new RangeError(`the dictionary has a ${fact.entity} fact "${fact.name}" already`)
    maps[fact.entity].set(fact.name, fact)
  }
  return { all: [...facts.all, ...more], ...maps }
}
