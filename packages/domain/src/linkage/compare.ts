import type { Agreement, LinkRecord } from './record.ts'

/** Sounds that dialects and keyboards mix up: 平翘舌, 前后鼻音, n/l, f/h, r/l. */
const CONFUSED: readonly [RegExp, string][] = [
  [/^zh/, 'z'],
  [/^ch/, 'c'],
  [/^sh/, 's'],
  [/^n(?=[aeiouv])/, 'l'],
  [/^h(?=u)/, 'f'],
  [/^r/, 'l'],
  [/ng$/, 'n'],
  [/v/g, 'u'],
]

const roots = new Map<string, string>()

/** A syllable without the differences that are commonly confused. */
export function confusedSyllable(syllable: string): string {
  const known = roots.get(syllable)
  if (known !== undefined) return known
  let root = syllable
  for (const [pattern, to] of CONFUSED) root = root.replace(pattern, to)
  roots.set(syllable, root)
  return root
}

/** The pinyin of a name without the differences that are commonly confused. */
export function confusedPinyin(pinyin: string): string {
  return pinyin.split(' ').map(confusedSyllable).join(' ')
}

function swappedOnce(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at + 1 < a.length; at += 1) {
    if (a[at] === b[at]) continue
    return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
  }
  return false
}

function compareNumbers(a: LinkRecord, b: LinkRecord): Agreement['number'] {
  if (a.number === null || b.number === null) return 'missing'
  if (a.number === b.number) return 'same'
  if (a.sequence === null || b.sequence === null) return 'differs'
  if (a.sequence === b.sequence) return 'sequence'
  return swappedOnce(a.sequence, b.sequence) ? 'sequence-swapped' : 'differs'
}

function compareNames(a: LinkRecord, b: LinkRecord): Agreement['name'] {
  if (a.name === b.name) return 'same'
  if (a.pinyin === b.pinyin) return 'sounds-alike'
  const [x, y] = [Array.from(a.name), Array.from(b.name)]
  if (x.length === y.length && x.length > 2 && x.filter((one, at) => one !== y[at]).length === 1)
    return 'one-character'
  return confusedPinyin(a.pinyin) === confusedPinyin(b.pinyin) ? 'sounds-near' : 'differs'
}

const DAY = 86_400_000
/** Days by which a typist is off: the neighbouring keys and the neighbouring tens. */
const NEAR_DAYS: readonly number[] = [1, 2, 10]

function compareBirths(a: string | null, b: string | null): Agreement['birthDate'] {
  if (a === null || b === null) return 'missing'
  if (a === b) return 'same'
  const [x, y] = [a.replaceAll('-', ''), b.replaceAll('-', '')]
  const monthAndDay =
    a.slice(0, 4) === b.slice(0, 4) && a.slice(5, 7) === b.slice(8) && a.slice(8) === b.slice(5, 7)
  const oneDigit = Array.from(x).filter((digit, at) => digit !== y[at]).length === 1
  const days = Math.abs(Date.parse(a) - Date.parse(b)) / DAY
  if (monthAndDay || swappedOnce(x, y) || oneDigit || NEAR_DAYS.includes(days)) return 'slip'
  return a.slice(0, 4) === b.slice(0, 4) ? 'same-year' : 'differs'
}

function compareAddresses(a: LinkRecord, b: LinkRecord): Agreement['address'] {
  if (a.address !== null && a.address === b.address) return 'same'
  if (a.place === null || b.place === null) return 'missing'
  if (a.place === b.place) return 'same-committee'
  const street = (path: string): string => path.split('/').slice(0, 2).join('/')
  return street(a.place) === street(b.place) ? 'same-street' : 'differs'
}

function compareTokens<T>(a: T | null, b: T | null): 'same' | 'differs' | 'missing' {
  if (a === null || b === null) return 'missing'
  return a === b ? 'same' : 'differs'
}

/** How two records agree, field by field. */
export function compareRecords(a: LinkRecord, b: LinkRecord): Agreement {
  return {
    number: compareNumbers(a, b),
    name: compareNames(a, b),
    birthDate: compareBirths(a.birthDate, b.birthDate),
    sex: compareTokens(a.sex, b.sex),
    phone: compareTokens(a.phone, b.phone),
    address: compareAddresses(a, b),
  }
}
