import type { Household } from '@lastmile/rules'
import type { Score } from '../instruments/score.ts'
import { SUICIDE_ALERT, scoreFactName } from '../instruments/score-facts.ts'

/** A score with the member it is about; null for an instrument of the household. `crisis`: it raised an alert that is open. */
export type ScoreOf = {
  readonly member: string | null
  readonly instrument: string
  readonly score: number | null
  readonly crisis: boolean
}

/** A fresh score as `withScores` takes it: its alerts are open. */
export function scoreOfMember(member: string | null, score: Score): ScoreOf {
  const crisis = score.alerts.some(({ level }) => level === 'crisis')
  return { member, instrument: score.instrument, score: score.score, crisis }
}

/**
 * A household with scores as facts: complete scores only, and for each member whether a crisis alert is open. Members without an alert have
 * none: the register of alerts is complete by itself.
 */
export function withScores(household: Household, scores: readonly ScoreOf[]): Household {
  const own = scores.filter(({ member }) => member === null)
  const facts = { ...household.facts, ...scoreRow(own) }
  const members = household.members.map((member) => {
    const its = scores.filter((one) => one.member === member.id)
    const alert = its.some(({ crisis }) => crisis)
    return { ...member, facts: { ...member.facts, ...scoreRow(its), [SUICIDE_ALERT.name]: alert } }
  })
  return { facts, members }
}

function scoreRow(scores: readonly ScoreOf[]): Record<string, number> {
  return Object.fromEntries(
    scores.flatMap(({ instrument, score }) =>
      score === null ? [] : [[scoreFactName(instrument), score] as const],
    ),
  )
}
