import { metresBetween, type Place } from '../route/route.ts'
import { answersTo, type SurveyQuestion } from './questions.ts'

/** Why a filled form should be looked at again. */
export type Doubt = 'too-fast' | 'all-the-same' | 'far-away'

/** A filled form with what is known of its making. */
export interface Making {
  readonly answers: Readonly<Record<string, unknown>>
  readonly startedAt: Date
  readonly endedAt: Date
  readonly reached: boolean
  /** Where it was filled in, with the accuracy in metres; null without consent. */
  readonly at: (Place & { readonly accuracy: number }) | null
  readonly home: Place | null
}

/** Seconds for one answered question that nobody reads out faster. */
const SECONDS_A_QUESTION = 4
/** From so many questions on, one and the same answer to all is no accident. */
const SAME_FROM = 6
/** Metres between the address and the place of filling in, beyond the phone's own doubt. */
const FAR_METRES = 500

/**
 * What speaks against a filled form: answered faster than it can be read out, the same place in the list for every
 * question of choice, or filled in far from the address. A door that did not open is not doubted for speed.
 */
export function doubtsAbout(questions: readonly SurveyQuestion[], making: Making): Doubt[] {
  const doubts: Doubt[] = []
  const answered = questions.filter((question) => answersTo(question, making.answers).length > 0)
  const seconds = (making.endedAt.getTime() - making.startedAt.getTime()) / 1000
  if (making.reached && answered.length > 0 && seconds < SECONDS_A_QUESTION * answered.length)
    doubts.push('too-fast')
  const places = answered
    .filter(({ kind, choices }) => kind === 'one' && choices.length > 1)
    .map((question) => {
      const [value] = answersTo(question, making.answers)
      return question.choices.findIndex((choice) => choice.value === value)
    })
  if (places.length >= SAME_FROM && new Set(places).size === 1) doubts.push('all-the-same')
  if (making.at && making.home && metresBetween(making.at, making.home) > FAR_METRES + making.at.accuracy)
    doubts.push('far-away')
  return doubts
}
