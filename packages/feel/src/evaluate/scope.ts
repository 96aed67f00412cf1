import type { FeelValue } from '../values.ts'

/** Values by name, innermost first. A name that nobody bound is `undefined`. */
export type Scope = { find(name: string): FeelValue | undefined }

export const EMPTY: Scope = { find: () => undefined }

export function bind(outer: Scope, values: ReadonlyMap<string, FeelValue>): Scope {
  return {
    find(name) {
      const own = values.get(name)
      return own !== undefined || values.has(name) ? (own ?? null) : outer.find(name)
    },
  }
}
