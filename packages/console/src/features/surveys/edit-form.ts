import { MEMBERS } from '@lastmile/field'
import {
  type FormPageModel,
  isQuestion,
  isRepeat,
  type Part,
  type Question,
  type Repeat,
} from './form-model.ts'

/** Every question of a form, those within repeated parts too. */
export function questionsIn(parts: readonly Part[]): Question[] {
  return parts.flatMap((part) => (isQuestion(part) ? [part] : isRepeat(part) ? questionsIn(part.each) : []))
}

/** A name that no question has yet. */
function freeName(known: readonly Part[], prefix: string): string {
  const taken = new Set(questionsIn(known).map(({ name }) => name))
  let next = taken.size + 1
  while (taken.has(`${prefix}${next}`)) next += 1
  return `${prefix}${next}`
}

/** A question without words yet, named apart from those known. */
export function newQuestion(known: readonly Part[], prefix: 'q' | 'm' = 'q'): Question {
  return {
    key: crypto.randomUUID(),
    name: freeName(known, prefix),
    kind: 'one',
    title: '',
    titleEn: '',
    help: '',
    choices: [],
    min: null,
    max: null,
    pattern: '',
    patternText: '',
    required: false,
    onlyIf: null,
    raw: {},
  }
}

/** The part that is asked for each member; a form has one at most. */
export function newMembersPart(title: string): Repeat {
  return { key: crypto.randomUUID(), name: MEMBERS, title, titleEn: '', each: [], raw: {} }
}

export function hasMembersPart(pages: readonly FormPageModel[]): boolean {
  return pages.some(({ parts }) => parts.some((part) => isRepeat(part) && part.name === MEMBERS))
}

export function newPage(pages: readonly FormPageModel[]): FormPageModel {
  const taken = new Set(pages.map(({ raw }) => raw.name))
  let next = pages.length + 1
  while (taken.has(`page${next}`)) next += 1
  return {
    key: crypto.randomUUID(),
    title: '',
    titleEn: '',
    help: '',
    raw: { name: `page${next}` },
    parts: [],
  }
}

/** One place up or down; what has nowhere to go stays. */
export function moved<T>(list: readonly T[], at: number, by: 1 | -1): readonly T[] {
  const [one, other] = [list[at], list[at + by]]
  if (one === undefined || other === undefined) return list
  return list.map((each, index) => (index === at ? other : index === at + by ? one : each))
}

/** A part of the page at `at` becomes the last of the page before (-1), or the first of the page after (1). */
export function movedToPage(
  pages: readonly FormPageModel[],
  at: number,
  part: Part,
  by: 1 | -1,
): readonly FormPageModel[] {
  if (pages[at + by] === undefined) return pages
  return pages.map((page, index) => {
    if (index === at) return { ...page, parts: page.parts.filter((one) => one !== part) }
    if (index !== at + by) return page
    return { ...page, parts: by === 1 ? [part, ...page.parts] : [...page.parts, part] }
  })
}

export function replaced<T>(list: readonly T[], at: number, by: T): readonly T[] {
  return list.map((each, index) => (index === at ? by : each))
}

/** The form without questions that have no words yet. */
export function withWords(pages: readonly FormPageModel[]): FormPageModel[] {
  const worded = (parts: readonly Part[]): Part[] =>
    parts
      .filter((part) => !isQuestion(part) || part.title.trim() !== '')
      .map((part) => (isRepeat(part) ? { ...part, each: worded(part.each) } : part))
  return pages.map((page) => ({ ...page, parts: worded(page.parts) }))
}

/** Whether a form could be saved: every question has words, every pattern can be read, no least is above its most. */
export function problemsIn(pages: readonly FormPageModel[]): boolean {
  return pages
    .flatMap(({ parts }) => questionsIn(parts))
    .some(
      (question) => question.title.trim() === '' || !isPattern(question.pattern) || isUpsideDown(question),
    )
}

/** Whether a text can be read as a regular expression. */
export function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') !== null
  } catch {
    return false
  }
}

export function isUpsideDown({ min, max }: Pick<Question, 'min' | 'max'>): boolean {
  return min !== null && max !== null && min > max
}
