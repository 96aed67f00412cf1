import {
  type Graph,
  HOUSEHOLD_ONLY,
  type Lowering,
  OF_A_PERSON,
  type Ref,
} from '../backends/dataflow/index.ts'
import { together } from '../library/check-policy.ts'
import type { PolicyOnDay } from '../screening/day-library.ts'

/** What a policy says of a household, and of each person where it asks for persons. */
export type Verdict = {
  readonly policy: string
  readonly eligible: Ref
  /** Surely not. */
  readonly refused: Ref
  readonly unknown: Ref
  /** Not meant for this household: a condition with `applies` fails. One kind of ineligible. */
  readonly notApplicable: Ref
  /** In fen, where `amountKnown`; null for a policy that pays no sum. */
  readonly amount: Ref | null
  readonly amountKnown: Ref
  /** The same of one person; null for a policy of households. */
  readonly person: Omit<Verdict, 'policy' | 'person'> | null
}

/** A policy's rule on its day as truths and numbers. */
export function verdictOf(policy: PolicyOnDay, lower: Lowering): Verdict | null {
  const { version } = policy
  if (!version) return null
  const { graph } = lower
  const id = policy.policy.id
  const ofPersons = policy.policy.document.entity === 'person'
  const bindings = ofPersons ? OF_A_PERSON : HOUSEHOLD_ONLY
  const rule = lower.truth(version.node, bindings)
  const pay = version.payment ? lower.number(version.payment.node, bindings) : null
  const applies = version.conditions.filter((condition) => condition.applies)
  const notApplicable = graph.or(
    ...applies.map((condition) => lower.truth(together('all', [condition]), bindings).no),
  )
  const one = {
    eligible: rule.yes,
    refused: rule.no,
    unknown: graph.not(graph.or(rule.yes, rule.no)),
    notApplicable,
    amount: pay ? graph.multiply(pay.top, graph.number(10 ** (2 - pay.scale))) : null,
    amountKnown: pay ? graph.and(rule.yes, pay.known) : graph.truth(false),
  }
  if (!ofPersons) return { policy: id, ...one, person: null }
  const some = graph.any(one.eligible, 0)
  return {
    policy: id,
    eligible: some,
    refused: graph.not(graph.any(graph.not(rule.no), 0)),
    unknown: graph.and(graph.not(some), graph.any(one.unknown, 0)),
    notApplicable: graph.not(graph.any(graph.not(notApplicable), 0)),
    amount: one.amount ? sumOfPersons(graph, one.eligible, one.amount) : null,
    amountKnown: pay
      ? graph.and(some, graph.not(graph.any(graph.and(rule.yes, graph.not(pay.known)), 0)))
      : graph.truth(false),
    person: one,
  }
}

function sumOfPersons(graph: Graph, eligible: Ref, amount: Ref): Ref {
  return graph.sum(graph.select(eligible, amount, graph.number(0)), 0)
}

/** Codes of an outcome as columns and files of outcomes hold them. */
export const OUTCOMES = ['ineligible', 'eligible', 'unknown', 'not-applicable'] as const

/** The outcome as its code. */
export function outcomeCode(
  graph: Graph,
  verdict: Omit<Verdict, 'policy' | 'person' | 'amount' | 'amountKnown'>,
): Ref {
  const n = (value: number) => graph.number(value)
  const refused = graph.select(verdict.notApplicable, n(3), n(0))
  return graph.select(verdict.eligible, n(1), graph.select(verdict.unknown, n(2), refused))
}
