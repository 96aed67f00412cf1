import { type OnlyIf, readCondition } from './condition.ts'

/** Kinds of question that the form page writes. */
export const KINDS = [
  'one',
  'many',
  'yesno',
  'number',
  'line',
  'text',
  'date',
  'fact',
  'photo',
  'sign',
] as const
export type Kind = (typeof KINDS)[number]

export type Raw = Readonly<Record<string, unknown>>

/** What an answer must keep to; null or empty: nothing. */
export interface Limits {
  /** The least and the most: numbers, or days `YYYY-MM-DD` of a date. */
  readonly min: number | string | null
  readonly max: number | string | null
  /** A regular expression over the whole answer. */
  readonly pattern: string
  /** What is said when it does not fit. */
  readonly patternText: string
}

/** A question as the page edits it; `raw` keeps what the page does not show. */
export interface Question extends Limits {
  readonly key: string
  readonly name: string
  readonly kind: Kind
  readonly title: string
  readonly titleEn: string
  /** The line below the question. */
  readonly help: string
  readonly choices: readonly { readonly value: string; readonly title: string; readonly titleEn: string }[]
  readonly required: boolean
  /** Asked only where another question was answered so; null: always. */
  readonly onlyIf: OnlyIf | null
  readonly raw: Raw
}

/** A part that is asked once for each member (or each of a list). */
export interface Repeat {
  readonly key: string
  readonly name: string
  readonly title: string
  readonly titleEn: string
  readonly each: readonly Part[]
  readonly raw: Raw
}

/** A part that the page cannot edit; it stays as it is. */
export interface Kept {
  readonly key: string
  readonly kept: Raw
}

export type Part = Question | Repeat | Kept

/** A page of a form. */
export interface FormPageModel {
  readonly key: string
  readonly title: string
  readonly titleEn: string
  /** The words below its title. */
  readonly help: string
  readonly raw: Raw
  readonly parts: readonly Part[]
}

export const isQuestion = (part: Part): part is Question => 'kind' in part
export const isRepeat = (part: Part): part is Repeat => 'each' in part

const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): readonly Raw[] => (Array.isArray(value) ? value.filter(isRaw) : [])
const zhOf = (value: unknown): string =>
  typeof value === 'string' ? value : isRaw(value) ? String(value.default ?? value['zh-cn'] ?? '') : ''
const enOf = (value: unknown): string => (isRaw(value) && typeof value.en === 'string' ? value.en : '')
const limitOf = (value: unknown) => (typeof value === 'number' || typeof value === 'string' ? value : null)

function textKind(inputType: unknown): Kind | null {
  switch (inputType) {
    case 'number':
      return 'number'
    case 'date':
      return 'date'
    case undefined:
    case 'text':
      return 'line'
    default:
      return null
  }
}

function kindOf(element: Raw): Kind | null {
  if (String(element.name).includes('__')) return 'fact'
  switch (element.type) {
    case 'radiogroup':
      return 'one'
    case 'checkbox':
      return 'many'
    case 'boolean':
      return 'yesno'
    case 'comment':
      return 'text'
    case 'text':
      return textKind(element.inputType)
    case 'file':
      return 'photo'
    case 'signaturepad':
      return 'sign'
    default:
      return null
  }
}

function readPart(element: Raw, key: string): Part {
  if (element.type === 'paneldynamic' && element.visibleIf === undefined) {
    const { templateElements, ...raw } = element
    return {
      key,
      name: String(element.name),
      title: zhOf(element.title),
      titleEn: enOf(element.title),
      each: listOf(templateElements).map((inner, place) => readPart(inner, `${key}-${place}`)),
      raw,
    }
  }
  const kind = kindOf(element)
  const condition = typeof element.visibleIf === 'string' ? readCondition(element.visibleIf) : null
  if (kind === null || (element.visibleIf !== undefined && !condition)) return { key, kept: element }
  const pattern = listOf(element.validators).find(({ type }) => type === 'regex')
  return {
    key,
    name: String(element.name),
    kind,
    title: zhOf(element.title),
    titleEn: enOf(element.title),
    help: zhOf(element.description),
    choices: (Array.isArray(element.choices) ? element.choices : []).map((choice) =>
      isRaw(choice)
        ? {
            value: String(choice.value),
            title: zhOf(choice.text) || String(choice.value),
            titleEn: enOf(choice.text),
          }
        : { value: String(choice), title: String(choice), titleEn: '' },
    ),
    min: limitOf(element.min),
    max: limitOf(element.max),
    pattern: typeof pattern?.regex === 'string' ? pattern.regex : '',
    patternText: zhOf(pattern?.text),
    required: element.isRequired === true,
    onlyIf: condition,
    raw: element,
  }
}

/** Reads a SurveyJS definition; what the page cannot edit is kept. */
export function readForm(definition: Raw): FormPageModel[] {
  const pages = listOf(definition.pages)
  const found = pages.length > 0 ? pages : [{ name: 'page1', elements: definition.elements ?? [] }]
  return found.map((page, at) => {
    const { elements, ...raw } = page as Raw & { elements?: unknown }
    return {
      key: `page-${at}`,
      title: zhOf(raw.title),
      titleEn: enOf(raw.title),
      help: zhOf(raw.description),
      raw,
      parts: listOf(elements).map((element, place) => readPart(element, `${at}-${place}`)),
    }
  })
}

/** Choices of the lines of a text, each with the value that it had, or a new one. */
export function choicesOf(text: string, before: Question['choices']): Question['choices'] {
  const taken = new Set(before.map(({ value }) => value))
  let next = 1
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((title) => {
      const known = before.find((choice) => choice.title === title)
      if (known) return known
      while (taken.has(`c${next}`)) next += 1
      taken.add(`c${next}`)
      return { value: `c${next}`, title, titleEn: '' }
    })
}
