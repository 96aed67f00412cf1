import { isRaw, pagesOf, type Raw, rawsOf, type Said, saidOf } from './definition.ts'
import { asksWhetherMet, MET, MET_TITLE, notMetSaid } from './not-met.ts'

/** One question with its answer as people read it; null: it was asked and not answered. */
export interface ReadableAnswer {
  /** Its name in the answers, to find the pictures that belong to it. */
  readonly name: string
  readonly title: Said
  readonly answer: Said | null
}

/** A page of the form, or one repetition of a repeated part. */
export interface ReadablePart {
  readonly title: Said | null
  readonly answers: readonly ReadableAnswer[]
}

const YES: Said = { zh: '是', en: 'Yes' }
const NO: Said = { zh: '否', en: 'No' }
/** Types that only show something. */
const SILENT = ['html', 'image', 'expression']

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
const joined = (all: readonly Said[]): Said => ({
  zh: all.map(({ zh }) => zh).join('、'),
  en: all.map(({ en }) => en).join(', '),
})

function choiceOf(element: Raw, value: unknown): Said {
  const plain = { zh: String(value), en: String(value) }
  const choices = Array.isArray(element.choices) ? element.choices : []
  const found = choices.find((one) => String(isRaw(one) ? one.value : one) === String(value))
  return isRaw(found) ? saidOf(found.text, String(value)) : plain
}

function answerOf(element: Raw, value: unknown): Said | null {
  if (isEmpty(value)) return null
  switch (element.type) {
    case 'boolean': {
      const [own, usual] = value === true ? [element.labelTrue, YES] : [element.labelFalse, NO]
      return own === undefined ? usual : saidOf(own, usual.zh)
    }
    case 'file': {
      const count = Array.isArray(value) ? value.length : 1
      return { zh: `照片 ${count} 张`, en: count === 1 ? 'one photo' : `${count} photos` }
    }
    case 'signaturepad':
      return { zh: '已签名', en: 'signed' }
    default:
      return Array.isArray(value)
        ? joined(value.map((one) => choiceOf(element, one)))
        : choiceOf(element, value)
  }
}

/** Whether a question was put at all cannot be told where it waits for others: unanswered it is left out. */
function linesOf(elements: readonly Raw[], answers: Raw, waits: boolean): ReadableAnswer[] {
  return elements.flatMap((element): ReadableAnswer[] => {
    const depends = waits || element.visibleIf !== undefined
    if (element.type === 'panel') return linesOf(rawsOf(element.elements), answers, depends)
    if (element.type === 'paneldynamic' || SILENT.includes(String(element.type))) return []
    const name = String(element.name)
    const answer = answerOf(element, answers[name])
    return answer === null && depends ? [] : [{ name, title: saidOf(element.title, name), answer }]
  })
}

function repeatsOf(elements: readonly Raw[], answers: Raw): ReadablePart[] {
  return elements.flatMap((element): ReadablePart[] => {
    if (element.type === 'panel') return repeatsOf(rawsOf(element.elements), answers)
    if (element.type !== 'paneldynamic') return []
    const title = saidOf(element.title, String(element.name))
    return rawsOf(answers[String(element.name)]).map((entry, at) => {
      const who = typeof entry.name === 'string' ? entry.name : String(at + 1)
      return {
        title: { zh: `${title.zh} · ${who}`, en: `${title.en} · ${who}` },
        answers: linesOf(rawsOf(element.templateElements), entry, true),
      }
    })
  })
}

/** A door that did not open, of a form that does not ask for it: why, and nothing of what could not be asked. */
function closedDoor(definition: Raw, answers: Raw, parts: readonly ReadablePart[]): ReadablePart[] | null {
  const reason = notMetSaid(answers[MET])
  if (reason === null || asksWhetherMet(definition)) return null
  const said = parts.map((part) => ({
    ...part,
    answers: part.answers.filter(({ answer }) => answer !== null),
  }))
  return [
    { title: null, answers: [{ name: MET, title: MET_TITLE, answer: reason }] },
    ...said.filter((part) => part.answers.length > 0),
  ]
}

/**
 * A filled form as people read it: page by page, every answer in words, repeated parts one after another. Where nobody was
 * met and the form does not ask for it, the reason stands first.
 */
export function readableForm(definition: Raw, answers: Raw): ReadablePart[] {
  const parts = pagesOf(definition)
    .flatMap((page) => {
      const elements = rawsOf(page.elements)
      const title = page.title === undefined ? null : saidOf(page.title, '')
      const own = { title, answers: linesOf(elements, answers, page.visibleIf !== undefined) }
      return [own, ...repeatsOf(elements, answers)]
    })
    .filter((part) => part.answers.length > 0)
  return closedDoor(definition, answers, parts) ?? parts
}
