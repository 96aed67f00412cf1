import { namePinyin } from '@lastmile/domain'
import { AppError } from '../../../platform/errors/index.ts'
import { SHORTEST_PASSWORD } from '../limits.ts'
import { COMMON_DIGITS, COMMON_WORDS } from './common-words.ts'

/** Whose password it is to be: it must not be made of their own names. */
export interface Owner {
  readonly login: string
  readonly name: string
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  '@': 'a',
  $: 's',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '5': 's',
  '!': 'i',
}

/** Rows that fingers run along, forwards and backwards. */
const RUNS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'].flatMap(
  (run) => [run, Array.from(run).reverse().join('')],
)

const isRun = (text: string) => RUNS.some((run) => run.includes(text))

/** One short piece over and over: `aaaaaaaa`, `abcabcabc`, `12121212`. */
function isRepeated(text: string): boolean {
  return /^(.{1,4})\1+.?$/u.test(text)
}

/** A day: `19900101`, `900101`, `1990.01.01`. */
function isDay(digits: string): boolean {
  return /^(19|20)?\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(digits)
}

function plainDigits(digits: string): boolean {
  return COMMON_DIGITS.has(digits) || isRun(digits) || isRepeated(digits) || isDay(digits)
}

function plainWord(word: string, own: readonly string[]): boolean {
  return word.length < 3 || COMMON_WORDS.has(word) || own.includes(word) || isRun(word) || isRepeated(word)
}

/** The owner's login and name, as letters that a password may be made of. */
function ownWords({ login, name }: Owner): string[] {
  const syllables = namePinyin(name).toLowerCase().split(' ')
  const initials = syllables.map((syllable) => syllable[0] ?? '').join('')
  return [login, ...login.split(/[._-]/), name, syllables.join(''), ...syllables, initials].filter(
    (word) => word.length >= 2,
  )
}

/** Whether a folded password is nothing but words and numbers that everybody would try. */
function isPlain(text: string, own: readonly string[]): boolean {
  if (isRepeated(text) || isRun(text)) return true
  const letters = text.replace(/[^\p{Letter}]+/gu, ' ').trim()
  const digits = text.replace(/\D+/g, ' ').trim()
  const words = letters === '' ? [] : letters.split(' ')
  const numbers = digits === '' ? [] : digits.split(' ')
  if (words.length === 0) return numbers.every(plainDigits)
  // A plain word does not become a secret by some digits or signs around it.
  return words.every((word) => plainWord(word, own)) && numbers.every((n) => n.length <= 4 || plainDigits(n))
}

/**
 * Refuses a password that is too short or that everybody would try first (ASVS 6.2.1, 6.2.4). Any characters are
 * welcome, none are required, nothing is cut off; the text is folded by NFKC once, as the hash does.
 * @throws `password_too_short`, `password_too_common`
 */
export function requireGoodPassword(password: string, owner: Owner): void {
  const text = password.normalize('NFKC')
  if (Array.from(text).length < SHORTEST_PASSWORD) {
    throw new AppError('password_too_short', { least: SHORTEST_PASSWORD })
  }
  const folded = text.toLowerCase()
  const own = ownWords({ login: owner.login.toLowerCase(), name: owner.name })
  const plainLetters = Array.from(folded, (letter) => LOOKALIKES[letter] ?? letter).join('')
  if (isPlain(folded, own) || isPlain(plainLetters, own) || COMMON_WORDS.has(folded)) {
    throw new AppError('password_too_common')
  }
}
