/** Part of a SurveyJS definition as it was read, before anybody looked into it. */
export type Raw = Readonly<Record<string, unknown>>

/** A text in both languages. */
export interface Said {
  readonly zh: string
  readonly en: string
}

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const rawsOf = (value: unknown): readonly Raw[] => (Array.isArray(value) ? value.filter(isRaw) : [])

/** A text of a SurveyJS definition in both languages: plain, or by language with `default` for Chinese. */
export function saidOf(value: unknown, fallback: string): Said {
  if (typeof value === 'string') return { zh: value, en: value }
  if (!isRaw(value)) return { zh: fallback, en: fallback }
  const zh = value['zh-cn'] ?? value.default ?? fallback
  const en = value.en ?? zh
  return { zh: String(zh), en: String(en) }
}

/** The pages of a definition; one that has none is one page. */
export function pagesOf(definition: Raw): readonly Raw[] {
  const pages = rawsOf(definition.pages)
  return pages.length > 0 ? pages : [{ elements: definition.elements ?? [] }]
}
