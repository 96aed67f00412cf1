// Names of FEEL (DMN 1.5, grammar rules 27–32): letters of many scripts, spaces between words, and the symbols . / - ' + *

const START = String.raw`?A-Z_a-z\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{2FF}\u{370}-\u{37D}\u{37F}-\u{1FFF}\u{200C}-\u{200D}\u{2070}-\u{218F}\u{2C00}-\u{2FEF}\u{3001}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{EFFFF}`
const PART = String.raw`${START}0-9\u{B7}\u{300}-\u{36F}\u{203F}-\u{2040}`

const WORD = new RegExp(`[${START}][${PART}]*`, 'uy')
const PART_WORD = new RegExp(`[${PART}]+`, 'uy')
const PART_CHARACTER = new RegExp(`[${PART}]`, 'u')
const PIECE = new RegExp(`[${PART}]+|[./\\-'’+*]+`, 'gu')
const SYMBOLS = new Set(['.', '/', '-', "'", '’', '+', '*'])

/** White space of FEEL (rules 61): Unicode's, and the line ends. */
export const SPACE = /[\s\u0085\u180e\u200b\u2060\ufeff]/u

function sticky(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

/** The word that begins a name at a place, or null. */
export function wordAt(text: string, at: number): string | null {
  return sticky(WORD, text, at)
}

/** A later word of a name: it may begin with a digit. */
export function partAt(text: string, at: number): string | null {
  return sticky(PART_WORD, text, at)
}

export function isSymbol(character: string | undefined): boolean {
  return character !== undefined && SYMBOLS.has(character)
}

/** Whether a name could go on with the character at a place. */
export function continues(text: string, at: number): boolean {
  const code = text.codePointAt(at)
  return code !== undefined && PART_CHARACTER.test(String.fromCodePoint(code))
}

const pieces = new Map<string, readonly string[] | null>()

/** Words and symbols of a name, or null when it has characters that no name may have. */
function piecesOf(name: string): readonly string[] | null {
  const known = pieces.get(name)
  if (known !== undefined) return known
  const parts = name.match(PIECE)
  const whole = parts !== null && parts.join('') === name.replace(/\s+/gu, '')
  // A symbol on its own matches with or without spaces round it.
  const result = whole ? parts.flatMap((part) => (SYMBOLS.has(part[0] ?? '') ? [...part] : [part])) : null
  pieces.set(name, result)
  return result
}

/** Where a known name ends that stands at a place, or −1. White space between its words is free. */
export function nameEnd(name: string, text: string, at: number): number {
  const parts = piecesOf(name)
  if (!parts) return -1
  let place = at
  let word = false
  for (const part of parts) {
    const isWord = !SYMBOLS.has(part)
    if (place !== at) {
      const before = place
      while (place < text.length && SPACE.test(text[place] ?? '')) place++
      if (word && isWord && place === before) return -1
    }
    if (!text.startsWith(part, place)) return -1
    place += part.length
    if (isWord && continues(text, place)) return -1
    word = isWord
  }
  return place
}

/** The spelling under which a written name is kept: outer spaces gone, inner ones single. */
export function tidy(name: string): string {
  return name.trim().replace(/\s+/gu, ' ')
}
