import type { Because } from '@lastmile/contract'

/** How a line is marked: holds, does not hold, not known, or a value that is neither. */
export type BecauseMark = 'yes' | 'no' | 'unknown' | 'value'

/** One line of an opened tree, in reading order. `path` is stable: `0`, `0.1`, `0.1.2`. */
export interface BecauseLine {
  readonly path: string
  readonly depth: number
  readonly mark: BecauseMark
  readonly node: Because
  readonly parent: string | null
  /** Paths of the children, in order; empty for a leaf. */
  readonly children: readonly string[]
  /** Position among its siblings, from 1, and their number: what a screen reader says. */
  readonly position: number
  readonly siblings: number
}

/** The mark of a node's value. */
export function markOf(value: Because['value']): BecauseMark {
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (value === null) return 'unknown'
  return 'value'
}

/** Every line of a tree in reading order. */
export function becauseLines(tree: Because): BecauseLine[] {
  const lines: BecauseLine[] = []
  const walk = (
    node: Because,
    path: string,
    depth: number,
    parent: string | null,
    position: number,
    siblings: number,
  ) => {
    const children = (node.children ?? []).map((_, index) => `${path}.${index}`)
    lines.push({ path, depth, mark: markOf(node.value), node, parent, children, position, siblings })
    for (const [index, child] of (node.children ?? []).entries())
      walk(child, `${path}.${index}`, depth + 1, path, index + 1, children.length)
  }
  walk(tree, '0', 0, null, 1, 1)
  return lines
}

/** The lines that show when only the nodes in `open` are opened. */
export function visibleLines(lines: readonly BecauseLine[], open: ReadonlySet<string>): BecauseLine[] {
  const shown = new Set<string>(['0'])
  return lines.filter((line) => {
    if (line.parent !== null && shown.has(line.parent) && open.has(line.parent)) shown.add(line.path)
    return shown.has(line.path)
  })
}

/** What is open at first: the first two levels, and every way down to something missing or not fulfilled. */
export function openAtFirst(lines: readonly BecauseLine[]): Set<string> {
  const byPath = new Map(lines.map((line) => [line.path, line]))
  const open = new Set(lines.filter((line) => line.depth < 2 && line.children.length > 0).map((l) => l.path))
  const rootMark = lines[0]?.mark
  for (const line of lines) {
    if (line.mark !== 'unknown' && !(line.mark === 'no' && rootMark === 'no')) continue
    for (let at = line.parent; at !== null; at = byPath.get(at)?.parent ?? null) open.add(at)
  }
  return open
}

/** Where an arrow key leads in the tree (WAI-ARIA tree pattern), and what it opens or closes. */
export function keyInTree(
  key: string,
  at: string,
  lines: readonly BecauseLine[],
  open: ReadonlySet<string>,
): { readonly focus: string; readonly toggle: string | null } | null {
  const shown = visibleLines(lines, open)
  const index = shown.findIndex((line) => line.path === at)
  const line = shown[index]
  if (!line) return null
  const to = (target: BecauseLine | undefined) => ({ focus: target?.path ?? at, toggle: null })
  const opened = open.has(at) && line.children.length > 0
  switch (key) {
    case 'ArrowDown':
      return to(shown[index + 1])
    case 'ArrowUp':
      return to(shown[index - 1])
    case 'Home':
      return to(shown[0])
    case 'End':
      return to(shown.at(-1))
    case 'ArrowRight':
      if (line.children.length === 0) return { focus: at, toggle: null }
      return opened ? to(shown[index + 1]) : { focus: at, toggle: at }
    case 'ArrowLeft':
      if (opened) return { focus: at, toggle: at }
      return { focus: line.parent ?? at, toggle: null }
    case 'Enter':
    case ' ':
      return { focus: at, toggle: line.children.length > 0 ? at : null }
    default:
      return null
  }
}
