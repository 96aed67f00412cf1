import { FeelError } from '../errors.ts'
import { continues, isSymbol, nameEnd, partAt, SPACE, tidy, wordAt } from './names.ts'

/** Words that no name may be by itself; a known name may begin with them or hold them. */
const KEYWORDS = new Set([
  'for',
  'return',
  'if',
  'then',
  'else',
  'some',
  'every',
  'satisfies',
  'in',
  'and',
  'or',
  'between',
  'instance',
  'function',
  'true',
  'false',
  'null',
])

/** Reads an expression's characters: white space, comments, words, symbols, and names by what is in scope. */
export class Reader {
  readonly text: string
  place = 0
  /** Names in scope, innermost last. */
  readonly scopes: Set<string>[]
  /** Names that entries of contexts have, wherever they stand: what may follow a dot or begin in a filter. */
  readonly keys: Set<string>

  constructor(text: string, names: Iterable<string>, keys: Iterable<string>) {
    this.text = text
    this.scopes = [new Set(names)]
    this.keys = new Set(keys)
  }

  fail(message: string, at = this.place): never {
    throw new FeelError('syntax', message, at)
  }

  /** Passes white space and comments. */
  skip(): void {
    const { text } = this
    for (;;) {
      const character = text[this.place]
      if (character === undefined) return
      if (SPACE.test(character)) this.place++
      else if (text.startsWith('//', this.place)) {
        const rest = text.slice(this.place).search(/[\n\r\u2028\u2029]/u)
        this.place = rest < 0 ? text.length : this.place + rest
      } else if (text.startsWith('/*', this.place)) {
        const end = text.indexOf('*/', this.place + 2)
        if (end < 0) this.fail('a comment is not closed')
        this.place = end + 2
      } else return
    }
  }

  /** Whether a symbol follows; white space before it is passed. */
  sees(symbol: string): boolean {
    this.skip()
    return this.text.startsWith(symbol, this.place)
  }

  /** Takes a symbol if it follows. */
  takes(symbol: string): boolean {
    if (!this.sees(symbol)) return false
    this.place += symbol.length
    return true
  }

  needs(symbol: string): void {
    if (!this.takes(symbol)) this.fail(`"${symbol}" is missing`)
  }

  /** Whether a whole word follows. */
  seesWord(word: string): boolean {
    this.skip()
    return this.text.startsWith(word, this.place) && !continues(this.text, this.place + word.length)
  }

  takesWord(word: string): boolean {
    if (!this.seesWord(word)) return false
    this.place += word.length
    return true
  }

  needsWord(word: string): void {
    if (!this.takesWord(word)) this.fail(`"${word}" is missing`)
  }

  /** Takes several words with white space between them, or none. */
  takesWords(...words: readonly string[]): boolean {
    const start = this.place
    for (const word of words) {
      if (this.takesWord(word)) continue
      this.place = start
      return false
    }
    return true
  }

  /** The longest name in scope (and, when asked, of the known keys) that stands here; null when none does. */
  knownName(withKeys: boolean): { readonly name: string; readonly end: number } | null {
    this.skip()
    let best: { name: string; end: number } | null = null
    const sets = withKeys ? [...this.scopes, this.keys] : this.scopes
    for (const names of sets) {
      for (const name of names) {
        const end = nameEnd(name, this.text, this.place)
        if (end > (best?.end ?? this.place)) best = { name, end }
      }
    }
    return best
  }

  /** The longest known key that stands here, or the plain word: what follows a dot. */
  keyName(): string {
    this.skip()
    let name = wordAt(this.text, this.place)
    let end = this.place + (name?.length ?? 0)
    for (const key of this.keys) {
      const keyEnd = nameEnd(key, this.text, this.place)
      if (keyEnd > end) [name, end] = [key, keyEnd]
    }
    if (name === null) this.fail('a name is missing')
    this.place = end
    return name
  }

  /** A name at the start of an operand: known ones first, the longest; then a single word that is no keyword. */
  takeName(withKeys: boolean): string | null {
    const known = this.knownName(withKeys)
    const word = wordAt(this.text, this.place)
    if (known && !(word !== null && KEYWORDS.has(word) && known.end === this.place + word.length)) {
      this.place = known.end
      return known.name
    }
    if (word === null || KEYWORDS.has(word)) return null
    this.place += word.length
    return word
  }

  /**
   * A new name: words and symbols up to one of the given ends, which stay. Words that are an end (`in`) end it too, but
   * not as its first word.
   */
  newName(ends: readonly string[]): string | null {
    this.skip()
    const start = this.place
    let place = start
    let words = 0
    const { text } = this
    while (place < text.length) {
      const character = text[place] ?? ''
      if (SPACE.test(character)) {
        place++
        continue
      }
      const word = words === 0 ? wordAt(text, place) : partAt(text, place)
      if (word !== null) {
        if (words > 0 && ends.includes(word)) break
        words++
        place += word.length
        continue
      }
      if (words > 0 && isSymbol(character) && !text.startsWith('..', place)) {
        place++
        continue
      }
      break
    }
    if (words === 0) return null
    this.place = place
    return tidy(text.slice(start, place))
  }

  /** Runs with more names in scope. */
  within<T>(names: Iterable<string>, run: () => T): T {
    this.scopes.push(new Set(names))
    try {
      return run()
    } finally {
      this.scopes.pop()
    }
  }
}
