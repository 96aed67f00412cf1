import type { Because } from '@lastmile/contract'
import type { Tree } from '@lastmile/rules'

/** The facts that an answer rests on, as one text: two answers with the same rest on the same. */
export function basisOf(tree: Pick<Tree, 'facts' | 'children'> | Because): string {
  const found = new Set<string>()
  const visit = (node: Pick<Tree, 'facts' | 'children'> | Because): void => {
    for (const use of node.facts ?? [])
      found.add(`${use.member ?? ''} ${use.fact} ${JSON.stringify(use.value)}`)
    for (const child of node.children ?? []) visit(child)
  }
  visit(tree)
  return [...found].sort().join('\n')
}
