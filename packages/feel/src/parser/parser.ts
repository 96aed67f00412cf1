import { FeelError } from '../errors.ts'
import { readType } from './literals.ts'
import { Primaries } from './primaries.ts'
import type { Comparison, Node } from './tree.ts'

const COMPARISONS: readonly Comparison[] = ['<=', '>=', '!=', '<', '>', '=']

/**
 * The grammar of FEEL (DMN 1.5, 10.3.1.2) by recursive descent: disjunction, conjunction, comparison, addition, multiplication,
 * exponent, negation, instance of, then paths, filters and calls. Names are found by what is in scope, the longest first.
 */
class Parser extends Primaries {
  override expression(): Node {
    return this.nested(() => this.disjunction())
  }

  private disjunction(): Node {
    let left = this.conjunction()
    for (;;) {
      const at = this.place
      if (!this.takesWord('or')) return left
      left = { kind: 'or', left, right: this.conjunction(), at }
    }
  }

  private conjunction(): Node {
    let left = this.comparison()
    for (;;) {
      const at = this.place
      if (!this.takesWord('and')) return left
      left = { kind: 'and', left, right: this.comparison(), at }
    }
  }

  private comparison(): Node {
    let left = this.additive()
    for (;;) {
      this.skip()
      const at = this.place
      const operator = this.comparisonSign()
      if (operator) left = { kind: 'compare', operator, left, right: this.unary() ?? this.additive(), at }
      else if (this.takesWord('between')) {
        const low = this.additive()
        this.needsWord('and')
        left = { kind: 'between', value: left, low, high: this.additive(), at }
      } else if (this.takesWord('in')) left = { kind: 'in', value: left, tests: this.tests(), at }
      else return left
    }
  }

  /** What may follow `in`: one test, or several in brackets. */
  private tests(): readonly Node[] {
    this.skip()
    const start = this.place
    if (this.text[start] === '(') {
      // `(1..3]` and `(a + b) * c` begin alike; a list of tests must end at its own bracket.
      const list = this.attempt(() => {
        this.place++
        const tests = this.testList()
        this.needs(')')
        return this.endsTest() ? tests : null
      })
      if (list) return list
      this.place = start
    }
    return [this.test()]
  }

  private endsTest(): boolean {
    this.skip()
    const next = this.text[this.place]
    return next === undefined || !'.([*+-/'.includes(next) || this.text.startsWith('..', this.place)
  }

  override testList(): Node[] {
    const tests = [this.test()]
    while (this.takes(',')) tests.push(this.test())
    return tests
  }

  private test(): Node {
    return this.unary() ?? this.nested(() => this.additive())
  }

  override unary(): Node | null {
    this.skip()
    const at = this.place
    const operator = this.comparisonSign()
    return operator ? { kind: 'unary', operator, of: this.additive(), at } : null
  }

  private comparisonSign(): Comparison | null {
    for (const sign of COMPARISONS) if (this.takes(sign)) return sign
    return null
  }

  private additive(): Node {
    let left = this.multiplicative()
    for (;;) {
      this.skip()
      const at = this.place
      if (this.takes('+')) left = { kind: 'binary', operator: '+', left, right: this.multiplicative(), at }
      else if (this.text[at] === '-' && this.text[at + 1] !== '>') {
        this.place++
        left = { kind: 'binary', operator: '-', left, right: this.multiplicative(), at }
      } else return left
    }
  }

  private multiplicative(): Node {
    let left = this.exponent()
    for (;;) {
      this.skip()
      const at = this.place
      if (this.sees('**')) return left
      if (this.takes('*')) left = { kind: 'binary', operator: '*', left, right: this.exponent(), at }
      else if (this.takes('/')) left = { kind: 'binary', operator: '/', left, right: this.exponent(), at }
      else return left
    }
  }

  private exponent(): Node {
    let left = this.negation()
    for (;;) {
      this.skip()
      const at = this.place
      if (!this.takes('**')) return left
      left = { kind: 'binary', operator: '**', left, right: this.negation(), at }
    }
  }

  private negation(): Node {
    this.skip()
    const at = this.place
    if (this.takes('-')) return { kind: 'negate', of: this.nested(() => this.negation()), at }
    return this.instance()
  }

  private instance(): Node {
    let value = this.postfix()
    for (;;) {
      this.skip()
      const at = this.place
      if (!this.takesWords('instance', 'of')) return value
      value = { kind: 'instance', value, type: readType(this), at }
    }
  }

  private postfix(): Node {
    let of = this.primary()
    for (;;) {
      this.skip()
      const at = this.place
      if (this.text[at] === '.' && this.text[at + 1] !== '.') {
        this.place++
        of = { kind: 'path', of, name: this.keyName(), at }
      } else if (this.text[at] === '[') {
        const by = this.filterBody()
        if (by === null) return of
        of = { kind: 'filter', of, by, at }
      } else if (this.text[at] === '(') of = this.call(of)
      else return of
    }
  }

  /** `[…]` after an operand, or null where the bracket closes an interval (`]1..3[`). */
  private filterBody(): Node | null {
    const body = () => {
      this.place++
      const by = this.inFilter(() => this.unary() ?? this.expression())
      this.needs(']')
      return by
    }
    return this.openIntervals > 0 ? this.attempt(body) : body()
  }
}

/**
 * Parses one expression. `names` are in scope: of the context and of the built-in functions; `keys` are what entries of contexts may be
 * called. Throws a syntax error with its place.
 */
export function parse(text: string, names: Iterable<string>, keys: Iterable<string>): Node {
  const parser = new Parser(text, names, keys)
  return whole(parser, () => parser.unary() ?? parser.expression())
}

/** Parses unary tests (grammar rule 14): `-`, `not(…)`, or tests with commas, over the value `?`. Null stands for `-`. */
export function parseUnaryTests(
  text: string,
  names: Iterable<string>,
  keys: Iterable<string>,
): { readonly negated: boolean; readonly tests: readonly Node[] | null } {
  const parser = new Parser(text, [...names, '?'], keys)
  return whole(parser, () => {
    const start = parser.place
    if (parser.takes('-')) {
      parser.skip()
      if (parser.place === text.length) return { negated: false, tests: null }
      parser.place = start
    }
    if (parser.takesWord('not') && parser.takes('(')) {
      const tests = parser.unaryTestList()
      if (parser.takes(')')) {
        parser.skip()
        if (parser.place === text.length) return { negated: true, tests }
      }
      parser.place = start
    }
    parser.place = start
    return { negated: false, tests: parser.unaryTestList() }
  })
}

function whole<T>(parser: Parser, run: () => T): T {
  try {
    const result = run()
    parser.skip()
    if (parser.place < parser.text.length) {
      if (parser.sees('...'))
        throw new FeelError(
          'unsupported',
          'the descendant operator "..." is no FEEL of DMN 1.5',
          parser.place,
        )
      parser.fail(`"${parser.text.slice(parser.place, parser.place + 20)}" is not expected here`)
    }
    return result
  } catch (error) {
    if (error instanceof RangeError) throw new FeelError('unsupported', 'the expression is nested too deeply')
    throw error
  }
}
