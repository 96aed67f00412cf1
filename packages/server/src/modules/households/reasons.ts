import type { Because } from '@lastmile/contract'
import type { Fact, Tree } from '@lastmile/rules'
import type { Tx } from '../../platform/db/index.ts'
import { mayReadFact } from './access.ts'
import type { FactSourceView } from './service/fact-sources.ts'

/** Whether a fact may be seen by the reader. */
export type MaySee = (fact: string) => boolean

/** A fact of the household, or of one of its members. */
export interface UsedFact {
  readonly fact: string
  readonly member?: string | undefined
}

/** From which source and day a fact comes, and from which import. */
export type SourceOf = (use: UsedFact) => FactSourceView | null

/** Which facts the actor's role may see. */
export function maySeeFacts(tx: Tx, facts: readonly Fact[]): MaySee {
  const hidden = new Set(
    facts
      .filter(({ sensitivity }) => sensitivity !== 'ordinary' && !mayReadFact(tx.actor, sensitivity))
      .map(({ name }) => name),
  )
  return (fact) => !hidden.has(fact)
}

const HIDDEN = { zh: '（受保护的情况，不显示）', en: '(protected, not shown)' }

/**
 * A tree of reasons as the API gives it: each fact with its source and day; what the reader may not see is taken out
 * with its sentence, so that neither figure nor wording tells.
 */
export function presentTree(tree: Tree | Because, maySee: MaySee, sourceOf: SourceOf): Because {
  const hidden = (tree.facts ?? []).some((use) => !maySee(use.fact))
  return {
    text: hidden ? HIDDEN : tree.text,
    value: tree.value,
    ...(tree.kind ? { kind: tree.kind } : {}),
    ...(tree.citation ? { citation: tree.citation } : {}),
    ...(tree.facts && !hidden
      ? {
          facts: tree.facts.map((use) => ({
            fact: use.fact,
            value: use.value,
            ...(use.member ? { member: use.member } : {}),
            ...(sourceOf(use) ?? {}),
          })),
        }
      : {}),
    ...(tree.children
      ? { children: tree.children.map((child) => presentTree(child, maySee, sourceOf)) }
      : {}),
  }
}
