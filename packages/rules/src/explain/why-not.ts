import type { Frame } from '../backends/frame.ts'
import { reference } from '../backends/reference/evaluate.ts'
import type { TruthNode } from '../language/tree.ts'
import { together } from '../library/check-policy.ts'
import type { Condition, Library } from '../library/library.ts'
import { dayNumber } from '../mechanisms/calendar/days.ts'
import { missingFacts, walkCondition } from '../screening/because.ts'
import { libraryOn, type PolicyOnDay } from '../screening/day-library.ts'
import type { Household } from '../screening/household.ts'
import type { Bilingual, Citation, MissingFact, Tree } from '../screening/result.ts'
import { walkerFor } from '../screening/screen.ts'
import { describeCondition } from './describe-condition.ts'
import { type Turn, turnsOf } from './turns.ts'

/** A condition that fails: what is asked, how the household stands, by which clause, and what would turn it. */
export type FailedClause = {
  readonly asked: Bilingual
  readonly tree: Tree
  readonly cite: Citation | null
  readonly turns: readonly Turn[]
}

/** Why a policy does not fit, for the household or for one of its members. */
export type WhyNot = {
  /** Null: the policy is asked for the household as a whole. */
  readonly member: string | null
  readonly outcome: 'ineligible' | 'unknown'
  readonly failed: readonly FailedClause[]
  /** What would still have to be known, where nothing fails. */
  readonly missing: readonly MissingFact[]
}

/**
 * Why a policy does not fit, clause by clause, with the household's own figures, the distance, and the smallest single changes that would turn
 * it, found by trying them through the evaluator. Empty where it fits, and where no rule is in force on the day.
 */
export function whyNot(library: Library, household: Household, policyId: string, date: string): WhyNot[] {
  const policy = libraryOn(library, date).find((one) => one.policy.id === policyId)
  if (!policy?.version) return []
  if (policy.policy.document.entity === 'household') return whyNotOf(policy, household, null, date)
  return household.members.flatMap((_, place) => whyNotOf(policy, household, place, date))
}

function whyNotOf(policy: PolicyOnDay, household: Household, place: number | null, date: string): WhyNot[] {
  const { version } = policy
  const today = dayNumber(date)
  if (!version || today === null) return []
  const member = place === null ? null : (household.members[place] ?? null)
  const walker = walkerFor(policy, household, member, date)
  // A page for one family is tried by the evaluator that is slow and exact.
  const exact = reference(
    new Map([...policy.policy.figures.keys()].map((name) => [name, policy.figure(name).value] as const)),
  )
  const holds = (node: TruthNode) => (frame: Frame) => exact.truth(node, frame)
  const walked = version.conditions.map((condition) => walkCondition(condition, walker))
  const values = walked.map(({ value }) => value)
  if (values.every((value) => value === true)) return []
  const trial = { household, member: place, today }
  const failed = version.conditions
    .flatMap((condition) => failing(condition, (one) => walkCondition(one, walker).value))
    .map((condition): FailedClause => {
      const node = together('all', [condition])
      return {
        asked: describeCondition(condition, policy, date),
        tree: walkCondition(condition, walker).tree,
        cite: condition.cite,
        turns: turnsOf(node, trial, holds(node), holds(version.node)),
      }
    })
  const needs = failed.length > 0 ? [] : walked.flatMap((one) => one.needs)
  return [
    {
      member: member?.id ?? null,
      outcome: values.includes(false) ? 'ineligible' : 'unknown',
      failed,
      missing: distinct(missingFacts(needs)),
    },
  ]
}

/** The single conditions that fail: of a group in which all must hold, those; of one in which any is enough, the group itself. */
function failing(condition: Condition, truthOf: (one: Condition) => boolean | null): Condition[] {
  if (truthOf(condition) !== false) return []
  const { body } = condition
  return body.kind === 'all' ? body.of.flatMap((one) => failing(one, truthOf)) : [condition]
}

function distinct(facts: readonly MissingFact[]): MissingFact[] {
  return [...new Map(facts.map((one) => [`${one.entity}.${one.fact} ${one.member}`, one] as const)).values()]
}
