import { joinNeeds, type WalkedTruth, type Walker } from '../../explain/walker.ts'
import { say } from '../../explain/words.ts'
import type { TruthNode } from '../../language/tree.ts'
import type { Bilingual } from '../../screening/result.ts'

const HEADS = {
  all: say('以下各项都要符合', 'All of these must hold'),
  any: say('以下任一项符合即可', 'Any one of these is enough'),
  notAll: say('以下各项不能同时成立', 'These must not all hold'),
  none: say('以下任何一项都不能有', 'None of these may hold'),
} as const

/** `and`, `or`: the parts under one head. */
export function walkGroup(
  node: Extract<TruthNode, { kind: 'all' | 'any' }>,
  wanted: boolean,
  walker: Walker,
): WalkedTruth {
  const parts = node.of.map((part) => walker.truth(part, wanted))
  const head = wanted ? HEADS[node.kind] : node.kind === 'all' ? HEADS.notAll : HEADS.none
  return groupOf(node.kind, head, parts, wanted)
}

/** Parts under a head: one decisive part decides; what is still unknown is needed; what failed says how far. */
export function groupOf(
  kind: 'all' | 'any',
  head: Bilingual,
  parts: readonly WalkedTruth[],
  wanted: boolean,
): WalkedTruth {
  const decisive = kind === 'any'
  const decided = parts.some((part) => part.value === decisive)
  const open = parts.some((part) => part.value === null)
  const value = decided ? decisive : open ? null : !decisive
  const needs =
    value === null ? joinNeeds(parts.filter((part) => part.value === null).map((part) => part.needs)) : []
  const failed = parts.filter((part) => part.value === !wanted)
  const distances = value === !wanted ? failed.flatMap((part) => part.distances) : []
  // Where one is enough and one is there, the others are no reasons.
  const shown =
    wanted && kind === 'any' && value === true ? parts.filter((part) => part.value === true) : parts
  return { value, needs, distances, tree: { text: head, value, children: shown.map((part) => part.tree) } }
}

/** `not`: the sentence states the fact, so it stays; only the truth turns over. */
export function walkNot(
  node: Extract<TruthNode, { kind: 'not' }>,
  wanted: boolean,
  walker: Walker,
): WalkedTruth {
  const of = walker.truth(node.of, !wanted)
  const value = of.value === null ? null : !of.value
  return { ...of, value, tree: turned(of.tree) }
}

function turned(tree: WalkedTruth['tree']): WalkedTruth['tree'] {
  return { ...tree, value: typeof tree.value === 'boolean' ? !tree.value : null }
}
