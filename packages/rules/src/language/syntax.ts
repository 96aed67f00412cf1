import { parser } from '@bpmn-io/lezer-feel'
import type { SyntaxNode } from '@lezer/common'
import { problemAt, type Source } from './problem.ts'

export type { SyntaxNode }

const grammar = parser.configure({ top: 'Expression' })
const tests = parser.configure({ top: 'UnaryTests' })

/** Parses FEEL by the maintained grammar. A syntax error is refused at its place. */
export function parseText(source: Source): SyntaxNode {
  const inner = parseWith(grammar, source).firstChild
  if (!inner)
    throw problemAt(source, 0, 'syntax', 'the expression is empty', 'write a condition or leave the key out')
  return inner
}

/** Parses a cell of a decision table: `-`, `1, 2`, `[16..60)`, `>= 3`, `not("a")`. */
export function parseTests(source: Source): SyntaxNode {
  return parseWith(tests, source)
}

function parseWith(by: typeof parser, source: Source): SyntaxNode {
  const tree = by.parse(source.text)
  let error: SyntaxNode | null = null
  tree.iterate({
    enter(node) {
      if (node.type.isError && !error) error = node.node
    },
  })
  const found = error as SyntaxNode | null
  if (found) {
    const rest = source.text.slice(found.from, found.from + 20)
    const message = rest === '' ? 'the expression ends too early' : `cannot be read from "${rest}" on`
    throw problemAt(source, found.from, 'syntax', message, 'see docs/rules.md for what can be written')
  }
  return tree.topNode
}

/** Children that carry meaning: brackets, dots and commas left out. */
export function parts(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (/^[A-Za-z⚠]/.test(child.name)) found.push(child)
  }
  return found
}

/** The text a node stands for. */
export function textOf(node: SyntaxNode, source: Source): string {
  return source.text.slice(node.from, node.to)
}
