import { parentPort } from 'node:worker_threads'
import { type Household, type LibrarySource, loadLibrary } from '@lastmile/rules'
import type { FileChanges, OpenedLibrary } from '../library-texts.ts'
import { type CheckAnswer, checkChange } from './check.ts'
import { type JudgedEffect, judge } from './impact.ts'

/** What the desk's thread is asked: to check a change, and then to judge households under it, when some are given. */
export interface Asked {
  readonly id: number
  /** The library in force; its texts only when the thread does not have them yet. */
  readonly base: { readonly key: string; readonly source: LibrarySource | null }
  readonly changes: FileChanges
  readonly day: string
  readonly judge: {
    readonly households: readonly (readonly [id: string, household: Household])[]
    readonly policies: readonly string[]
    readonly date: string
  } | null
  /** Not 0: give up. */
  readonly stop: Int32Array
}

export type Said =
  | { readonly id: number; readonly kind: 'progress'; readonly done: number; readonly total: number }
  | {
      readonly id: number
      readonly kind: 'done'
      readonly answer: CheckAnswer
      readonly effects: readonly JudgedEffect[]
    }
  | { readonly id: number; readonly kind: 'stopped' }
  | { readonly id: number; readonly kind: 'failed'; readonly error: string }

class Stopped extends Error {}

type Checked = ReturnType<typeof checkChange>

let base: { readonly key: string; readonly opened: OpenedLibrary } | null = null
/** The change last checked: an impact judges it in many parts. */
let last: { readonly key: string; readonly checked: Checked } | null = null

parentPort?.on('message', (asked: Asked) => {
  parentPort?.postMessage(answerTo(asked))
})

function answerTo(asked: Asked): Said {
  const { id } = asked
  try {
    const opened = baseOf(asked)
    const { answer, opened: changed } = check(opened, asked)
    const effects =
      asked.judge && changed
        ? judge({ before: opened.library, after: changed.library }, asked.judge.households, asked.judge)
        : []
    return { id, kind: 'done', answer, effects }
  } catch (error) {
    if (error instanceof Stopped) return { id, kind: 'stopped' }
    return {
      id,
      kind: 'failed',
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

function baseOf({ base: { key, source } }: Asked): OpenedLibrary {
  if (source !== null) {
    last = null
    base = { key, opened: { source, library: loadLibrary(source) } }
  }
  if (base?.key !== key) throw new Error(`the thread does not have the library ${key}`)
  return base.opened
}

function check(opened: OpenedLibrary, { id, changes, day, stop }: Asked): Checked {
  const key = JSON.stringify([day, Object.entries(changes)])
  if (last?.key === key) return last.checked
  // What is replaced may go before the new one is made: two changed libraries at once are never needed.
  last = null
  const checked = checkChange(opened, changes, day, (done, total) => {
    if (Atomics.load(stop, 0) !== 0) throw new Stopped()
    parentPort?.postMessage({ id, kind: 'progress', done, total } satisfies Said)
  })
  last = { key, checked }
  return checked
}
