import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../../platform/errors/index.ts'
import { type FileChanges, type OpenedLibrary, textHash } from '../library-texts.ts'
import type { CheckAnswer } from './check.ts'
import type { Asked, Said } from './desk-worker.ts'
import type { JudgedEffect } from './impact.ts'

/** How far somebody's check has come: not asked, waiting behind others, or so many of the touched policies through. */
export interface CheckState {
  readonly state: 'idle' | 'waiting' | 'running'
  /** Checks before it. */
  readonly ahead: number
  readonly done: number
  readonly total: number
}

/** Who waits for a check, and the word to give it up. */
export interface Asker {
  readonly owner?: string
  readonly signal?: AbortSignal | undefined
}

interface Task {
  readonly base: OpenedLibrary
  readonly changes: FileChanges
  readonly day: string
  readonly judge: Asked['judge']
  readonly owner: string | null
  readonly stop: Int32Array
  done: number
  total: number
  settle(said: Said | Error): void
}

const KEPT = 4
/** A thread that nobody asks gives its memory back. */
const IDLE_MS = 20_000
/** Of the thread's heap, MB: a library in force and a changed one need less than half. */
const HEAP = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 } as const

const idle: CheckState = { state: 'idle', ahead: 0, done: 0, total: 0 }

/**
 * Checks changes of the library and judges households under them in a thread of its own, one at a time, so that requests
 * are answered meanwhile. The thread starts with the first question and ends when none has come for a while.
 */
export class DeskThread {
  readonly #known = new WeakMap<OpenedLibrary, Map<string, CheckAnswer>>()
  readonly #keys = new WeakMap<OpenedLibrary, string>()
  readonly #waiting: Task[] = []
  #running: { readonly id: number; readonly task: Task } | null = null
  #worker: Worker | null = null
  /** The library that the thread has. */
  #sent: string | null = null
  #asked = 0
  #rest: NodeJS.Timeout | null = null

  /** What the checker says of a change. Throws `change_check_stopped` when it was given up or the thread died. */
  async check(
    base: OpenedLibrary,
    changes: FileChanges,
    day: string,
    asker: Asker = {},
  ): Promise<CheckAnswer> {
    const known = this.#answer(base, changes, day)
    return known ?? (await this.#ask({ base, changes, day, judge: null }, asker)).answer
  }

  /** What a sound change does to some households. */
  async judge(
    base: OpenedLibrary,
    changes: FileChanges,
    day: string,
    question: NonNullable<Asked['judge']>,
  ): Promise<readonly JudgedEffect[]> {
    return (await this.#ask({ base, changes, day, judge: question }, {})).effects
  }

  /** How far the newest check of an owner has come. */
  stateOf(owner: string): CheckState {
    const place = this.#waiting.findLastIndex((task) => task.owner === owner)
    const running = this.#running?.task
    if (place >= 0) return { ...idle, state: 'waiting', ahead: place + (running ? 1 : 0) }
    if (running?.owner !== owner) return idle
    return { state: 'running', ahead: 0, done: running.done, total: running.total }
  }

  /** Ends the thread; what waits is refused. */
  async close(): Promise<void> {
    if (this.#rest) clearTimeout(this.#rest)
    const worker = this.#worker
    this.#forget(new AppError('change_check_stopped'))
    await worker?.terminate()
  }

  #answer(base: OpenedLibrary, changes: FileChanges, day: string): CheckAnswer | null {
    const answers = this.#known.get(base)
    const key = keyOf(changes, day)
    const known = answers?.get(key)
    if (!answers || !known) return null
    answers.delete(key)
    answers.set(key, known)
    return known
  }

  #keep({ base, changes, day }: Task, answer: CheckAnswer): void {
    const answers = this.#known.get(base) ?? new Map<string, CheckAnswer>()
    this.#known.set(base, answers)
    answers.set(keyOf(changes, day), answer)
    for (const old of [...answers.keys()].slice(0, -KEPT)) answers.delete(old)
  }

  #ask(
    question: Pick<Task, 'base' | 'changes' | 'day' | 'judge'>,
    { owner, signal }: Asker,
  ): Promise<Extract<Said, { kind: 'done' }>> {
    return new Promise((resolve, reject) => {
      const stop = new Int32Array(new SharedArrayBuffer(4))
      const giveUp = () => {
        Atomics.store(stop, 0, 1)
        const place = this.#waiting.indexOf(task)
        if (place < 0) return
        this.#waiting.splice(place, 1)
        task.settle(new AppError('change_check_stopped'))
      }
      const task: Task = {
        ...question,
        owner: owner ?? null,
        stop,
        done: 0,
        total: 0,
        settle: (said) => {
          signal?.removeEventListener('abort', giveUp)
          if (said instanceof Error) reject(said)
          else if (said.kind === 'done') resolve(said)
          else if (said.kind === 'failed') reject(new Error(said.error))
          else reject(new AppError('change_check_stopped'))
        },
      }
      if (signal?.aborted) return task.settle(new AppError('change_check_stopped'))
      signal?.addEventListener('abort', giveUp)
      this.#waiting.push(task)
      this.#next()
    })
  }

