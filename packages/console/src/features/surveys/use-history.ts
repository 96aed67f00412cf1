import { useCallback, useState } from 'react'

interface Past<T> {
  readonly before: readonly T[]
  readonly now: T
  readonly after: readonly T[]
  /** What the last change was about: letters typed into one field are one step. */
  readonly about: string | null
}

export interface History<T> {
  readonly now: T
  /** `about`: changes in a row with the same one are undone together. */
  readonly change: (next: T, about: string | null) => void
  readonly undo: (() => void) | null
  readonly redo: (() => void) | null
}

const MOST = 200

/** A value whose changes can be undone and done again. */
export function useHistory<T>(first: () => T): History<T> {
  const [past, setPast] = useState<Past<T>>(() => ({ before: [], now: first(), after: [], about: null }))
  const change = useCallback((next: T, about: string | null) => {
    setPast(({ before, now, about: last }) => ({
      before: about !== null && about === last ? before : [...before, now].slice(-MOST),
      now: next,
      after: [],
      about,
    }))
  }, [])
  const undo = useCallback(
    () =>
      setPast((old) => {
        const last = old.before.at(-1)
        if (last === undefined) return old
        return { before: old.before.slice(0, -1), now: last, after: [old.now, ...old.after], about: null }
      }),
    [],
  )
  const redo = useCallback(
    () =>
      setPast((old) => {
        const [next, ...rest] = old.after
        if (next === undefined) return old
        return { before: [...old.before, old.now], now: next, after: rest, about: null }
      }),
    [],
  )
  return {
    now: past.now,
    change,
    undo: past.before.length > 0 ? undo : null,
    redo: past.after.length > 0 ? redo : null,
  }
}
