// Regular expressions of XPath and XQuery Functions 3.1 (5.6.1), which DMN 1.5 names, as those of JavaScript.

import { FeelError } from '../errors.ts'

/** Classes that JavaScript writes otherwise: XML's digits, word characters, name characters. */
const NAME_START = String.raw`:A-Z_a-z\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{2FF}\u{370}-\u{37D}\u{37F}-\u{1FFF}\u{200C}-\u{200D}\u{2070}-\u{218F}\u{2C00}-\u{2FEF}\u{3001}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{EFFFF}`
const NAME = String.raw`${NAME_START}\-.0-9\u{B7}\u{300}-\u{36F}\u{203F}-\u{2040}`
const CLASSES: Readonly<Record<string, string>> = {
  d: String.raw`\p{Nd}`,
  D: String.raw`\P{Nd}`,
  s: String.raw`[ \t\n\r]`,
  S: String.raw`[^ \t\n\r]`,
  w: String.raw`[^\p{P}\p{Z}\p{C}]`,
  W: String.raw`[\p{P}\p{Z}\p{C}]`,
  i: `[${NAME_START}]`,
  I: `[^${NAME_START}]`,
  c: `[${NAME}]`,
  C: `[^${NAME}]`,
}

/** Blocks of Unicode that patterns name most (`\p{IsBasicLatin}`); others are refused. */
const BLOCKS: Readonly<Record<string, string>> = {
  BasicLatin: String.raw`[\u{0}-\u{7F}]`,
  'Latin-1Supplement': String.raw`[\u{80}-\u{FF}]`,
  'LatinExtended-A': String.raw`[\u{100}-\u{17F}]`,
  'LatinExtended-B': String.raw`[\u{180}-\u{24F}]`,
  Greek: String.raw`[\u{370}-\u{3FF}]`,
  GreekandCoptic: String.raw`[\u{370}-\u{3FF}]`,
  Cyrillic: String.raw`[\u{400}-\u{4FF}]`,
  Hebrew: String.raw`[\u{590}-\u{5FF}]`,
  Arabic: String.raw`[\u{600}-\u{6FF}]`,
  CJKUnifiedIdeographs: String.raw`[\u{4E00}-\u{9FFF}]`,
  Hiragana: String.raw`[\u{3040}-\u{309F}]`,
  Katakana: String.raw`[\u{30A0}-\u{30FF}]`,
}

const ESCAPABLE = new Set([...'\\|.?*+(){}-[]^$'])
const CATEGORY = /^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/

/** A pattern with its flags (s, m, i, x, q), or null where XPath has no such pattern. */
export function pattern(source: string, flags: string): RegExp | null {
  if (!/^[smixq]*$/.test(flags)) return null
  const given = new Set(flags)
  const js = `v${given.has('i') ? 'i' : ''}${given.has('m') && !given.has('q') ? 'm' : ''}${
    given.has('s') && !given.has('q') ? 's' : ''
  }`
  const written = given.has('q')
    ? [...source].map(literal).join('')
    : new Translation(given.has('x') ? unspaced(source) : source, given.has('s')).whole()
  if (written === null) return null
  try {
    return new RegExp(written, js)
  } catch {
    return null
  }
}

/** A character that stands for itself. Signs that the v flag reserves become their code. */
function literal(character: string): string {
  if ('^$\\.*+?()[]{}|/'.includes(character)) return `\\${character}`
  if (!'-&!#%,:;<=>@`~'.includes(character)) return character
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}

/** Flag x: white space outside of classes is not there, not even behind a backslash (`\ s` is `\s`). */
function unspaced(source: string): string {
  let depth = 0
  let escaped = false
  let result = ''
  for (const character of source) {
    if (depth === 0 && /[ \t\n\r]/.test(character)) continue
    result += character
    if (!escaped && character === '[') depth++
    if (!escaped && character === ']') depth--
    escaped = !escaped && character === '\\'
  }
  return result
}

class Translation {
  private readonly characters: readonly string[]
  private readonly dotAll: boolean
  private place = 0
  private groups = 0
  private readonly closed = new Set<number>()

  constructor(source: string, dotAll: boolean) {
    this.characters = [...source]
    this.dotAll = dotAll
  }

  whole(): string | null {
    const result = this.sequence(0)
    return result !== null && this.place === this.characters.length ? result : null
  }

  private sequence(depth: number): string | null {
    let result = ''
    let quantifiable = false
    for (;;) {
      const character = this.characters[this.place]
      if (character === undefined) return depth === 0 ? result : null
      if (character === ')') return depth > 0 ? result : null
      this.place++
      let part: string | null
      if (character === '(') part = this.group(depth)
      else if (character === '[') part = this.characterClass()
      else if (character === '\\') part = this.escape(false)
      else if ('*+?{'.includes(character)) {
        if (!quantifiable) return null
        part = this.quantifier(character)
        if (part === null) return null
        result += part
        quantifiable = false
        continue
      } else if (character === '.') part = this.dotAll ? '.' : '[^\\n\\r]'
      else if (character === '|' || character === '^' || character === '$') {
        result += character
        quantifiable = false
        continue
      } else part = '}]'.includes(character) ? null : literal(character)
      if (part === null) return null
      result += part
      quantifiable = true
    }
  }

