import { isRaw, pagesOf, type Raw, rawsOf, saidOf } from './definition.ts'

/** A question of a form whose answers can be counted. */
export interface SurveyQuestion {
  /** Its name in the answers; `members.<name>` for a question asked of each member. */
  readonly name: string
  readonly title: { readonly zh: string; readonly en: string }
  /** one: one of the choices. many: any number of them. number: a figure. text: words, which are listed, not counted. */
  readonly kind: 'one' | 'many' | 'number' | 'text'
  readonly choices: readonly {
    readonly value: string
    readonly title: { readonly zh: string; readonly en: string }
  }[]
}

const YES_NO = [
  { value: 'true', title: { zh: '是', en: 'Yes' } },
  { value: 'false', title: { zh: '否', en: 'No' } },
]

function questionOf(element: Raw, prefix: string): SurveyQuestion[] {
  const name = `${prefix}${String(element.name)}`
  const title = saidOf(element.title, String(element.name))
  const choices = () =>
    (Array.isArray(element.choices) ? element.choices : []).map((choice) =>
      isRaw(choice)
        ? { value: String(choice.value), title: saidOf(choice.text, String(choice.value)) }
        : { value: String(choice), title: saidOf(undefined, String(choice)) },
    )
  switch (element.type) {
    case 'radiogroup':
    case 'dropdown':
      return [{ name, title, kind: 'one', choices: choices() }]
    case 'checkbox':
    case 'tagbox':
      return [{ name, title, kind: 'many', choices: choices() }]
    case 'boolean':
      return [
        {
          name,
          title,
          kind: 'one',
          choices: YES_NO.map(({ value, title: usual }, index) => {
            const own = index === 0 ? element.labelTrue : element.labelFalse
            return { value, title: own === undefined ? usual : saidOf(own, usual.zh) }
          }),
        },
      ]
    case 'rating':
      return [{ name, title, kind: 'number', choices: [] }]
    case 'text':
      if (element.inputType === 'number') return [{ name, title, kind: 'number', choices: [] }]
      return element.inputType === 'date' ? [] : [{ name, title, kind: 'text', choices: [] }]
    case 'comment':
      return [{ name, title, kind: 'text', choices: [] }]
    case 'panel':
      return rawsOf(element.elements).flatMap((inner) => questionOf(inner, prefix))
    case 'paneldynamic':
      return rawsOf(element.templateElements).flatMap((inner) => questionOf(inner, `${name}.`))
    default:
      return []
  }
}

/** The questions of a SurveyJS definition, in their order; pictures, signatures, dates and notes are left out. */
export function questionsOf(definition: Raw): SurveyQuestion[] {
  return pagesOf(definition)
    .flatMap((page) => rawsOf(page.elements))
    .flatMap((element) => questionOf(element, ''))
}

/** What one visit answers to a question: choices by value, figures or words; nothing when it was not answered. */
export function answersTo(question: SurveyQuestion, answers: Raw): string[] {
  const [first = '', ...rest] = question.name.split('.')
  const inner = rest.join('.')
  const given = inner === '' ? [answers[first]] : rawsOf(answers[first]).map((part) => part[inner])
  return given
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter((value) => value !== undefined && value !== null && value !== '')
    .map(String)
}
