import { FeelError } from '../errors.ts'
import { ANY } from '../types/type.ts'
import { readAtLiteral, readNumber, readString, readType } from './literals.ts'
import { Reader } from './reader.ts'
import type { Iterator, Node, Parameter } from './tree.ts'

const DEEPEST = 400

/** Operands: literals, names, brackets, lists, contexts, intervals, and the constructs that begin with a word. */
export abstract class Primaries extends Reader {
  /** Intervals whose closing bracket is still to come. */
  openIntervals = 0
  private filters = 0
  private depth = 0

  abstract expression(): Node
  /** `< 5` and the like standing alone, or null. */
  abstract unary(): Node | null
  abstract testList(): Node[]

  nested<T>(run: () => T): T {
    if (++this.depth > DEEPEST)
      throw new FeelError('unsupported', 'the expression is nested too deeply', this.place)
    try {
      return run()
    } finally {
      this.depth--
    }
  }

  /** Runs and gives null, at the same place, where that meets a syntax error. */
  attempt<T>(run: () => T): T | null {
    const { place, openIntervals, filters, depth } = this
    const scopes = this.scopes.length
    try {
      return run()
    } catch (error) {
      if (!(error instanceof FeelError) || error.code !== 'syntax') throw error
      this.place = place
      this.openIntervals = openIntervals
      this.filters = filters
      this.depth = depth
      this.scopes.length = scopes
      return null
    }
  }

  inFilter<T>(run: () => T): T {
    const open = this.openIntervals
    this.openIntervals = 0
    this.filters++
    try {
      return this.within(['item'], run)
    } finally {
      this.filters--
      this.openIntervals = open
    }
  }

  unaryTestList(): Node[] {
    const tests: Node[] = []
    do tests.push(this.unary() ?? this.expression())
    while (this.takes(','))
    return tests
  }

  primary(): Node {
    this.skip()
    const at = this.place
    const character = this.text[at]
    if (character === undefined) return this.fail('the expression ends too early')
    if (character === '"') return { kind: 'literal', value: readString(this), at }
    if (character === '@') return { kind: 'literal', value: readAtLiteral(this), at }
    if (character === '{') return this.context()
    if (character === '(' || character === '[' || character === ']') return this.bracket(character)
    const number = readNumber(this)
    if (number !== undefined) return { kind: 'literal', value: number, at }
    return this.worded(at)
  }

  private worded(at: number): Node {
    const name = this.takeName(this.filters > 0)
    if (name !== null) return { kind: 'name', name, at }
    if (this.takesWord('true')) return { kind: 'literal', value: true, at }
    if (this.takesWord('false')) return { kind: 'literal', value: false, at }
    if (this.takesWord('null')) return { kind: 'literal', value: null, at }
    if (this.takesWord('if')) {
      const test = this.expression()
      this.needsWord('then')
      const then = this.expression()
      this.needsWord('else')
      return { kind: 'if', test, then, else: this.expression(), at }
    }
    if (this.takesWord('for')) {
      return this.iteration((iterators) => {
        this.needsWord('return')
        const result = this.within(['partial'], () => this.expression())
        return { kind: 'for', iterators, result, at }
      })
    }
    for (const kind of ['some', 'every'] as const) {
      if (!this.takesWord(kind)) continue
      return this.iteration((iterators) => {
        this.needsWord('satisfies')
        return { kind, iterators, satisfies: this.expression(), at }
      })
    }
    if (this.takesWord('function')) return this.definition(at)
    return this.fail(`"${this.text.slice(at, at + 10)}" is no operand`)
  }

  private iteration(finish: (iterators: readonly Iterator[]) => Node): Node {
    const iterators: Iterator[] = []
    const names = new Set<string>()
    this.scopes.push(names)
    const open = this.openIntervals
    this.openIntervals = 0
    try {
      do {
        const name = this.newName(['in'])
        if (name === null) return this.fail('the name of the iteration is missing')
        this.needsWord('in')
        const from = this.unary() ?? this.expression()
        const to = this.takes('..') ? this.expression() : null
        iterators.push({ name, from, to })
        names.add(name)
      } while (this.takes(','))
      return finish(iterators)
    } finally {
      this.openIntervals = open
      const at = this.scopes.lastIndexOf(names)
      if (at >= 0) this.scopes.splice(at, 1)
    }
  }

