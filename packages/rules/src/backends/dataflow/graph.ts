import type { Rounding } from '../../language/tree.ts'
import { roundQuotient } from '../../mechanisms/rounding/modes.ts'
import { connect } from './connect.ts'
import { type Given, isReduction, type Maker, type Ref, type Source } from './node.ts'

/** Builds nodes so that equal ones are one object, folding what the bounds decide already. */
export class Graph implements Maker {
  private readonly made = new Map<string, Ref>()
  /** Most members that a household has: bounds of counts and sums rest on it. */
  readonly mostMembers: number

  constructor(mostMembers: number) {
    this.mostMembers = mostMembers
  }

  node(given: Given): Ref {
    const { op, args = [], value = 0, source = null, variable = -1, mode = null } = given
    const key = `${op} ${args.map((arg) => arg.id)} ${value} ${source?.key ?? ''} ${variable} ${mode ?? ''}`
    const known = this.made.get(key)
    if (known) return known
    const over = op === 'any' || op === 'count' || op === 'sum'
    const level = args.reduce((bits, arg) => bits | arg.level, !over && variable >= 0 ? 1 << variable : 0)
    const pass = args.reduce((most, arg) => Math.max(most, arg.pass), 0)
    const node: Ref = {
      id: this.made.size,
      op,
      truth: given.truth ?? false,
      args,
      level: over ? level & ~(1 << variable) : level,
      low: given.low ?? 0,
      high: given.high ?? 1,
      value,
      source,
      variable,
      mode,
      pass: over ? pass + 1 : pass,
    }
    this.made.set(key, node)
    return node
  }

  truth(value: boolean): Ref {
    return this.node({ op: 'truth', truth: true, value: value ? 1 : 0 })
  }

  number(value: number): Ref {
    // Minus zero is zero: a sign that no law has must not split equal nodes.
    return this.node({ op: 'number', value: value + 0, low: value, high: value })
  }

  load(source: Source, variable: number): Ref {
    return this.node({ op: 'load', source, variable, low: source.low, high: source.high })
  }

  known(source: Source, variable: number): Ref {
    return source.open ? this.node({ op: 'known', truth: true, source, variable }) : this.truth(true)
  }

  size(): Ref {
    return this.node({ op: 'size', low: 1, high: this.mostMembers })
  }

  not(of: Ref): Ref {
    if (of.op === 'truth') return this.truth(of.value === 0)
    const [inner] = of.args
    return of.op === 'not' && inner ? inner : this.node({ op: 'not', truth: true, args: [of] })
  }

  and(...of: readonly Ref[]): Ref {
    return connect(this, 'and', of)
  }

  or(...of: readonly Ref[]): Ref {
    return connect(this, 'or', of)
  }

  less(a: Ref, b: Ref): Ref {
    if (a === b || a.low >= b.high) return this.truth(false)
    if (a.high < b.low) return this.truth(true)
    const moved = this.moved('less', a, b)
    return moved ?? this.node({ op: 'less', truth: true, args: [a, b] })
  }

  equal(a: Ref, b: Ref): Ref {
    if (a === b) return this.truth(true)
    if (a.high < b.low || b.high < a.low) return this.truth(false)
    if (a.low === a.high && b.low === b.high) return this.truth(a.low === b.low)
    // Two truths held as a byte need no comparison but for the one that is 1 or 0.
    const [x, y] = a.id < b.id ? [a, b] : [b, a]
    return this.moved('equal', x, y) ?? this.node({ op: 'equal', truth: true, args: [x, y] })
  }

  add(a: Ref, b: Ref): Ref {
    if (a.op === 'number' && b.op === 'number') return this.number(a.value + b.value)
    if (isNumber(a, 0)) return b
    if (isNumber(b, 0)) return a
    const args = a.id < b.id ? [a, b] : [b, a]
    return this.node({ op: 'add', args, low: a.low + b.low, high: a.high + b.high })
  }

  subtract(a: Ref, b: Ref): Ref {
    if (a === b) return this.number(0)
    if (a.op === 'number' && b.op === 'number') return this.number(a.value - b.value)
    if (isNumber(b, 0)) return a
    return this.node({ op: 'subtract', args: [a, b], low: a.low - b.high, high: a.high - b.low })
  }

  multiply(a: Ref, b: Ref): Ref {
    if (a.op === 'number' && b.op === 'number') return this.number(a.value * b.value)
    if (isNumber(a, 0) || isNumber(b, 0)) return this.number(0)
    if (isNumber(a, 1)) return b
    if (isNumber(b, 1)) return a
    const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
    const args = a.id < b.id ? [a, b] : [b, a]
    return this.node({ op: 'multiply', args, low: Math.min(...corners), high: Math.max(...corners) })
  }

