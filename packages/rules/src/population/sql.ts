import { dictionarySource, Graph, type Source } from '../backends/dataflow/index.ts'
import { type Dialect, type SqlPopulation, sqlQuery } from '../backends/sql/index.ts'
import type { Fact } from '../facts/dictionary.ts'
import { MOST_MEMBERS } from '../language/fact-shape.ts'
import type { Library } from '../library/library.ts'
import { rulesOn, verdictsOver } from './program.ts'
import { outcomeCode } from './verdict.ts'

/**
 * Each policy of a day as one query over a database: `h`, `outcome` (its place in `OUTCOMES`) and, where the policy pays a sum, `amount`
 * in fen (null: unknown, or not eligible). For populations that no process holds. A policy that compares members with each other throws
 * `UnsupportedWork`.
 */
export function policyQueries(
  library: Library,
  date: string,
  population: SqlPopulation,
  dialect: Dialect,
  only?: readonly string[],
): ReadonlyMap<string, string> {
  return new Map(
    rulesOn(library, date, only).flatMap((rule) => {
      const graph = new Graph(MOST_MEMBERS)
      return verdictsOver(sourceOf, graph, [rule], date).map((verdict) => {
        const answers = [
          { name: 'outcome', node: outcomeCode(graph, verdict), known: null },
          ...(verdict.amount ? [{ name: 'amount', node: verdict.amount, known: verdict.amountKnown }] : []),
        ]
        return [verdict.policy, sqlQuery(answers, population, dialect)] as const
      })
    }),
  )
}

/**
 * The whole library in one query, equal parts worked out once: `h`, then for each policy its outcome under its id and, where it pays a
 * sum, `<id>.amount`.
 */
export function libraryQuery(
  library: Library,
  date: string,
  population: SqlPopulation,
  dialect: Dialect,
  only?: readonly string[],
): string {
  const graph = new Graph(MOST_MEMBERS)
  const answers = verdictsOver(sourceOf, graph, rulesOn(library, date, only), date).flatMap((verdict) => [
    { name: verdict.policy, node: outcomeCode(graph, verdict), known: null },
    ...(verdict.amount
      ? [{ name: `${verdict.policy}.amount`, node: verdict.amount, known: verdict.amountKnown }]
      : []),
  ])
  return sqlQuery(answers, population, dialect)
}

function sourceOf(fact: Fact): Source | null {
  return fact.type === 'string' ? null : dictionarySource(fact)
}
