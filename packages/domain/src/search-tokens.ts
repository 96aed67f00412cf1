import { pinyin } from 'pinyin-pro'

/** What a name is found by: itself and its endings, its pinyin with and without the surname, and its initials. */
export interface NameToken {
  readonly kind: 'name' | 'pinyin' | 'initials'
  readonly token: string
}

const SEPARATORS = /[·•.\s'’-]/g

const MOST_KEPT = 20_000
const kept = new Map<string, readonly string[]>()

/** Syllables of a name, the surname read as one. Names come again and again, and reading one takes longer than all else about it. */
function syllablesOf(name: string): readonly string[] {
  const known = kept.get(name)
  if (known) return known
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true })
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(name, syllables)
  return syllables
}

/** Folds a query or a token to its stored form: NFKC, lower case, separators of compound names dropped. */
export function foldToken(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(SEPARATORS, '')
}

/**
 * The search tokens of a person's name. Suffixes let 小明 find 王小明 by prefix, the only operators that stay
 * indexable under row-level security being equality, prefix and order.
 */
export function nameTokens(name: string): NameToken[] {
  const folded = foldToken(name)
  if (folded === '') return []
  const characters = Array.from(folded)
  const syllables = syllablesOf(folded).map((part) => part.toLowerCase())
  const tokens: NameToken[] = []
  const add = (kind: NameToken['kind'], token: string): void => {
    if (token !== '' && !tokens.some((known) => known.kind === kind && known.token === token))
      tokens.push({ kind, token })
  }
  const starts = Math.min(characters.length, 4)
  for (let from = 0; from < starts; from += 1) add('name', characters.slice(from).join(''))
  for (let from = 0; from < Math.min(syllables.length, 3); from += 1)
    add('pinyin', syllables.slice(from).join(''))
  add('initials', syllables.map((part) => part[0] ?? '').join(''))
  return tokens
}

/** The whole name in pinyin, for sorting and for reading aloud. */
export function namePinyin(name: string): string {
  return syllablesOf(name).join(' ')
}
