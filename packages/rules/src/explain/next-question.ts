import type { Fact } from '../facts/dictionary.ts'
import type { Library } from '../library/library.ts'
import type { PolicyOnDay } from '../screening/day-library.ts'
import { decidePolicy } from '../screening/decide.ts'
import type { Household } from '../screening/household.ts'
import type { MissingFact, NextQuestion, PolicyResult } from '../screening/result.ts'
import { possibleAnswers, withAnswer } from './answers.ts'

/**
 * The fact to ask next: the one whose answer settles the most of what is open, weighed by what the policies pay.
 * Only facts that an open policy names as missing are candidates, so an answer can always still change a result;
 * each is tried with the answers it may get. Null when nothing is open, or when only figures are missing.
 */
export function nextQuestion(
  library: Library,
  policies: readonly PolicyOnDay[],
  results: readonly PolicyResult[],
  household: Household,
  date: string,
): NextQuestion | null {
  const open = results.filter((result) => result.outcome === 'unknown' && result.missing.length > 0)
  const candidates = new Map<string, MissingFact>()
  for (const missing of open.flatMap((result) => result.missing)) candidates.set(keyOf(missing), missing)
  const byId = new Map(policies.map((policy) => [policy.policy.id, policy] as const))
  let best: MissingFact | null = null
  let most = -1
  for (const candidate of candidates.values()) {
    const fact = library.facts[candidate.entity].get(candidate.fact)
    if (!fact) continue
    const asking = open.filter((result) =>
      result.missing.some((missing) => keyOf(missing) === keyOf(candidate)),
    )
    let score = 0
    for (const result of asking) {
      const policy = byId.get(result.policy)
      if (!policy) continue
      const weight = weightOf(policy)
      // Being one of few missing facts counts a little, so that a rule with many open facts moves on as well.
      score += weight * (settled(policy, fact, candidate, household, date) + 0.1 / result.missing.length)
    }
    if (score > most) {
      most = score
      best = candidate
    }
  }
  if (!best) return null
  const { fact, entity, member, question } = best
  return { fact, entity, ...(member === undefined ? {} : { member }), question }
}

/** Share of the possible answers that settle the policy. */
function settled(
  policy: PolicyOnDay,
  fact: Fact,
  missing: MissingFact,
  household: Household,
  date: string,
): number {
  const answers = possibleAnswers(fact, date)
  const done = answers.filter(
    (answer) => decidePolicy(policy, withAnswer(household, missing, answer), date).outcome !== 'unknown',
  )
  return done.length / answers.length
}

/** What a policy weighs: money of each month most, then of each year, then once; a status that opens others in between. */
function weightOf(policy: PolicyOnDay): number {
  const payment = policy.version?.payment
  if (!payment) return 2
  return payment.per === 'month' ? 4 : payment.per === 'year' ? 3 : 2
}

function keyOf(missing: MissingFact): string {
  return `${missing.entity}.${missing.fact}@${missing.member ?? ''}`
}