  #next(): void {
    if (this.#running) return
    const task = this.#waiting.shift()
    if (!task) {
      this.#restLater()
      return
    }
    // Somebody asked the same before: the answer has come meanwhile.
    const known = task.judge === null ? this.#answer(task.base, task.changes, task.day) : null
    if (known) {
      task.settle({ id: 0, kind: 'done', answer: known, effects: [] })
      this.#next()
      return
    }
    if (this.#rest) clearTimeout(this.#rest)
    this.#rest = null
    const worker = this.#start()
    worker.ref()
    const id = ++this.#asked
    this.#running = { id, task }
    const key = this.#keyOf(task.base)
    const { changes, day, judge, stop } = task
    const base = { key, source: this.#sent === key ? null : task.base.source }
    this.#sent = key
    worker.postMessage({ id, base, changes, day, judge, stop } satisfies Asked)
  }

  #start(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('./desk-worker.ts', import.meta.url), {
      resourceLimits: HEAP,
    })
    worker.on('message', (said: Said) => this.#hear(said))
    worker.on('error', (error) => {
      if (this.#worker === worker) this.#forget(error)
    })
    this.#worker = worker
    return worker
  }

  #hear(said: Said): void {
    const running = this.#running
    if (running?.id !== said.id) return
    const { task } = running
    if (said.kind === 'progress') {
      task.done = said.done
      task.total = said.total
      return
    }
    this.#running = null
    // A library that could not be opened is not there.
    if (said.kind === 'failed') this.#sent = null
    if (said.kind === 'done') this.#keep(task, said.answer)
    this.#worker?.unref()
    task.settle(said)
    this.#next()
  }

  /** The thread is gone: what runs and waits is refused, and the next question starts another. */
  #forget(error: Error): void {
    this.#worker = null
    this.#sent = null
    const lost = [...(this.#running ? [this.#running.task] : []), ...this.#waiting.splice(0)]
    this.#running = null
    for (const task of lost) task.settle(error)
  }

  #restLater(): void {
    if (this.#rest || !this.#worker) return
    this.#rest = setTimeout(() => {
      this.#rest = null
      void this.close()
    }, IDLE_MS)
    this.#rest.unref()
  }

  #keyOf(base: OpenedLibrary): string {
    const known = this.#keys.get(base)
    if (known) return known
    const hash = createHash('sha256').update(base.source.facts)
    for (const file of base.source.files) hash.update(`${file.path} ${file.hash ?? textHash(file.text)}\n`)
    const key = hash.digest('hex')
    this.#keys.set(base, key)
    return key
  }
}

const keyOf = (changes: FileChanges, day: string): string =>
  JSON.stringify([day, ...Object.entries(changes).sort(([a], [b]) => (a < b ? -1 : 1))])
