import { legalDateAt } from '@lastmile/domain'
import { householdInput, type KnownScore, type KnownValues, latestScores } from '@lastmile/field'
import { type Assessment, assessHousehold, type ScoreOf, withScores } from '@lastmile/measure'
import { type MissingFact, readHousehold } from '@lastmile/rules'
import type { Household, ScaleBody } from '../store/shapes.ts'
import type { PhoneScheme } from './phone-scheme.ts'
import { questionKey } from './question-key.ts'
import { scoreOnPhone } from './score-on-phone.ts'

/** What is known of a household on the phone. */
export interface Carried {
  readonly household: Household
  readonly known: KnownValues
  /** Scales filled in here and not sent yet. */
  readonly scales: readonly ScaleBody[]
}

/**
 * Assesses a household by what lies on the phone, with the scheme that leaves out what is protected; what was filled in here a moment
 * ago counts. The next question is never a protected one, none that was passed
 * over, and none that needs a scale whose words are not on the phone.
 */
export function reckon(
  { scheme, library, instruments }: PhoneScheme,
  { household, known, scales }: Carried,
  day: string,
  passedOver: ReadonlySet<string> = new Set(),
): Assessment {
  const input = householdInput(household, known, (entity, fact) => library.facts[entity].has(fact))
  const own = scales.flatMap((body) => filledIn(body, household, instruments))
  const scores = latestScores(household.scores, own).map(
    ({ personId, instrument, score }): ScoreOf => ({ member: personId, instrument, score, crisis: false }),
  )
  const asks = new Map(instruments.map((one) => [`score_${one.id.replaceAll('-', '_')}`, one]))
  const mayAsk = (missing: MissingFact) => {
    const fact = scheme.names.facts[missing.entity].get(missing.fact)
    if (!fact || fact.sensitivity === 'protected') return false
    return asks.get(missing.fact)?.withheld !== true && !passedOver.has(questionKey(missing))
  }
  return assessHousehold(scheme, withScores(readHousehold(library.facts, input), scores), day, { mayAsk })
}

function filledIn(
  body: ScaleBody,
  household: Household,
  instruments: PhoneScheme['instruments'],
): KnownScore[] {
  const instrument = instruments.find(({ id }) => id === body.instrument)
  if (!instrument) return []
  const personId = body.personId ?? null
  const onDay = legalDateAt(new Date(body.takenAt))
  const member = household.members.find((one) => one.personId === personId) ?? null
  const { score } = scoreOnPhone(instrument, body.answers, member, onDay)
  return score === null ? [] : [{ personId, instrument: instrument.id, score, onDay }]
}
