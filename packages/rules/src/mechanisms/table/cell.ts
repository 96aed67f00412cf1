import { problemAt } from '../../language/problem.ts'
import type { Scope } from '../../language/scope.ts'
import { parseTests, parts, type SyntaxNode, textOf } from '../../language/syntax.ts'
import type { Comparator, Node, Place, QuantityNode, TruthNode, WordNode } from '../../language/tree.ts'
import { compare } from '../comparison/compare.ts'
import { wordOf } from '../comparison/word.ts'

/** A boundary on a line: what is below it is `< node`, or `<= node` where it is `closed`. */
export type Cut = { readonly node: QuantityNode; readonly closed: boolean; readonly text: string }

/** A stretch between two boundaries; null is open. `at`: where its test begins in the cell. */
export type Span = { readonly from: Cut | null; readonly to: Cut | null; readonly at: number }

/** What a cell asks: as a condition, and as the set of values that fit it. Null: any value. */
export type Cell = {
  readonly node: TruthNode
  readonly fits:
    | { readonly kind: 'words'; readonly words: ReadonlySet<string> }
    | { readonly kind: 'truth'; readonly value: boolean }
    | { readonly kind: 'spans'; readonly spans: readonly Span[]; readonly not: boolean }
} | null

const HOW = 'a cell holds -, values (1, 2), a range [16..60), a bound (>= 3), or not(…) of these'

/** Reads the cell of an input. `scope.source` is the cell. */
export function checkCell(input: Node, scope: Scope): Cell {
  const top = parseTests(scope.source)
  const [first] = parts(top)
  if (!first) throw problemAt(scope.source, 0, 'table', 'this cell is empty', HOW)
  if (first.name === 'Wildcard') return null
  const negated = first.name === 'not'
  const tests = parts(top)
    .filter((part) => part.name === 'PositiveUnaryTests')
    .flatMap((part) => parts(part))
    .map(simple)
  const at = { from: top.from, to: top.to }
  const cell = readCell(input, tests, at, scope)
  return cell && negated ? opposite(cell, input, at) : cell
}

/** The test itself, out of the grammar's wrapping. */
function simple(test: SyntaxNode): SyntaxNode {
  const inner = parts(test)
  const wraps = ['PositiveUnaryTest', 'SimplePositiveUnaryTest', 'ParenthesizedExpression']
  return wraps.includes(test.name) && inner.length === 1 && inner[0] ? simple(inner[0]) : test
}

function readCell(input: Node, tests: readonly SyntaxNode[], at: Place, scope: Scope): Cell {
  if (input.type === 'word') {
    const words = tests.map((test) => wordOf(test, input.fact, scope))
    const node: TruthNode = { kind: 'word-in', type: 'boolean', at, of: input as WordNode, words }
    return { node, fits: { kind: 'words', words: new Set(words) } }
  }
  if (input.type === 'boolean') {
    const [test] = tests
    const text = test ? textOf(test, scope.source) : ''
    if (tests.length !== 1 || (text !== 'true' && text !== 'false'))
      throw problemAt(scope.source, at.from, 'type', 'this input is yes or no', 'write true, false or -')
    const value = text === 'true'
    const node: TruthNode = value ? input : { kind: 'not', type: 'boolean', at, of: input }
    return { node, fits: { kind: 'truth', value } }
  }
  const read = tests.map((test) => stretch(input, test, scope))
  const plain = read.flatMap(({ equal }) =>
    equal?.type === 'number' && equal.kind === 'number' ? [equal] : [],
  )
  const node: TruthNode =
    input.type === 'number' && plain.length === read.length
      ? { kind: 'number-in', type: 'boolean', at, of: input, numbers: plain }
      : some(
          read.map((one) => one.node),
          at,
        )
  return { node, fits: { kind: 'spans', spans: read.map((one) => one.span), not: false } }
}

function some(of: readonly TruthNode[], at: Place): TruthNode {
  const [first] = of
  return of.length === 1 && first ? first : { kind: 'any', type: 'boolean', at, of }
}

type Stretch = { readonly span: Span; readonly node: TruthNode; readonly equal: QuantityNode | null }

/** A single test of a number or a day. */
function stretch(input: QuantityNode, test: SyntaxNode, scope: Scope): Stretch {
  const at = { from: test.from, to: test.to }
  const order = (op: Comparator, cut: Cut) => compare(op, input, cut.node, at, scope)
  const cutAt = (node: SyntaxNode, closed: boolean): Cut => ({
    node: bound(node, scope),
    closed,
    text: textOf(node, scope.source),
  })
  const text = textOf(test, scope.source)
  const ends = parts(test)
  if (test.name === 'Interval') {
    const [low, high] = ends
    if (!low || !high)
      throw problemAt(scope.source, test.from, 'table', 'a range needs two ends', 'write [16..60)')
    const [from, to] = [cutAt(low, !text.startsWith('[')), cutAt(high, text.endsWith(']'))]
    const of = [order(from.closed ? '>' : '>=', from), order(to.closed ? '<=' : '<', to)]
    return { span: { from, to, at: test.from }, node: { kind: 'all', type: 'boolean', at, of }, equal: null }
  }
  const [sign, value] = test.name === 'SimplePositiveUnaryTest' ? ends : []
  if (sign && value) {
    const op = textOf(sign, scope.source)
    const cut = cutAt(value, op === '<=' || op === '>')
    const span = { from: null, to: null, at: test.from }
    if (op === '<' || op === '<=') return { span: { ...span, to: cut }, node: order(op, cut), equal: null }
    if (op === '>' || op === '>=') return { span: { ...span, from: cut }, node: order(op, cut), equal: null }
    if (op !== '=') throw problemAt(scope.source, test.from, 'table', `"${op}" cannot stand in a cell`, HOW)
    return point(cutAt(value, false), order)
  }
  return point(cutAt(test, false), order)

  function point(from: Cut, by: typeof order): Stretch {
    return {
      span: { from, to: { ...from, closed: true }, at: test.from },
      node: by('=', from),
      equal: from.node,
    }
  }
}

/** The end of a range: a number, a day or a figure of the law, so that rows can be held against each other. */
function bound(node: SyntaxNode, scope: Scope): QuantityNode {
  const allowed = ['NumericLiteral', 'DateTimeLiteral', 'VariableName']
  const checked = allowed.includes(node.name) ? scope.check(node, scope) : null
  if (checked?.kind === 'number' || checked?.kind === 'figure' || checked?.kind === 'day') return checked
  const said = `"${textOf(node, scope.source)}" cannot be the bound of a cell`
  const fix = 'write a number, a day or a figure; what must be reckoned belongs into the input in the head'
  throw problemAt(scope.source, node.from, 'table', said, fix)
}

function opposite(cell: NonNullable<Cell>, input: Node, at: Place): Cell {
  const node: TruthNode = { kind: 'not', type: 'boolean', at, of: cell.node }
  const { fits } = cell
  if (fits.kind === 'truth') return { node, fits: { kind: 'truth', value: !fits.value } }
  if (fits.kind === 'spans') return { node, fits: { ...fits, not: true } }
  const all = input.type === 'word' ? (input.fact.values ?? []).map((one) => one.value) : []
  return { node, fits: { kind: 'words', words: new Set(all.filter((word) => !fits.words.has(word))) } }
}
