import { builtin, form, text } from '../builtins/define.ts'
import { FeelError } from '../errors.ts'
import { parse } from '../parser/parser.ts'
import type { Node } from '../parser/tree.ts'
import type { FeelFunction, FeelValue } from '../values.ts'
import type { Evaluator } from './evaluator.ts'
import type { Scope } from './scope.ts'
import { bind, EMPTY } from './scope.ts'

/** Functions that an endpoint may be made with (grammar rules 60 and 67). */
const ENDPOINT_FUNCTIONS = ['date', 'time', 'date and time', 'duration']

/** `range(from)` (DMN 1.5, table 69): a range literal in a string, its endpoints literals. */
export function rangeFunction(
  evaluate: Evaluator,
  builtins: ReadonlyMap<string, FeelFunction>,
): readonly [string, FeelFunction] {
  const allowed = new Map<string, FeelValue>()
  for (const name of ENDPOINT_FUNCTIONS) allowed.set(name, builtins.get(name) ?? null)
  const scope: Scope = bind(EMPTY, allowed)
  return builtin(
    'range',
    form([text('from')], (runtime, from) => {
      const half = HALF_OPEN.exec(from)
      const node = read(half ? unaryText(half) : from, allowed.keys())
      const range =
        node !== null && isLiteralRange(node, half !== null) ? evaluate(node, scope, runtime) : null
      return range ?? runtime.warn(`"${from}" is no range`)
    }),
  )
}

/** A range that one side leaves out, open there: `[2..)`, `(..2]`. */
const HALF_OPEN = /^\s*(?:([[(\]])\s*(.*\S)\s*\.\.\s*[)[]|[(\]]\s*\.\.\s*(\S.*?)\s*([)\][]))\s*$/su

/** The same range as `>= 2`, `> 2`, `<= 2` or `< 2`. */
function unaryText([, open, start, end = '', close]: RegExpExecArray): string {
  if (start !== undefined) return `${open === '[' ? '>=' : '>'} ${start}`
  return `${close === ']' ? '<=' : '<'} ${end}`
}

function read(from: string, names: Iterable<string>): Node | null {
  try {
    return parse(from, names, [])
  } catch (error) {
    if (error instanceof FeelError) return null
    throw error
  }
}

/** A comparison (`>= 2`) is a range, but no range literal: it stands here only for one that leaves a side out. */
function isLiteralRange(node: Node, half: boolean): boolean {
  if (half) return node.kind === 'unary' && isEndpoint(node.of)
  return node.kind === 'range' && isEndpoint(node.start) && isEndpoint(node.end)
}

function isEndpoint(node: Node): boolean {
  if (node.kind === 'literal') return node.value !== null && typeof node.value !== 'boolean'
  if (node.kind === 'negate') return node.of.kind === 'literal'
  if (node.kind !== 'call') return false
  return node.of.kind === 'name' && node.positional.every((argument) => argument.kind === 'literal')
}
