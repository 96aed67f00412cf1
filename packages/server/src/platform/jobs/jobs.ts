import { setTimeout as sleep } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import { JOB_SCHEMA, type Tx, withActor } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { JobKind } from './job-kind.ts'
import { findForgotten, findJob, insertJob, type JobState, type NewJob, reopenJob } from './job-store.ts'
import { type RunDeps, runJob } from './run-job.ts'

export interface JobsOptions extends RunDeps {
  readonly kinds: readonly JobKind[]
}

/** A message is delivered again when its process has not been heard of for so long (the least that pg-boss allows). */
const HEARTBEAT_S = 10
const WATCH_S = 5
/** Unfinished jobs without a sign of life for so long get a new message. */
const FORGOTTEN_S = 60
const SWEEP_MS = 30_000
/** Stopping waits so long for the steps under way. */
const STOP_MS = 25_000

const queueOf = (kind: string) => `job-${kind}`

interface Message {
  readonly jobId: string
}

/**
 * The jobs of the platform. The row in `job` is the truth: what is asked, how far it is, what came out. pg-boss carries
 * the message that there is something to do, to one process at a time, and again when that process is not heard of any
 * more. A message that comes twice, or never, therefore does no harm.
 */
export class Jobs {
  readonly #options: JobsOptions
  readonly #kinds: ReadonlyMap<string, JobKind>
  readonly #boss: PgBoss
  readonly #stopping = new AbortController()
  #sweep: NodeJS.Timeout | null = null
  #started: Promise<void> | null = null

  constructor(options: JobsOptions) {
    this.#options = options
    this.#kinds = new Map(options.kinds.map((kind) => [kind.kind, kind]))
    const { pool } = options.db
    this.#boss = new PgBoss({
      db: { executeSql: (text, values) => pool.query(text, values) },
      schema: JOB_SCHEMA,
      // The application's role may not change the schema: the migrator installs it.
      migrate: false,
      createSchema: false,
      reindex: false,
      monitorVacuum: false,
      registerInstance: false,
      schedule: false,
      superviseIntervalSeconds: WATCH_S,
      monitorIntervalSeconds: WATCH_S,
      openTelemetry: { enabled: false },
    })
    // Polls fail while the database restarts; pg-boss polls again.
    this.#boss.on('error', () => undefined)
  }

  /** Makes the queues, so that jobs can be asked for. Called by `work` too. */
  async open(): Promise<void> {
    this.#started ??= this.#open()
    await this.#started
  }

  async #open(): Promise<void> {
    await this.#boss.start()
    for (const { kind } of this.#options.kinds) {
      await this.#boss.createQueue(queueOf(kind), {
        // One live message a job (its singleton key), however often it is sent.
        policy: 'exclusive',
        heartbeatSeconds: HEARTBEAT_S,
        expireInSeconds: 86_399,
        retryLimit: 50,
        retryDelay: 1,
        retryBackoff: true,
        retryDelayMax: 30,
        deleteAfterSeconds: 3_600,
      })
    }
  }

  /** Starts to work on jobs in this process. */
  async work(): Promise<void> {
    await this.open()
    for (const kind of this.#options.kinds) {
      const options = { pollingIntervalSeconds: 0.5, localConcurrency: kind.concurrency ?? 1 }
      await this.#boss.work<Message>(queueOf(kind.kind), options, async ([message]) => {
        if (message) await this.#deliver(message.data.jobId, message.signal)
      })
    }
    await this.#sweepForgotten()
    this.#sweep = setInterval(() => void this.#sweepForgotten(), SWEEP_MS)
    this.#sweep.unref()
  }

  /** Lets the steps under way end, puts their jobs back for others, and stops. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    if (this.#sweep) clearInterval(this.#sweep)
    if (!this.#started) return
    await this.#started.catch(() => undefined)
    await this.#boss.stop({ graceful: true, timeout: STOP_MS })
  }

  /** Asks for a job in the transaction of `tx`: it exists when that commits. Returns its id. */
  async create(tx: Tx, job: NewJob): Promise<string> {
    if (!this.#kinds.has(job.kind)) throw new AppError('job_kind_unknown', { kind: job.kind })
    await this.open()
    const id = await insertJob(tx, job)
    await this.#send(job.kind, id, tx)
    return id
  }

  /** Lets a failed or cancelled job of the actor's go on from its checkpoint. False when it is neither. */
  async resume(tx: Tx, id: string): Promise<boolean> {
    const job = await findJob(tx, id)
    if (!job || !(await reopenJob(tx, id))) return false
    await this.open()
    await this.#send(job.kind, id, tx)
    return true
  }

  /** Waits until a job is finished, in this or another process. For commands that show its progress. */
  async wait(id: string, onProgress?: (state: JobState) => void): Promise<JobState> {
    const system = { userId: '', role: 'system', orgPath: '' } as const
    const context = { clock: this.#options.clock, purpose: 'job' }
    for (;;) {
      const state = await withActor(this.#options.db, system, context, (tx) => findJob(tx, id))
      if (!state) throw new AppError('job_failed')
      onProgress?.(state)
      if (state.state !== 'queued' && state.state !== 'running') return state
      await sleep(250)
    }
  }

  async #send(kind: string, id: string, tx: Tx): Promise<void> {
    const message: Message = { jobId: id }
    const db = { executeSql: (text: string, values?: unknown[]) => tx.client.query(text, values) }
    await this.#boss.send(queueOf(kind), message, { singletonKey: id, db })
  }

  async #deliver(jobId: string, lost: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([lost, this.#stopping.signal])
    const outcome = await runJob(this.#options, this.#kinds, jobId, signal)
    // A message that fails is delivered again.
    if (outcome === 'again') throw new Error(`job ${jobId} is to be tried again`)
  }

  async #sweepForgotten(): Promise<void> {
    const system = { userId: '', role: 'system', orgPath: '' } as const
    const context = { clock: this.#options.clock, purpose: 'job' }
    try {
      await withActor(this.#options.db, system, context, async (tx) => {
        for (const { id, kind } of await findForgotten(tx, [...this.#kinds.keys()], FORGOTTEN_S)) {
          await this.#send(kind, id, tx)
        }
      })
    } catch (error) {
      this.#options.onError?.(error, { id: '', kind: 'sweep' })
    }
  }
}
