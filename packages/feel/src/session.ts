import { BUILTINS } from './builtins/index.ts'
import { FeelError } from './errors.ts'
import { interpret } from './evaluate/interpret.ts'
import { PROPERTY_NAMES } from './evaluate/properties.ts'
import { rangeFunction } from './evaluate/range-function.ts'
import { bind, EMPTY, type Scope } from './evaluate/scope.ts'
import { fromJson } from './json.ts'
import { readType } from './parser/literals.ts'
import { parse } from './parser/parser.ts'
import { Reader } from './parser/reader.ts'
import type { Runtime } from './runtime.ts'
import { conform, known } from './types/conform.ts'
import type { FeelType } from './types/type.ts'
import type { FeelFunction, FeelValue } from './values.ts'

const FUNCTIONS: ReadonlyMap<string, FeelFunction> = new Map([
  ...BUILTINS,
  rangeFunction(interpret, BUILTINS),
])
const BUILTIN_SCOPE: Scope = bind(EMPTY, FUNCTIONS)

/** What an expression is read and evaluated in: a context's values, and the names that may be written. */
export type Session = {
  readonly scope: Scope
  readonly names: readonly string[]
  readonly keys: readonly string[]
}

/** Opens a session over a context in the encoding of results. Throws `type` where that is no object of FEEL values. */
export function openSession(context: unknown, runtime: Runtime): Session {
  if (typeof context !== 'object' || context === null || Array.isArray(context))
    throw new FeelError('type', 'the context is no object')
  const json = new Map<string, unknown>(Object.entries(context))
  const values = new Map<string, FeelValue>()
  const scope = bind(BUILTIN_SCOPE, values)
  const names = [...FUNCTIONS.keys(), ...json.keys()]
  const keys = new Set<string>(PROPERTY_NAMES)
  for (const value of json.values()) collectKeys(value, keys)
  const readFunction = (text: string): FeelValue => {
    const own = FUNCTIONS.get(text)
    if (own) return own
    const value = interpret(parse(text, names, keys), scope, runtime)
    if (value === null || typeof value !== 'object' || !('kind' in value) || value.kind !== 'function')
      throw new FeelError('type', `"${text}" is no function`)
    return value
  }
  for (const [name, value] of json) values.set(name, fromJson(value, readFunction))
  return { scope, names, keys: [...keys] }
}

function collectKeys(json: unknown, keys: Set<string>): void {
  if (Array.isArray(json)) for (const item of json) collectKeys(item, keys)
  else if (typeof json === 'object' && json !== null && !('@type' in json)) {
    for (const [key, value] of Object.entries(json)) {
      keys.add(key)
      collectKeys(value, keys)
    }
  }
}

/** The value of an expression in a session. */
export function valueIn(session: Session, expression: string, runtime: Runtime): FeelValue {
  return interpret(parse(expression, session.names, session.keys), session.scope, runtime)
}

/** A value conformed to a type given as text; null where it does not conform. */
export function conformed(value: FeelValue, type: string, runtime: Runtime): FeelValue {
  const result = conform(value, parseType(type))
  return result === undefined ? runtime.warn(`the result is no ${type}`) : result
}

function parseType(text: string): FeelType {
  const reader = new Reader(text, [], [])
  const type = readType(reader)
  reader.skip()
  if (reader.place < text.length) reader.fail(`"${text}" is no type`, reader.place)
  return known(type, 0)
}