  /** a / b downwards; b is a positive number. */
  floor(a: Ref, b: number): Ref {
    if (b === 1) return a
    if (a.op === 'number') return this.number(Math.floor(a.value / b))
    return this.node({
      op: 'floor',
      args: [a, this.number(b)],
      low: Math.floor(a.low / b),
      high: Math.floor(a.high / b),
    })
  }

  /** a / b to a whole number by a mode; b is positive where it counts. */
  round(a: Ref, b: Ref, mode: Rounding): Ref {
    if (isNumber(b, 1)) return a
    if (a.op === 'number' && b.op === 'number') return this.number(roundQuotient(a.value, b.value, mode))
    const by = Math.max(1, b.low)
    const low = Math.floor(a.low < 0 ? a.low / by : a.low / Math.max(by, b.high))
    const high = Math.ceil(a.high > 0 ? a.high / by : a.high / Math.max(by, b.high))
    return this.node({ op: 'round', args: [a, b], mode, low, high })
  }

  least(a: Ref, b: Ref): Ref {
    if (a === b || a.high <= b.low) return a
    if (b.high <= a.low) return b
    const args = a.id < b.id ? [a, b] : [b, a]
    return this.node({ op: 'least', args, low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) })
  }

  greatest(a: Ref, b: Ref): Ref {
    if (a === b || a.low >= b.high) return a
    if (b.low >= a.high) return b
    const args = a.id < b.id ? [a, b] : [b, a]
    return this.node({ op: 'greatest', args, low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) })
  }

  select(test: Ref, then: Ref, otherwise: Ref): Ref {
    if (test.op === 'truth') return test.value === 1 ? then : otherwise
    if (then === otherwise) return then
    const [inner] = test.args
    if (test.op === 'not' && inner) return this.select(inner, otherwise, then)
    return this.node({
      op: 'select',
      args: [test, then, otherwise],
      low: Math.min(then.low, otherwise.low),
      high: Math.max(then.high, otherwise.high),
    })
  }

  any(body: Ref, variable: number): Ref {
    return isFree(body, variable) ? body : this.over('any', body, variable, 0, 1)
  }

  count(body: Ref, variable: number): Ref {
    if (isFree(body, variable)) return this.select(body, this.size(), this.number(0))
    return this.over('count', body, variable, 0, this.mostMembers)
  }

  sum(body: Ref, variable: number): Ref {
    if (isFree(body, variable)) return this.multiply(body, this.size())
    const [low, high] = [body.low * this.mostMembers, body.high * this.mostMembers]
    return this.over('sum', body, variable, Math.min(0, low), Math.max(0, high))
  }

  /** Goes over the members. The variable is always the one after the highest that the body reads of outside. */
  private over(op: 'any' | 'count' | 'sum', body: Ref, variable: number, low: number, high: number): Ref {
    const outside = body.level & ~(1 << variable)
    const next = outside === 0 ? 0 : 32 - Math.clz32(outside)
    const args = [next === variable ? body : this.renamed(body, variable, next, new Map())]
    return this.node({ op, truth: op === 'any', args, variable: next, low, high })
  }

  /** The same node over another member variable. */
  private renamed(node: Ref, from: number, to: number, done: Map<Ref, Ref>): Ref {
    if ((node.level & (1 << from)) === 0) return node
    const known = done.get(node)
    if (known) return known
    const args = node.args.map((arg) => this.renamed(arg, from, to, done))
    const [body] = args
    const made =
      isReduction(node) && body
        ? this.over(node.op as 'any' | 'count' | 'sum', body, node.variable, node.low, node.high)
        : this.node({ ...node, args, variable: node.variable === from ? to : node.variable })
    done.set(node, made)
    return made
  }

  /** A comparison with a number, freed of what stands around the other side: `floor((c - x) / d) < k` is `c - k·d < x`. */
  private moved(op: 'less' | 'equal', a: Ref, b: Ref): Ref | null {
    const [k, of] = a.op === 'number' ? [a, b] : [b, a]
    if (k.op !== 'number') return null
    const left = of === a
    const [x, y] = of.args
    if (of.op === 'floor' && x && y) {
      const [from, to] = [this.number(k.value * y.value), this.number((k.value + 1) * y.value)]
      if (op === 'equal') return this.and(this.not(this.less(x, from)), this.less(x, to))
      return left ? this.less(x, from) : this.not(this.less(x, to))
    }
    if (of.op === 'subtract' && x?.op === 'number' && y) {
      const rest = this.number(x.value - k.value)
      if (op === 'equal') return this.equal(y, rest)
      return left ? this.less(rest, y) : this.less(y, rest)
    }
    return null
  }
}

function isFree(body: Ref, variable: number): boolean {
  return (body.level & (1 << variable)) === 0
}

function isNumber(node: Ref, value: number): boolean {
  return node.op === 'number' && node.value === value
}
