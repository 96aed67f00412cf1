import { problemAt } from '../../language/problem.ts'
import type { Scope } from '../../language/scope.ts'
import type { Node, Place } from '../../language/tree.ts'
import { choiceOf } from '../choice/check.ts'
import type { Axis } from './axis.ts'

/** More combinations than this are no table that anybody can read. */
const MOST = 20_000

/** What the rows that fit a combination give; `said`: the combination in words. An empty list: no row fits. */
export type Leaf = (rows: readonly number[], said: string) => Node

/**
 * A table as nested choices, one input after the other: where an input is unknown, all that its values could lead to must agree. So a
 * missing fact that cannot change the result does not make it unknown. `leaf` is called for every combination that can occur and must
 * give the same node for the same result.
 */
export function lowerTable(
  axes: readonly Axis[],
  heads: readonly string[],
  rows: readonly number[],
  leaf: Leaf,
  at: Place,
  scope: Scope,
): Node {
  const known = new Map<string, Node>()
  const grow = (column: number, left: readonly number[], path: readonly string[]): Node => {
    const axis = axes[column]
    if (!axis || left.length === 0) return leaf(left, path.join(', ') || 'any combination')
    const key = `${column} ${left.join(' ')}`
    const before = known.get(key)
    if (before) return before
    if (known.size > MOST)
      throw problemAt(scope.source, 0, 'too-large', 'the table has too many combinations', 'split it in two')
    const branches = axis.parts.map((part) =>
      grow(
        column + 1,
        left.filter((row) => part.fits[row]),
        part.text === '-' ? path : [...path, `${heads[column]} ${part.text}`],
      ),
    )
    const made = chosen(axis, branches, at, scope)
    known.set(key, made)
    return made
  }
  return grow(0, rows, [])
}

/** One branch after the other, those that are the same node asked for together. */
function chosen(axis: Axis, branches: readonly Node[], at: Place, scope: Scope): Node {
  const groups: { places: number[]; node: Node }[] = []
  branches.forEach((node, place) => {
    const same = axis.ordered ? groups.at(-1) : groups.find((group) => group.node === node)
    if (same?.node === node) same.places.push(place)
    else groups.push({ places: [place], node })
  })
  const last = groups.at(-1)
  if (!last) throw new Error('unreachable: an input has values')
  return groups
    .slice(0, -1)
    .reduceRight<Node>(
      (rest, { places, node }) => choiceOf(axis.test(places), node, rest, at, scope),
      last.node,
    )
}
