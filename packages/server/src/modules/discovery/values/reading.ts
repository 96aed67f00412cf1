/** What reading a cell gave: a value, nothing (the cell says nothing), or a problem by its code with the holes of its message. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T | null }
  | {
      readonly ok: false
      readonly code: ProblemCode
      readonly params?: Readonly<Record<string, string | number>>
    }

import type { ProblemCode } from '../problems/catalogue.ts'

export const NOTHING = { ok: true, value: null } as const

export function found<T>(value: T): Reading<T> {
  return { ok: true, value }
}

export function wrong(
  code: ProblemCode,
  params?: Readonly<Record<string, string | number>>,
): {
  readonly ok: false
  readonly code: ProblemCode
  readonly params?: Readonly<Record<string, string | number>>
} {
  return params ? { ok: false, code, params } : { ok: false, code }
}
