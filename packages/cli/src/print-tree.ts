import type { Tree } from '@lastmile/rules'
import type { Context } from './command.ts'

const SIGN = { true: '✓', false: '✗', null: '?' } as const

/** Writes reasons as indented lines, each with its sign and its clause. */
export function printTree(tree: Tree, indent: string, context: Context): void {
  const sign = typeof tree.value === 'boolean' || tree.value === null ? SIGN[`${tree.value}`] : '·'
  const clause = tree.citation ? `〔${tree.citation.document}${tree.citation.clause}〕` : ''
  context.say(`${indent}${sign} ${tree.text.zh}${clause}`)
  for (const child of tree.children ?? []) printTree(child, `${indent}  `, context)
}