  private group(depth: number): string | null {
    let open = '('
    let number = 0
    if (this.characters[this.place] === '?') {
      if (this.characters[this.place + 1] !== ':') return null
      this.place += 2
      open = '(?:'
    } else number = ++this.groups
    const inner = this.sequence(depth + 1)
    if (inner === null || this.characters[this.place] !== ')') return null
    this.place++
    if (number > 0) this.closed.add(number)
    return `${open}${inner})`
  }

  private quantifier(first: string): string | null {
    let result = first
    if (first === '{') {
      const rest = this.characters.slice(this.place).join('')
      const match = /^(\d+)(,(\d*))?\}/.exec(rest)
      if (!match || (match[3] && Number(match[3]) < Number(match[1]))) return null
      this.place += match[0].length
      result += match[0]
    }
    if (this.characters[this.place] === '?') {
      this.place++
      result += '?'
    }
    return result
  }

  /** After a backslash. */
  private escape(inClass: boolean): string | null {
    const character = this.characters[this.place++]
    if (character === undefined) return null
    if ('nrt'.includes(character)) return `\\${character}`
    if (ESCAPABLE.has(character)) return literal(character)
    const known = CLASSES[character]
    if (known !== undefined) return known
    if (character === 'p' || character === 'P') return this.property(character)
    if (inClass || !/[1-9]/.test(character)) return null
    let digits = character
    while (
      /\d/.test(this.characters[this.place] ?? '') &&
      this.closed.has(Number(digits + this.characters[this.place]))
    )
      digits += this.characters[this.place++]
    return this.closed.has(Number(digits)) ? `(?:\\${digits})` : null
  }

  private property(sign: 'p' | 'P'): string | null {
    const rest = this.characters.slice(this.place).join('')
    const match = /^\{([A-Za-z0-9-]+)\}/.exec(rest)
    const name = match?.[1]
    if (!match || name === undefined) return null
    this.place += match[0].length
    if (CATEGORY.test(name)) return `\\${sign}{${name}}`
    const block = name.startsWith('Is') ? BLOCKS[name.slice(2)] : undefined
    // Unicode has more blocks than ours; which name is none is not known here.
    if (block === undefined && name.startsWith('Is'))
      throw new FeelError('unsupported', `the Unicode block "${name}" is not known here`)
    if (block === undefined) return null
    return sign === 'p' ? block : block.replace('[', '[^')
  }

  /** A character class, with subtraction: `[a-z-[aeiou]]`. */
  private characterClass(): string | null {
    const negative = this.characters[this.place] === '^'
    if (negative) this.place++
    let items = ''
    let subtracted = ''
    let last: string | null = null
    for (;;) {
      const character = this.characters[this.place]
      if (character === undefined) return null
      if (character === ']') {
        if (items === '') return null
        this.place++
        break
      }
      if (character === '-' && this.characters[this.place + 1] === '[' && items !== '') {
        this.place += 2
        const inner = this.characterClass()
        if (inner === null || this.characters[this.place] !== ']') return null
        subtracted = inner
        this.place++
        break
      }
      if (character === '[') return null
      this.place++
      const next = this.characters[this.place]
      if (character === '-' && last !== null && next !== undefined && next !== ']') {
        this.place++
        const end: string | null = next === '\\' ? this.escape(true) : literal(next)
        if (end === null || !isSingle(end)) return null
        items += `-${end}`
        last = null
        continue
      }
      const part: string | null = character === '\\' ? this.escape(true) : literal(character)
      if (part === null) return null
      items += part
      last = isSingle(part) ? part : null
    }
    const own = `[${negative ? '^' : ''}${items}]`
    return subtracted ? `[${own}--${subtracted}]` : own
  }
}

function isSingle(part: string): boolean {
  return !/^\\[pP]|^\[/.test(part)
}

/** What a replacement text makes of the groups found: `$0`…`$n`, `\$`, `\\`. Null where it is not well-formed. */
export function replacement(source: string): ((groups: readonly string[]) => string) | null {
  const parts: ((groups: readonly string[]) => string)[] = []
  for (let i = 0; i < source.length; i++) {
    const character = source[i] ?? ''
    if (character === '\\') {
      const next = source[++i]
      if (next !== '\\' && next !== '$') return null
      parts.push(() => next)
    } else if (character === '$') {
      const digits = /^\d+/.exec(source.slice(i + 1))?.[0]
      if (digits === undefined) return null
      i += digits.length
      parts.push((groups) => {
        // The longest number that is a group's; the digits after it are text.
        let length = digits.length
        while (length > 1 && Number(digits.slice(0, length)) >= groups.length) length--
        return (groups[Number(digits.slice(0, length))] ?? '') + digits.slice(length)
      })
    } else parts.push(() => character)
  }
  return (groups) => parts.map((part) => part(groups)).join('')
}
