import type { Node } from '../parser/tree.ts'
import type { FeelValue } from '../values.ts'
import { isList, kindOf } from '../values.ts'
import type { FeelType } from './type.ts'
import { ANY, TYPE_NAMES } from './type.ts'

/** The type of a value (DMN 1.5, 10.3.2.9). Items that differ make Any. */
export function typeOf(value: FeelValue): FeelType {
  if (value === null) return { kind: 'Null' }
  if (isList(value)) return { kind: 'list', item: common(value.map(typeOf)) }
  const kind = kindOf(value)
  if (typeof value === 'object' && 'kind' in value) {
    if (value.kind === 'context')
      return {
        kind: 'context',
        entries: new Map([...value.entries].map(([name, own]) => [name, typeOf(own)])),
      }
    if (value.kind === 'range')
      return { kind: 'range', item: common([typeOf(value.start), typeOf(value.end)]) }
    if (value.kind === 'function')
      return { kind: 'function', parameters: value.parameters, result: value.result }
  }
  return TYPE_NAMES[kind] ?? ANY
}

function common(types: readonly FeelType[]): FeelType {
  const [first] = types.filter((type) => type.kind !== 'Null')
  if (first === undefined) return { kind: 'Null' }
  return types.every(
    (type) => type.kind === 'Null' || JSON.stringify(show(type)) === JSON.stringify(show(first)),
  )
    ? first
    : ANY
}

function show(type: FeelType): unknown {
  return type.kind === 'context'
    ? [type.kind, [...type.entries].map(([name, own]) => [name, show(own)])]
    : type
}

/**
 * The type of an expression as far as its text alone says it; undefined where that takes an evaluation. What a function returns is asked for
 * before it is called (`instance of function<…>->…`).
 */
export function infer(node: Node, names: ReadonlyMap<string, FeelType>): FeelType | undefined {
  switch (node.kind) {
    case 'literal':
      return typeOf(node.value)
    case 'name': {
      const type = names.get(node.name)
      return type === undefined || type.kind === 'Any' ? undefined : type
    }
    case 'list': {
      const items = node.items.map((item) => infer(item, names))
      return items.includes(undefined)
        ? undefined
        : { kind: 'list', item: common(items.map((item) => item ?? ANY)) }
    }
    case 'context': {
      const entries = new Map<string, FeelType>()
      for (const [name, entry] of node.entries) {
        const type = infer(entry, new Map([...names, ...entries]))
        if (type === undefined) return undefined
        entries.set(name, type)
      }
      return { kind: 'context', entries }
    }
    case 'compare':
    case 'and':
    case 'or':
    case 'between':
    case 'in':
    case 'instance':
    case 'some':
    case 'every':
      return { kind: 'boolean' }
    case 'binary': {
      const [left, right] = [infer(node.left, names), infer(node.right, names)]
      if (left?.kind === 'number' && right?.kind === 'number') return left
      return left?.kind === 'string' && right?.kind === 'string' && node.operator === '+' ? left : undefined
    }
    case 'negate': {
      const type = infer(node.of, names)
      return type?.kind === 'number' ? type : undefined
    }
    case 'if': {
      const [yes, no] = [infer(node.then, names), infer(node.else, names)]
      if (!yes || !no) return undefined
      const both = common([yes, no])
      return both.kind === 'Any' ? undefined : both
    }
    case 'function': {
      const own = new Map(node.parameters.map(({ name, type }) => [name, type] as const))
      const result = infer(node.body, new Map([...names, ...own]))
      return result && { kind: 'function', parameters: [...own.values()], result }
    }
    default:
      return undefined
  }
}
