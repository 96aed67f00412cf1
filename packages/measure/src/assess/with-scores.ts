import type { Household } from '@lastmile/rules'
import type { Score } from '../instruments/score.ts'
import { SUICIDE_ALERT, scoreFactName } from '../instruments/score-facts.ts'

/** A score with the member it is about; null for an instrument of the household. */
export type ScoreOf = { readonly member: string | null; readonly score: Score }

/**
 * A household with scores as facts: complete scores only, and for each member whether a crisis alert is open. Members without an alert have
 * none: the register of alerts is complete by itself.
 */
export function withScores(household: Household, scores: readonly ScoreOf[]): Household {
  const own = scores.filter(({ member }) => member === null)
  const facts = { ...household.facts, ...scoreRow(own) }
  const members = household.members.map((member) => {
    const its = scores.filter((one) => one.member === member.id)
    const alert = its.some(({ score }) => score.alerts.some(({ level }) => level === 'crisis'))
    return { ...member, facts: { ...member.facts, ...scoreRow(its), [SUICIDE_ALERT.name]: alert } }
  })
  return { facts, members }
}

function scoreRow(scores: readonly ScoreOf[]): Record<string, number> {
  return Object.fromEntries(
    scores.flatMap(({ score }) =>
      score.score === null ? [] : [[scoreFactName(score.instrument), score.score] as const],
    ),
  )
}
