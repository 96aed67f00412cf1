import type { Exact, WalkedPart } from '../../explain/walker.ts'
import { say, sayFen } from '../../explain/words.ts'
import type { TruthNode } from '../../language/tree.ts'
import type { Distance } from '../../screening/result.ts'

/** How far a failed comparison of a named amount or number is from holding; null where no distance makes sense. */
export function distanceOf(
  node: Extract<TruthNode, { kind: 'compare' }>,
  left: WalkedPart<Exact>,
  right: WalkedPart<Exact>,
): Distance | null {
  if (
    !left.value ||
    !right.value ||
    !left.name ||
    node.left.type !== 'number' ||
    node.right.type !== 'number'
  )
    return null
  if (node.left.kind !== 'fact' && node.left.kind !== 'named') return null
  const fact = node.left.kind === 'fact' ? node.left.fact.name : node.left.name
  const member = left.facts.find((use) => use.member !== undefined)?.member
  const money = node.left.shape.money === true
  const scale = Math.max(left.value.scale, right.value.scale)
  const top =
    right.value.top * 10 ** (scale - right.value.scale) * left.value.bottom -
    left.value.top * 10 ** (scale - left.value.scale) * right.value.bottom
  const unit = 10 ** (money ? 2 : 0)
  const exact = (top * unit) / (left.value.bottom * right.value.bottom * 10 ** scale)
  const change = (exact < 0 ? Math.floor(exact) : Math.ceil(exact)) / unit
  const short = change > 0
  const size = money
    ? sayFen(Math.abs(Math.round(change * 100)))
    : say(`${Math.abs(change)}`, `${Math.abs(change)}`)
  const text =
    change === 0
      ? say(`${left.name.zh}正好等于${right.phrase.zh}`, `${left.name.en} is exactly ${right.phrase.en}`)
      : say(
          `${left.name.zh}${short ? '还差' : '超出'} ${size.zh}`,
          `${left.name.en} is ${size.en} ${short ? 'short' : 'over'}`,
        )
  const asNumber = (value: Exact) => value.top / (value.bottom * 10 ** value.scale)
  return {
    text,
    fact,
    ...(member === undefined ? {} : { member }),
    value: asNumber(left.value),
    threshold: asNumber(right.value),
    change,
    unit: money ? 'CNY' : (node.left.shape.unit ?? ''),
  }
}
