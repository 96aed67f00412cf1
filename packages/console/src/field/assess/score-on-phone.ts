import { type Instrument, readAnswers, type Score, scoreInstrument } from '@lastmile/measure'
import type { Household, ScaleDraft } from '../store/shapes.ts'

type Member = Pick<Household['members'][number], 'birthDate' | 'sex'>

/** Completed years on a day; null where the birthday is not known. Days are YYYY-MM-DD. */
export function ageOn(birthDate: string | null, day: string): number | null {
  if (birthDate === null) return null
  const number = (text: string) => Number(text.replaceAll('-', ''))
  return Math.floor((number(day) - number(birthDate)) / 10_000)
}

/** Items that are asked, by the answers so far. */
export function askedItems(instrument: Instrument, answers: ScaleDraft['answers']): Instrument['items'] {
  return instrument.items.filter(
    ({ show_if: condition }) =>
      !condition || condition.values.some((value) => answers[condition.item] === value),
  )
}

/** Answers to what is asked: one to a question that a later answer took away does not count. */
export function countedAnswers(
  instrument: Instrument,
  answers: ScaleDraft['answers'],
): Record<string, number | 'not-applicable'> {
  const asked = new Set(askedItems(instrument, answers).map(({ id }) => id))
  return Object.fromEntries(Object.entries(answers).filter(([item]) => asked.has(item)))
}

/** Scores a scale as the server will when it arrives; `member` null: it is about the household. */
export function scoreOnPhone(
  instrument: Instrument,
  answers: ScaleDraft['answers'],
  member: Member | null,
  day: string,
): Score {
  const age = member ? ageOn(member.birthDate, day) : null
  return scoreInstrument(
    instrument,
    readAnswers(instrument, {
      answers: countedAnswers(instrument, answers),
      ...(member?.sex ? { sex: member.sex } : {}),
      ...(age === null ? {} : { age }),
    }),
  )
}
