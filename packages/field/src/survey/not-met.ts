import { pagesOf, type Raw, rawsOf, type Said } from './definition.ts'

/** The answer that says whether anybody was met: `yes`, or why not. A form that does not ask takes it all the same. */
export const MET = 'reached'

/** Why nobody was met. */
export const NOT_MET = ['nobody', 'refused', 'moved'] as const
export type NotMet = (typeof NOT_MET)[number]

/** The question itself, for forms that do not put it. */
export const MET_TITLE: Said = { zh: '见到人了吗', en: 'Met anybody' }
const REASONS: Readonly<Record<NotMet, Said>> = {
  nobody: { zh: '没人在家', en: 'Nobody at home' },
  refused: { zh: '不愿意谈', en: 'They would not talk' },
  moved: { zh: '搬走了', en: 'They have moved' },
}

/** A reason in words; null for anything else. */
export function notMetSaid(reason: unknown): Said | null {
  const known = NOT_MET.find((one) => one === reason)
  return known ? REASONS[known] : null
}

function asks(elements: readonly Raw[]): boolean {
  return elements.some(
    (element) => element.name === MET || (element.type === 'panel' && asks(rawsOf(element.elements))),
  )
}

/** Whether a form asks by itself if anybody was met. */
export function asksWhetherMet(definition: Raw): boolean {
  return pagesOf(definition).some((page) => asks(rawsOf(page.elements)))
}
