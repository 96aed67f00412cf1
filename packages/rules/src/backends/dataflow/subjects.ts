import type { Node, Subject } from '../../language/tree.ts'

/** Keys of a node that hold no part of its formula. */
const BESIDE = new Set(['fact', 'derived', 'label', 'shape', 'at', 'words', 'name', 'table'])
const found = new WeakMap<object, ReadonlySet<Subject>>()

/** Whose facts a formula reads: the person's and those of members bound outside of it. */
export function subjectsOf(node: Node): ReadonlySet<Subject> {
  const known = found.get(node)
  if (known) return known
  const subjects = new Set<Subject>()
  if (node.kind === 'fact') subjects.add(node.subject)
  for (const part of partsOf(node)) for (const subject of subjectsOf(part)) subjects.add(subject)
  if ('depth' in node) subjects.delete(node.depth)
  found.set(node, subjects)
  return subjects
}

/** The formulas that a node is made of. */
export function partsOf(node: Node): Node[] {
  return Object.entries(node).flatMap(([key, value]) => {
    if (BESIDE.has(key) || value === null || typeof value !== 'object') return []
    return (Array.isArray(value) ? value : [value]) as Node[]
  })
}