  private definition(at: number): Node {
    this.needs('(')
    const parameters: Parameter[] = []
    if (!this.takes(')')) {
      do {
        const name = this.newName([])
        if (name === null) return this.fail('the name of a parameter is missing')
        parameters.push({ name, type: this.takes(':') ? readType(this) : ANY })
      } while (this.takes(','))
      this.needs(')')
    }
    const external = this.takesWord('external')
    const names = parameters.map((parameter) => parameter.name)
    const body = this.within(names, () => this.expression())
    const text = this.text.slice(at, this.place).trimEnd()
    return external ? { kind: 'external', text, at } : { kind: 'function', parameters, body, text, at }
  }

  /** `( … )`, `[ … ]`, or an interval that begins with one of `( [ ]`. */
  private bracket(open: '(' | '[' | ']'): Node {
    const at = this.place
    this.place++
    const intervals = this.openIntervals
    this.openIntervals = 0
    try {
      if (open === '[' && this.takes(']')) return { kind: 'list', items: [], at }
      const first = this.unary() ?? this.expression()
      if (first.kind !== 'unary' && this.takes('..')) return this.interval(open, first, at)
      if (open === ']') return this.fail('"]" begins no interval here', at)
      if (open === '(') {
        this.needs(')')
        return first
      }
      const items = [first]
      while (this.takes(',')) items.push(this.unary() ?? this.expression())
      this.needs(']')
      return { kind: 'list', items, at }
    } finally {
      this.openIntervals = intervals
    }
  }

  private interval(open: '(' | '[' | ']', start: Node, at: number): Node {
    this.openIntervals = 1
    const end = this.expression()
    this.skip()
    const close = this.text[this.place]
    if (close !== ']' && close !== ')' && close !== '[') return this.fail('the interval is not closed')
    this.place++
    return { kind: 'range', start, end, startIncluded: open === '[', endIncluded: close === ']', at }
  }

  private context(): Node {
    const at = this.place
    this.place++
    const entries: (readonly [string, Node])[] = []
    if (this.takes('}')) return { kind: 'context', entries, at }
    const names = new Set<string>()
    const intervals = this.openIntervals
    this.openIntervals = 0
    this.scopes.push(names)
    try {
      do {
        this.skip()
        const key = this.text[this.place] === '"' ? readString(this) : this.newName([])
        if (key === null) return this.fail('the name of an entry is missing')
        this.needs(':')
        // A function may call itself by its own name; other entries do not see theirs.
        if (this.seesWord('function')) names.add(key)
        entries.push([key, this.expression()])
        names.add(key)
        this.keys.add(key)
      } while (this.takes(','))
      this.needs('}')
      return { kind: 'context', entries, at }
    } finally {
      this.openIntervals = intervals
      const place = this.scopes.lastIndexOf(names)
      if (place >= 0) this.scopes.splice(place, 1)
    }
  }

  /** Arguments of a call: all by place, or all by name. */
  call(of: Node): Node {
    const at = this.place
    this.place++
    const intervals = this.openIntervals
    this.openIntervals = 0
    try {
      if (this.takes(')')) return { kind: 'call', of, positional: [], at }
      const named: (readonly [string, Node])[] = []
      for (;;) {
        const name = this.argumentName()
        if (name === null) break
        named.push([name, this.unary() ?? this.expression()])
        if (!this.takes(',')) break
      }
      if (named.length > 0) {
        this.needs(')')
        return { kind: 'named call', of, named, at }
      }
      const positional: Node[] = []
      do positional.push(this.unary() ?? this.expression())
      while (this.takes(','))
      this.needs(')')
      return { kind: 'call', of, positional, at }
    } finally {
      this.openIntervals = intervals
    }
  }

  private argumentName(): string | null {
    const start = this.place
    const name = this.newName([])
    if (name !== null && this.takes(':')) return name
    this.place = start
    return null
  }
}
