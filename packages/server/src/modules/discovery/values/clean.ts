import type { Cell } from '../files/cell.ts'

const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]/g
const HAN = /\p{Script=Han}/u

/** What people write into a cell that is to say nothing. */
const SAYS_NOTHING = new Set([
  '',
  '-',
  '--',
  '—',
  '——',
  '－',
  '/',
  '\\',
  '、',
  '空',
  '空白',
  'n/a',
  'na',
  'null',
  '不详',
  '未知',
  '不清楚',
  '待查',
  '待核',
  '未填',
])

/** Letters, digits and signs of ASCII but for blanks and apostrophes, and the common Han characters: nothing to tidy, and most cells. */
const TIDY = /^[!-&(-_a-~\u4e00-\u9fff]+$/

/** Text without invisible marks, with every kind of blank as one space, trimmed, without the apostrophe that forces text in Excel. */
export function tidy(text: string): string {
  if (TIDY.test(text)) return text
  return text
    .replace(INVISIBLE, '')
    .replace(/[\s\u00a0\u3000]+/g, ' ')
    .trim()
    .replace(/^['‘’`]+(?=\S)/, '')
    .trim()
}

/** For values that a machine reads: tidy, and full-width letters, digits and signs made plain. */
export function plain(text: string): string {
  return TIDY.test(text) ? text : tidy(text.normalize('NFKC'))
}

const LONGEST_NOTHING = 4

/** Whether a cell says nothing, in any of the ways people write that. */
export function saysNothing(cell: Cell | null): cell is null {
  if (cell === null) return true
  if (cell.kind === 'formula') return false
  const text = tidy(cell.text)
  return text.length <= LONGEST_NOTHING && SAYS_NOTHING.has(text.toLowerCase())
}

/** A person's name: blanks that align two-letter names are dropped between Han characters, the dot of compound names is one kind. */
export function cleanName(text: string): string {
  const name = tidy(text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (letter) => letter.normalize('NFKC')))
  return (HAN.test(name) ? name.replace(/ /g, '') : name).replace(/[•‧・．⋅]/g, '·')
}

/** An address: full-width letters and digits made plain, blanks dropped. */
export function cleanAddress(text: string): string {
  return tidy(
    text.replace(/[\uff01-\uff5e]/g, (letter) =>
      /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0d\uff03]/.test(letter)
        ? letter.normalize('NFKC')
        : letter,
    ),
  ).replace(/ /g, '')
}

/** A key for comparing words of lists and headers: plain, lower case, without blanks, and without what stands in brackets. */
export function wordKey(text: string): string {
  const key = plain(text).toLowerCase().replace(/\s/g, '')
  const bare = key.replace(/\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/g, '')
  return (bare === '' ? key : bare).replace(/[*:：。,;、]/g, '')
}
