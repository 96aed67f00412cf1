import type { Runtime } from '../runtime.ts'
import type { FeelContext, FeelList, FeelValue } from '../values.ts'
import { contextOf, isList, kindOf } from '../values.ts'
import { any, builtin, context, form, list, type Parameter, text } from './define.ts'

const contexts = (name: string): Parameter<readonly FeelContext[]> => ({
  ...list(name),
  read(value) {
    const all: FeelContext[] = []
    for (const item of list(name).read(value) ?? [null]) {
      if (kindOf(item) !== 'context') return undefined
      if (item !== null && typeof item === 'object' && 'kind' in item && item.kind === 'context')
        all.push(item)
    }
    return all
  },
})

/** `{key, value}` contexts as entries, or null where one is none or a key comes twice. */
function fromEntries(entries: readonly FeelContext[]): FeelContext | null {
  const made = new Map<string, FeelValue>()
  for (const { entries: pair } of entries) {
    const key = pair.get('key')
    const value = pair.get('value')
    if (typeof key !== 'string' || value === undefined || made.has(key)) return null
    made.set(key, value)
  }
  return contextOf(made)
}

/** The context with a value put at a path of keys; each key but the last must lead to a context. */
function putAt(runtime: Runtime, of: FeelContext, keys: FeelList, value: FeelValue): FeelContext | null {
  const [key, ...others] = keys
  if (typeof key !== 'string') return runtime.warn('keys are strings, and at least one')
  if (others.length === 0) return contextOf([...of.entries, [key, value]])
  const inner = of.entries.get(key)
  if (
    inner === undefined ||
    inner === null ||
    typeof inner !== 'object' ||
    !('kind' in inner) ||
    inner.kind !== 'context'
  )
    return runtime.warn(`"${key}" is no context`)
  const put = putAt(runtime, inner, others, value)
  return put && contextOf([...of.entries, [key, put]])
}

/** Context functions (DMN 1.5, 10.3.4.10). */
export const CONTEXTS = [
  builtin(
    'get value',
    form([context('m'), text('key')], (_, of, key) => of.entries.get(key) ?? null),
    form([context('m'), list('key')], (_, of, keys) => valueAt(of, keys)),
  ),
  builtin(
    'get entries',
    form([context('m')], (_, of) =>
      [...of.entries].map(([key, value]) =>
        contextOf([
          ['key', key],
          ['value', value],
        ]),
      ),
    ),
  ),
  builtin(
    'context',
    form(
      [contexts('entries')],
      (runtime, entries) =>
        fromEntries(entries) ?? runtime.warn('an entry has no key and value, or a key comes twice'),
    ),
  ),
  builtin(
    'context put',
    form([context('context'), text('key'), any('value')], (runtime, of, key, value) =>
      putAt(runtime, of, [key], value),
    ),
    form([context('context'), list('keys'), any('value')], putAt),
  ),
  builtin(
    'context merge',
    form([contexts('contexts')], (_, all) => contextOf(all.flatMap((one) => [...one.entries]))),
  ),
] as const

function valueAt(of: FeelContext, keys: FeelList): FeelValue {
  let value: FeelValue = of
  for (const key of keys) {
    if (value === null || typeof value !== 'object' || isList(value)) return null
    if (!('kind' in value) || value.kind !== 'context' || typeof key !== 'string') return null
    value = value.entries.get(key) ?? null
  }
  return keys.length === 0 ? null : value
}
