import { FeelError } from '../errors.ts'
import { midnight } from '../temporal/instant.ts'
import type { FeelValue } from '../values.ts'
import { contextOf, isList, kindOf } from '../values.ts'
import type { FeelType } from './type.ts'

/** Refuses a type that holds a name nobody defined. */
export function known(type: FeelType, at: number): FeelType {
  if (type.kind === 'unknown')
    throw new FeelError('unsupported', `the type "${type.name}" is not defined`, at)
  for (const part of partsOf(type)) known(part, at)
  return type
}

/** The types that a type is made of. */
function partsOf(type: FeelType): readonly FeelType[] {
  if (type.kind === 'list' || type.kind === 'range') return [type.item]
  if (type.kind === 'context') return [...type.entries.values()]
  return type.kind === 'function' ? [...type.parameters, type.result] : []
}

/** Whether a type is one of the lattice of types: `list` by itself is none, it needs its parameter (DMN 1.5, table 61). */
export function isInLattice(type: FeelType): boolean {
  return !type.kind.startsWith('any ') && partsOf(type).every(isInLattice)
}

/** Whether each value of the first type is one of the second (DMN 1.5, 10.3.2.9.2). Functions: parameters the other way round. */
export function conforms(from: FeelType, to: FeelType): boolean {
  if (to.kind === 'Any' || from.kind === 'Null') return true
  switch (to.kind) {
    case 'list':
      return from.kind === 'list' && conforms(from.item, to.item)
    case 'range':
      return from.kind === 'range' && conforms(from.item, to.item)
    case 'context':
      return (
        from.kind === 'context' &&
        [...to.entries].every(([name, type]) => {
          const own = from.entries.get(name)
          return own !== undefined && conforms(own, type)
        })
      )
    case 'function':
      return (
        from.kind === 'function' &&
        from.parameters.length === to.parameters.length &&
        to.parameters.every((type, i) => conforms(type, from.parameters[i] ?? { kind: 'Any' })) &&
        conforms(from.result, to.result)
      )
    case 'any list':
      return from.kind === 'list' || from.kind === 'any list'
    case 'any range':
      return from.kind === 'range' || from.kind === 'any range'
    case 'any context':
      return from.kind === 'context' || from.kind === 'any context'
    case 'any function':
      return from.kind === 'function' || from.kind === 'any function'
    default:
      return from.kind === to.kind
  }
}

/** Whether a value is of a type. Null is a value of every type inside lists and contexts; `inner` says that it stands there. */
export function isOf(value: FeelValue, type: FeelType, inner = false): boolean {
  if (value === null) return inner || type.kind === 'Null'
  switch (type.kind) {
    case 'Any':
      return true
    case 'Null':
      return false
    case 'any list':
      return isList(value)
    case 'any range':
    case 'any context':
    case 'any function':
      return kindOf(value) === type.kind.slice(4)
    case 'list':
      return isList(value) && value.every((item) => isOf(item, type.item, true))
    case 'range':
      return (
        !isList(value) &&
        typeof value === 'object' &&
        'kind' in value &&
        value.kind === 'range' &&
        isOf(value.start, type.item, true) &&
        isOf(value.end, type.item, true)
      )
    case 'context':
      return (
        typeof value === 'object' &&
        'kind' in value &&
        value.kind === 'context' &&
        [...type.entries].every(([name, entry]) => {
          const own = value.entries.get(name)
          return own !== undefined && isOf(own, entry, true)
        })
      )
    case 'function':
      return (
        typeof value === 'object' &&
        'kind' in value &&
        value.kind === 'function' &&
        conforms({ kind: 'function', parameters: value.parameters, result: value.result }, type)
      )
    case 'unknown':
      return false
    default:
      return kindOf(value) === type.kind
  }
}

/**
 * A value conformed to a type (DMN 1.5, 10.3.2.9.4): as it is where it is one; a list of one for its item and an item for a list of
 * one; a date for its midnight in UTC; entries that the type does not name are kept. `undefined` where it does not conform.
 */
export function conform(value: FeelValue, type: FeelType): FeelValue | undefined {
  if (value === null) return null
  if (isOf(value, type)) return value
  if (type.kind === 'date and time' && kindOf(value) === 'date') {
    const date = value
    if (typeof date === 'object' && 'kind' in date && date.kind === 'date') return midnight(date)
  }
  if (isList(value)) {
    if (type.kind === 'list') {
      const items = value.map((item) => conform(item, type.item))
      return items.some((item) => item === undefined) ? undefined : items.map((item) => item ?? null)
    }
    return value.length === 1 && type.kind !== 'any list' ? conformItem(value[0] ?? null, type) : undefined
  }
  if (type.kind === 'list') {
    const item = conform(value, type.item)
    return item === undefined ? undefined : [item]
  }
  if (type.kind === 'any list') return [value]
  if (type.kind === 'context' && typeof value === 'object' && 'kind' in value && value.kind === 'context') {
    const entries = new Map(value.entries)
    for (const [name, entry] of type.entries) {
      const own = entries.has(name) ? conform(entries.get(name) ?? null, entry) : undefined
      if (own === undefined) return undefined
      entries.set(name, own)
    }
    return contextOf(entries)
  }
  return undefined
}

function conformItem(value: FeelValue, type: FeelType): FeelValue | undefined {
  return isList(value) ? undefined : conform(value, type)
}
