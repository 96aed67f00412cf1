import { wholeNumber } from '../decimal.ts'
import type { Node } from '../parser/tree.ts'
import type { Runtime } from '../runtime.ts'
import type { FeelList, FeelValue } from '../values.ts'
import { isList, isNum, kindOf } from '../values.ts'
import type { Evaluator } from './evaluator.ts'
import { mentions } from './mentions.ts'
import { bind, type Scope } from './scope.ts'

/** `list[…]` (DMN 1.5, 10.3.2.5): the item at a place (negative from the end), or the items that fulfil a condition. */
export function filter(
  of: FeelValue,
  node: Node & { readonly kind: 'filter' },
  scope: Scope,
  runtime: Runtime,
  evaluate: Evaluator,
): FeelValue {
  const list = isList(of) ? of : of === null ? [] : [of]
  // A number is a place. It is asked for without an item first: an item's entries must not make one of a condition.
  const place = runtime.quietly(() => evaluate(node.by, scope, runtime))
  if (isNum(place) && !mentions(node.by, 'item')) return at(list, place, node, runtime)
  const kept: FeelValue[] = []
  for (const item of list) {
    const fulfilled = evaluate(node.by, itemScope(item, scope), runtime)
    if (fulfilled === true) kept.push(item)
    else if (typeof fulfilled !== 'boolean' && fulfilled !== null)
      return runtime.warn(`a ${kindOf(fulfilled)} is no condition of a filter`, node.at)
  }
  return kept
}

function at(list: FeelList, place: FeelValue, node: Node, runtime: Runtime): FeelValue {
  const index = isNum(place) && place.isInteger() ? wholeNumber(place) : null
  if (index === null) return runtime.warn('a place in a list is a whole number', node.at)
  const value = index > 0 ? list[index - 1] : index < 0 ? list[list.length + index] : undefined
  return value ?? (value === undefined ? runtime.warn(`the list has no item ${index}`, node.at) : null)
}

/** `item`, and before it the entries of an item that is a context: also one that is called `item`. */
function itemScope(item: FeelValue, outer: Scope): Scope {
  const inner = bind(outer, new Map([['item', item]]))
  return item !== null && typeof item === 'object' && 'kind' in item && item.kind === 'context'
    ? bind(inner, item.entries)
    : inner
}
