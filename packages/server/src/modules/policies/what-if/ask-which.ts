import { legalDateAt } from '@lastmile/domain'
import { type Fact, isGuarded, type Library } from '@lastmile/rules'
import { factsRead, rulesOn } from '@lastmile/rules/population'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { mayReadFact } from '../../households/index.ts'

/** More households than this are not sent to a browser. */
const MOST_SENT = 200_000

/** What a question is about: policies with a rule on a day, and the facts that they read. */
export interface Subject {
  readonly library: Library
  readonly date: string
  readonly policies: readonly string[]
  readonly facts: readonly Fact[]
  /** Whether the rules read facts that the reader may not see. */
  readonly hidden: boolean
}

/** The policies that the actor may ask about on a day: guarded ones are hidden from whoever may not read protected facts. */
export function askable(tx: Tx, library: Library, date: string) {
  const mayReadProtected = mayReadFact(tx.actor, 'protected')
  return rulesOn(library, date).filter(({ policy }) => mayReadProtected || !isGuarded(policy))
}

/** Checks what a question names. Throws `what_if_policy_refused`. */
export function subjectOf(
  tx: Tx,
  library: Library,
  asked: { readonly policies: readonly string[]; readonly date?: string | undefined },
): Subject {
  const date = asked.date ?? legalDateAt(tx.now)
  const open = new Set(askable(tx, library, date).map(({ policy }) => policy.id))
  const policies = [...new Set(asked.policies)].sort()
  for (const policy of policies)
    if (!open.has(policy)) throw new AppError('what_if_policy_refused', { policy })
  const facts = [...factsRead(rulesOn(library, date, policies))].filter(
    ({ derived }) => derived === undefined,
  )
  const hidden = facts.some(({ sensitivity }) => !mayReadFact(tx.actor, sensitivity))
  return { library, date, policies, facts, hidden }
}

/** Why the columns of a question are not given to the reader; null: they are. */
export function whyNotSent({ hidden }: Subject, households: number): 'protected' | 'too_many' | null {
  if (hidden) return 'protected'
  return households > MOST_SENT ? 'too_many' : null
}
