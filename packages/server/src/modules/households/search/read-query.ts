import { foldToken, parsePhone } from '@lastmile/domain'
import type { Keyring } from '../../../platform/crypto/index.ts'
import { idTailToken, phoneTailToken, type TokenRow } from './tokens.ts'

/** One word of a query, and what it may be. */
export type SearchWord =
  /** Found in `search_token`: the whole token, or its beginning. */
  | { readonly by: 'tokens'; readonly kinds: readonly TokenRow['kind'][]; readonly prefix: string }
  | { readonly by: 'hashes'; readonly hashes: readonly string[] }
  | { readonly by: 'id_number'; readonly index: Buffer }
  | { readonly by: 'phone'; readonly index: Buffer }
  | { readonly by: 'household_no'; readonly no: string }

const MOST_WORDS = 5
const WHOLE_ID = /^\d{17}[\dX]$/
const TAIL = /^\d{3}[\dX]$/
const HOUSEHOLD_NO = /^h\d{8}$/
const HAN = /\p{Script=Han}/u

function wordOf(keys: Keyring, text: string): SearchWord {
  const folded = foldToken(text)
  const upper = folded.toUpperCase()
  if (WHOLE_ID.test(upper)) return { by: 'id_number', index: keys.blindIndex('resident-id', upper) }
  if (HOUSEHOLD_NO.test(folded)) return { by: 'household_no', no: upper }
  if (TAIL.test(upper))
    return { by: 'hashes', hashes: [idTailToken(keys, upper), phoneTailToken(keys, upper)] }
  const phone = parsePhone(folded)
  if (phone) return { by: 'phone', index: keys.blindIndex('phone', phone) }
  if (HAN.test(folded)) return { by: 'tokens', kinds: ['name', 'address'], prefix: folded }
  return { by: 'tokens', kinds: ['pinyin', 'initials', 'name', 'address'], prefix: folded }
}

/**
 * Reads a query: words by spaces, each an identity number, its last four, a phone, its last four, a household
 * number, or letters of a name or an address. A query of letters only is first tried as one word, since people
 * write pinyin and compound names with spaces.
 */
export function readQuery(keys: Keyring, text: string): { whole: SearchWord | null; words: SearchWord[] } {
  const plain = text.normalize('NFKC')
  const written = wordOf(keys, plain)
  // Numbers are written in groups: 310199 1960 …, 199 0000 1234.
  if (written.by === 'id_number' || written.by === 'phone') return { whole: null, words: [written] }
  const parts = plain
    .split(/[\s,，、;；]+/)
    .filter((part) => foldToken(part) !== '')
    .slice(0, MOST_WORDS)
  const words = parts.map((part) => wordOf(keys, part))
  const lettersOnly = words.every((word) => word.by === 'tokens')
  const joined = parts.length > 1 && lettersOnly ? wordOf(keys, parts.join('')) : null
  return { whole: joined?.by === 'tokens' ? joined : null, words }
}

/** Whether a stored token is one that the word asks for. */
export function tokenMatches(word: SearchWord, token: Pick<TokenRow, 'kind' | 'token'>): boolean {
  if (word.by === 'hashes') return word.hashes.includes(token.token)
  return word.by === 'tokens' && word.kinds.includes(token.kind) && token.token.startsWith(word.prefix)
}
