/** Kinds of question that the form page writes. */
export const KINDS = ['one', 'many', 'yesno', 'number', 'text', 'fact', 'photo', 'sign'] as const
export type Kind = (typeof KINDS)[number]

type Raw = Readonly<Record<string, unknown>>

/** A question as the page edits it; `raw` keeps what the page does not show. */
export interface Question {
  readonly key: string
  readonly name: string
  readonly kind: Kind
  readonly title: string
  readonly titleEn: string
  readonly choices: readonly { readonly value: string; readonly title: string; readonly titleEn: string }[]
  readonly required: boolean
  /** Asked only where another question was answered so; null: always. */
  readonly onlyIf: { readonly question: string; readonly value: string } | null
  readonly raw: Raw
}

/** A page of a form: questions that can be edited, and parts that stay as they are. */
export interface FormPageModel {
  readonly raw: Raw
  readonly parts: readonly (Question | { readonly key: string; readonly kept: Raw })[]
}

const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): readonly Raw[] => (Array.isArray(value) ? value.filter(isRaw) : [])
const zhOf = (value: unknown): string =>
  typeof value === 'string' ? value : isRaw(value) ? String(value.default ?? value['zh-cn'] ?? '') : ''
const enOf = (value: unknown): string => (isRaw(value) && typeof value.en === 'string' ? value.en : '')
const textOf = (zh: string, en: string) => (en === '' ? zh : { default: zh, en })

/** A condition that the page can show: `{question} = 'value'` or `{question} = true`. */
const CONDITION = /^\{([\w.]+)\} = (?:'([^']*)'|(true|false))$/

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
      return element.inputType === 'number' ? 'number' : null
    case 'file':
      return 'photo'
    case 'signaturepad':
      return 'sign'
    default:
      return null
  }
}

function readPart(element: Raw, key: string): FormPageModel['parts'][number] {
  const kind = kindOf(element)
  const condition = typeof element.visibleIf === 'string' ? CONDITION.exec(element.visibleIf) : null
  if (kind === null || (element.visibleIf !== undefined && !condition)) return { key, kept: element }
  return {
    key,
    name: String(element.name),
    kind,
    title: zhOf(element.title),
    titleEn: enOf(element.title),
    choices: (Array.isArray(element.choices) ? element.choices : []).map((choice) =>
      isRaw(choice)
        ? {
            value: String(choice.value),
            title: zhOf(choice.text) || String(choice.value),
            titleEn: enOf(choice.text),
          }
        : { value: String(choice), title: String(choice), titleEn: '' },
    ),
    required: element.isRequired === true,
    onlyIf: condition ? { question: condition[1] ?? '', value: condition[2] ?? condition[3] ?? '' } : null,
    raw: element,
  }
}

/** Reads a SurveyJS definition; what the page cannot edit is kept. */
export function readForm(definition: Raw): FormPageModel[] {
  const pages = listOf(definition.pages)
  const found = pages.length > 0 ? pages : [{ name: 'page1', elements: definition.elements ?? [] }]
  return found.map((page, at) => {
    const { elements, ...raw } = page as Raw & { elements?: unknown }
    return { raw, parts: listOf(elements).map((element, place) => readPart(element, `${at}-${place}`)) }
  })
}

function typeOf(question: Question): Raw {
  switch (question.kind) {
    case 'one':
      return { type: 'radiogroup' }
    case 'many':
      return { type: 'checkbox' }
    case 'yesno':
      return { type: 'boolean', renderAs: 'radio' }
    case 'number':
      return { type: 'text', inputType: 'number' }
    case 'text':
      return { type: 'comment', maxLength: 1000 }
    case 'photo':
      return {
        type: 'file',
        acceptedTypes: 'image/*',
        allowMultiple: true,
        storeDataAsText: true,
        waitForUpload: true,
      }
    case 'sign':
      return { type: 'signaturepad', signatureWidth: 300, signatureHeight: 150, dataFormat: 'png' }
    case 'fact':
      return {}
  }
}

function writePart(part: FormPageModel['parts'][number], kinds: ReadonlyMap<string, Kind>): Raw {
  if ('kept' in part) return part.kept
  const { visibleIf: _, choices: __, isRequired: ___, ...raw } = part.raw
  const quoted = (question: string, value: string) =>
    kinds.get(question) === 'yesno' || value === 'true' || value === 'false' ? value : `'${value}'`
  return {
    ...raw,
    ...typeOf(part),
    name: part.name,
    title: textOf(part.title, part.titleEn),
    ...(part.kind === 'one' || part.kind === 'many' || (part.kind === 'fact' && part.choices.length > 0)
      ? {
          choices: part.choices.map(({ value, title, titleEn }) => ({ value, text: textOf(title, titleEn) })),
        }
      : {}),
    ...(part.required ? { isRequired: true } : {}),
    ...(part.onlyIf
      ? { visibleIf: `{${part.onlyIf.question}} = ${quoted(part.onlyIf.question, part.onlyIf.value)}` }
      : {}),
  }
}

/** The definition of what the page shows, over the one that it was read from. */
export function writeForm(definition: Raw, pages: readonly FormPageModel[]): Record<string, unknown> {
  const { elements: _, ...rest } = definition
  const kinds = new Map(
    pages.flatMap(({ parts }) =>
      parts.flatMap((part) => ('kept' in part ? [] : [[part.name, part.kind] as const])),
    ),
  )
  return {
    ...rest,
    pages: pages.map(({ raw, parts }) => ({
      ...raw,
      elements: parts.map((part) => writePart(part, kinds)),
    })),
  }
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
