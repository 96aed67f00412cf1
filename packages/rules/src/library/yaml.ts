import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  Scalar,
} from 'yaml'
import type * as z from 'zod'
import { RuleError, type Source } from '../language/problem.ts'

/** Keys whose text is FEEL: they become a `Source`, so that an error names the line and column in the file. */
const FORMULAS = new Set(['when', 'formula', 'derived', 'table'])

/** Reads a YAML file into plain data of a schema; formulas keep their place. Throws a `RuleError` at the place of a mistake. */
export function readYaml<T>(file: string, text: string, schema: z.ZodType<T>): T {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const broken = document.errors[0]
  if (broken) throw at(file, lines, broken.pos[0], 'yaml', broken.message)
  const plain = toPlain(document.contents, { file, text, lines, document })
  const parsed = schema.safeParse(plain)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const offset = issue ? offsetOf(document.contents, issue.path) : 0
  const where = issue?.path.map(String).join('.') ?? ''
  throw at(file, lines, offset, 'shape', `${where ? `${where}: ` : ''}${issue?.message ?? 'not as expected'}`)
}

type Reading = {
  readonly file: string
  readonly text: string
  readonly lines: LineCounter
  readonly document: Document
}

function toPlain(given: Node | null, reading: Reading): unknown {
  const node = isAlias(given) ? (given.resolve(reading.document) ?? null) : given
  if (isMap(node)) {
    const entries = node.items.map((pair) => {
      const key = isScalar(pair.key) ? String(pair.key.value) : ''
      const value = pair.value as Node | null
      const text = isScalar(value) ? value.value : undefined
      const formula = FORMULAS.has(key) && isScalar(value) && text !== null && text !== undefined
      return [key, formula ? sourceOf(value, reading) : toPlain(value, reading)] as const
    })
    return Object.fromEntries(entries)
  }
  if (isSeq(node)) return node.items.map((item) => toPlain(item as Node | null, reading))
  return isScalar(node) ? node.value : null
}

/** Where the first character of a scalar's text stands. Folded text is placed at its first line. */
function sourceOf(node: Scalar, { file, text: whole, lines }: Reading): Source {
  const start = node.range?.[0] ?? 0
  const text = String(node.value)
  const { line, col } = lines.linePos(start)
  if (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED) {
    const first = whole.slice(whole.indexOf('\n', start) + 1)
    const indent = 1 + (/^(?:[ \t]*\n)*( *)/.exec(first)?.[1]?.length ?? 0)
    return { file, text: text.trimEnd(), line: line + 1, column: indent, indent }
  }
  const quoted = node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE
  return { file, text, line, column: col + (quoted ? 1 : 0) }
}

function offsetOf(root: Node | null, path: readonly PropertyKey[]): number {
  let node: Node | null = root
  for (const key of path) {
    const next: unknown = isMap(node)
      ? node.get(String(key), true)
      : isSeq(node)
        ? node.get(Number(key), true)
        : null
    if (!isMap(next) && !isSeq(next) && !isScalar(next)) break
    node = next
  }
  return node?.range?.[0] ?? 0
}

function at(file: string, lines: LineCounter, offset: number, code: string, message: string): RuleError {
  const { line, col } = lines.linePos(offset)
  return new RuleError({ code, message, file, line: Math.max(1, line), column: Math.max(1, col) })
}
