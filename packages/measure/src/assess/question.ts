import type { Household, MissingFact } from '@lastmile/rules'
import { possibleAnswers, withAnswer } from '@lastmile/rules/conditions'
import { gravestTierOf, tierOf } from '../alkire-foster/tiers.ts'
import type { TierQuestion } from './assessment.ts'
import type { SchemeOnDay } from './scheme-on-day.ts'

/**
 * The missing fact whose answer would decide most about the tier: each is tried with the answers it may get. Null when the tier is decided,
 * or when no single answer brings the two ends nearer.
 */
export function tierQuestion(
  onDay: SchemeOnDay,
  household: Household,
  missing: readonly MissingFact[],
): TierQuestion | null {
  const { scheme, conditions } = onDay
  const { weights, tiers, names } = scheme
  const span = (of: Household) => {
    const bits = onDay.place(of)
    return tierOf(bits, weights, tiers) - gravestTierOf(bits, weights, tiers)
  }
  const now = span(household)
  if (now === 0) return null
  let best: { readonly question: TierQuestion; readonly gain: number } | null = null
  for (const one of missing) {
    const fact = names.facts[one.entity].get(one.fact)
    if (!fact) continue
    const spans = answersOf(fact, conditions.date).map((answer) => span(withAnswer(household, one, answer)))
    if (spans.length === 0) continue
    const gain = spans.reduce((sum, left) => sum + (now - left), 0) / spans.length
    const decides = spans.filter((left) => left === 0).length / spans.length
    if (best === null || gain > best.gain + 1e-12) best = { question: { ...one, decides }, gain }
  }
  return best?.question ?? null
}

/** Answers that stand for all; for a score, those over its whole range. */
function answersOf(fact: Parameters<typeof possibleAnswers>[0], date: string) {
  if (fact.unit !== 'point') return possibleAnswers(fact, date)
  const { min = 0, max = 0 } = fact
  return [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => Math.round(min + share * (max - min)))
}
