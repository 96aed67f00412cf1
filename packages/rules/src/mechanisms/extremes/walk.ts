import type { Exact, WalkedPart, Walker } from '../../explain/walker.ts'
import { joinTexts, say } from '../../explain/words.ts'
import type { NumberNode } from '../../language/tree.ts'
import { merge, shownAs } from '../arithmetic/walk.ts'

/** The least or the greatest of several numbers. */
export function walkExtreme(
  node: Extract<NumberNode, { kind: 'least' | 'greatest' }>,
  walker: Walker,
): WalkedPart<Exact> {
  const parts = node.of.map((of) => walker.number(of))
  const known = parts.map((part) => part.value).filter((value) => value !== null)
  const value =
    known.length === parts.length
      ? known.reduce((a, b) => (isBelow(a, b) === (node.kind === 'least') ? a : b))
      : null
  const list = joinTexts(
    parts.map((part) => part.phrase),
    '、',
    ', ',
  )
  const phrase =
    node.kind === 'least'
      ? say(`${list.zh} 中较小的`, `the least of ${list.en}`)
      : say(`${list.zh} 中较大的`, `the greatest of ${list.en}`)
  return { ...merge(parts), value, phrase, shown: shownAs(value, node.shape) }
}

function isBelow(a: Exact, b: Exact): boolean {
  const scale = Math.max(a.scale, b.scale)
  return a.top * 10 ** (scale - a.scale) * b.bottom < b.top * 10 ** (scale - b.scale) * a.bottom
}
