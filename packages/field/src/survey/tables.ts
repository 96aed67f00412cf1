import { answersTo, type SurveyQuestion } from './questions.ts'

/** One filled form, as far as results need it. */
export interface FilledForm {
  readonly answers: Readonly<Record<string, unknown>>
  /** What it is cut by besides questions: the unit of the household. */
  readonly unit: string
}

/** How often each choice was given; `answered` forms of `asked`. */
export interface Tally {
  readonly answered: number
  readonly asked: number
  readonly counts: readonly { readonly value: string; readonly count: number }[]
  /** Of figures. */
  readonly figures: {
    readonly min: number
    readonly median: number
    readonly mean: number
    readonly max: number
  } | null
}

/** Counts the answers to one question. Values that the form no longer knows are counted after its own. */
export function tally(question: SurveyQuestion, forms: readonly FilledForm[]): Tally {
  const counts = new Map(question.choices.map(({ value }) => [value, 0]))
  const figures: number[] = []
  let answered = 0
  for (const { answers } of forms) {
    const given = answersTo(question, answers)
    if (given.length > 0) answered += 1
    if (question.kind === 'number') figures.push(...given.map(Number).filter(Number.isFinite))
    else if (question.kind !== 'text')
      for (const value of new Set(given)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return {
    answered,
    asked: forms.length,
    counts: [...counts].map(([value, count]) => ({ value, count })),
    figures: figures.length === 0 ? null : summary(figures),
  }
}

function summary(figures: readonly number[]) {
  const sorted = figures.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return {
    min: sorted[0] ?? 0,
    median: ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2,
    mean: figures.reduce((sum, one) => sum + one, 0) / figures.length,
    max: sorted.at(-1) ?? 0,
  }
}

/** Forms by an answer (rows) and by another answer or the unit (columns). A form with several answers counts in each. */
export function crossTable(
  rows: SurveyQuestion,
  columns: SurveyQuestion | 'unit',
  forms: readonly FilledForm[],
): {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly value: string; readonly counts: readonly number[] }[]
} {
  const across = (form: FilledForm) => (columns === 'unit' ? [form.unit] : answersTo(columns, form.answers))
  const names = new Set(columns === 'unit' ? [] : columns.choices.map(({ value }) => value))
  for (const form of forms) for (const value of across(form)) names.add(value)
  const order = [...names]
  const table = new Map(rows.choices.map(({ value }) => [value, order.map(() => 0)]))
  for (const form of forms)
    for (const row of new Set(answersTo(rows, form.answers)))
      for (const column of new Set(across(form))) {
        const line = table.get(row) ?? order.map(() => 0)
        const at = order.indexOf(column)
        line[at] = (line[at] ?? 0) + 1
        table.set(row, line)
      }
  return { columns: order, rows: [...table].map(([value, counts]) => ({ value, counts })) }
}
