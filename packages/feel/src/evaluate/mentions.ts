import type { Node } from '../parser/tree.ts'

/** Whether an expression speaks of a name anywhere in it. */
export function mentions(node: Node, name: string): boolean {
  if (node.kind === 'name') return node.name === name
  return Object.values(node).some((part: unknown) => holds(part, name))
}

function holds(part: unknown, name: string): boolean {
  if (Array.isArray(part)) return part.some((one: unknown) => holds(one, name))
  if (typeof part !== 'object' || part === null) return false
  if (isNode(part)) return mentions(part, name)
  // An iterator: its expressions stand one level deeper.
  return 'from' in part && Object.values(part).some((one: unknown) => holds(one, name))
}

function isNode(part: object): part is Node {
  return 'kind' in part && 'at' in part
}
