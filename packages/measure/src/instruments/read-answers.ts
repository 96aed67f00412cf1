import { nearest } from '@lastmile/domain/nearest'
import type { Instrument } from './document.ts'

/** An answer: the value of a choice, or that the question does not apply. */
export type Answer = number | 'not-applicable'

/** Answers by item id, and what else the bands may need. An item that is absent was not answered. */
export type Answers = {
  readonly items: ReadonlyMap<string, Answer>
  readonly sex: 'male' | 'female' | null
  readonly age: number | null
}

/** Why answers were refused: which item, and what is expected there. */
export type AnswerProblem = {
  readonly item: string
  readonly message: string
  readonly nearest: string | null
}

/** Answers that could not be read. */
export class AnswersError extends Error {
  readonly problems: readonly AnswerProblem[]
  constructor(problems: readonly AnswerProblem[]) {
    super(problems.map((problem) => problem.message).join('; '))
    this.problems = problems
  }
}

/** Values that an item may have: of its choices, or whole numbers of its range. */
export function valuesOfItem(instrument: Instrument, item: Instrument['items'][number]): readonly number[] {
  const choices = item.choices ?? (item.from === undefined ? instrument.choices : undefined)
  if (choices) return [...new Set(choices.map((choice) => choice.value))]
  const [from, to] = [item.from ?? 0, item.to ?? 0]
  return Array.from({ length: to - from + 1 }, (_, place) => from + place)
}

/**
 * Reads an answers file: an object by item id, an object by item number from "1", an array in order, or `{ answers, sex?, age? }` with one of
 * them. Null is not answered. Throws `AnswersError` with every problem.
 */
export function readAnswers(instrument: Instrument, input: unknown): Answers {
  const problems: AnswerProblem[] = []
  const fail = (item: string, message: string, near: string | null = null) =>
    problems.push({ item, message, nearest: near })
  const wrapped = isRecord(input) && 'answers' in input ? input : { answers: input }
  const { answers, sex, age, ...rest } = wrapped as Record<string, unknown>
  for (const key of Object.keys(rest)) {
    if (key !== 'instrument' && key !== 'member')
      fail(key, `unknown key "${key}"; beside answers there may be sex and age`, null)
  }
  const ids = instrument.items.map((item) => item.id)
  const pairs = Array.isArray(answers)
    ? answers.map((value: unknown, place) => [String(place + 1), value] as const)
    : isRecord(answers)
      ? Object.entries(answers)
      : []
  if (!Array.isArray(answers) && !isRecord(answers))
    fail('', 'answers are an object by item id or number, or an array in order')
  const items = new Map<string, Answer>()
  for (const [key, value] of pairs) {
    const number = /^[1-9]\d*$/.test(key) ? Number(key) : null
    const id = number === null ? key : (ids[number - 1] ?? key)
    const item = instrument.items.find((one) => one.id === id)
    if (!item) {
      const near = number === null ? nearest(key, ids) : null
      const said =
        number === null ? `there is no item "${key}"` : `there are ${ids.length} items, not ${number}`
      fail(key, `${said}${near ? `; did you mean "${near}"?` : ''}`, near)
    } else if (items.has(id)) fail(id, `the item ${id} is answered twice`)
    else if (value !== null && value !== undefined) {
      const allowed = valuesOfItem(instrument, item)
      if (typeof value === 'number' && allowed.includes(value)) items.set(id, value)
      else if (value === 'not-applicable' && instrument.scoring.not_applicable) items.set(id, value)
      else fail(id, `${id}: ${JSON.stringify(value)} is not one of ${sayValues(allowed)}`)
    }
  }
  if (sex !== undefined && sex !== null && sex !== 'male' && sex !== 'female')
    fail('sex', `sex: ${JSON.stringify(sex)} is neither "male" nor "female"`)
  if (age !== undefined && age !== null && !(typeof age === 'number' && Number.isInteger(age) && age >= 0))
    fail('age', `age: ${JSON.stringify(age)} is not a whole number of years`)
  if (problems.length > 0) throw new AnswersError(problems)
  return {
    items,
    sex: sex === 'male' || sex === 'female' ? sex : null,
    age: typeof age === 'number' ? age : null,
  }
}

function sayValues(values: readonly number[]): string {
  return values.length > 12 ? `${values[0]} to ${values.at(-1)}` : values.join(', ')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
