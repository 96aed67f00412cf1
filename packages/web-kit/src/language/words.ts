/** The languages of the product: Chinese first, English second. */
export const LANGUAGES = ['zh', 'en'] as const
export type Lang = (typeof LANGUAGES)[number]

/** A text of the server or of a data file in both languages. */
export interface BilingualText {
  readonly zh: string
  readonly en: string
}

/** An English sentence that counts: `one` for exactly one `{count}`, `other` for the rest. Chinese needs no plural. */
interface Counted {
  readonly one: string
  readonly other: string
}

/** One entry of a dictionary. Leaving out a language is a type error. */
export interface Word {
  readonly zh: string
  readonly en: string | Counted
}
export type Words = Readonly<Record<string, Word>>

type HolesIn<S extends string> = S extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | HolesIn<Rest>
  : never
type Holes<W extends Words, K extends keyof W> = Readonly<Record<HolesIn<W[K]['zh']>, string | number>>
type HolesArgument<W extends Words, K extends keyof W> = keyof Holes<W, K> extends never
  ? []
  : [holes: Holes<W, K>]

/** Says a word of one dictionary in the present language, with its `{holes}` filled. */
export type Say<W extends Words> = <K extends keyof W>(key: K, ...rest: HolesArgument<W, K>) => string

/** Declares a feature's dictionary. Keys and holes are typed: `defineWords({ left: { zh: '还有 {count} 户', en: … } })`. */
export function defineWords<const W extends Words>(words: W): W {
  return words
}

/** Fills `{holes}`; a hole without a value stays visible. */
export function fillHoles(template: string, holes: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (hole, name: string) => String(holes[name] ?? hole))
}

/** The function that says the words of a dictionary in a language. */
export function sayIn<W extends Words>(words: W, lang: Lang): Say<W> {
  return (key, ...rest) => {
    const word = words[key]
    if (!word) return String(key)
    const holes: Readonly<Record<string, string | number>> = rest[0] ?? {}
    const chosen = word[lang]
    if (typeof chosen === 'string') return fillHoles(chosen, holes)
    return fillHoles(String(holes.count) === '1' ? chosen.one : chosen.other, holes)
  }
}

/** The text in a language; when a server text lacks English, its Chinese. */
export function pick(text: BilingualText, lang: Lang): string {
  return text[lang] || text.zh
}
