import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { AppError } from '../errors/index.ts'
import { findBinaries } from './binaries.ts'
import { type ClusterRun, initialise, postmaster, start, stop } from './cluster.ts'
import { probe, socketConnection } from './connection.ts'
import { locate, prepareDataDir, publicShelves, record, socketFolder } from './location.ts'
import { type ProcessLock, tryExclusive, tryShared, waitForLock } from './process-lock.ts'
import { provision } from './provision.ts'
import { serverUser } from './server-user.ts'
import { type Settings, SUPERUSER } from './settings.ts'

/** What a process is told about the server below it. */
export type ServerEvent =
  | { readonly kind: 'lost' }
  | { readonly kind: 'back'; readonly afterMs: number }
  | { readonly kind: 'failed'; readonly error: Error }

export interface EmbeddedOptions {
  readonly dataDir: string
  /** Overrides of postgresql.conf; they count for the process that starts the server. */
  readonly settings?: Settings
  readonly onEvent?: (event: ServerEvent) => void
}

const START_LOCK_WAIT_MS = 330_000
const SETTLE_MS = 10_000
const LONGEST_PAUSE_MS = 10_000

/**
 * A share in the embedded server of a data folder. The first process starts the server, the others join it, the last
 * one that closes stops it; a server that dies under them is started again by whoever notices first.
 */
export class EmbeddedServer {
  readonly #run: ClusterRun
  readonly #share: ProcessLock
  readonly #onEvent: (event: ServerEvent) => void
  #watch: pg.Client | null = null
  #recovering: Promise<void> | null = null
  #closed = false

  private constructor(run: ClusterRun, share: ProcessLock, onEvent: (event: ServerEvent) => void) {
    this.#run = run
    this.#share = share
    this.#onEvent = onEvent
  }

  /** Joins the server of a data folder, starting (and on the first time making) it when nobody has. */
  static async join(options: EmbeddedOptions): Promise<EmbeddedServer> {
    const user = serverUser()
    const dataDir = prepareDataDir(options.dataDir, user)
    const binaries = findBinaries(user, publicShelves())
    const server = await underStartLock(dataDir, async () => {
      const location = locate(dataDir, user)
      const run = {
        location,
        user,
        binaries,
        socketDir: socketFolder(location, user),
        settings: options.settings ?? {},
      }
      const share = await waitForLock(() => tryShared(usersLock(dataDir)), SETTLE_MS)
      if (!share) throw new AppError('database_lock_timeout', { dataDir, seconds: SETTLE_MS / 1000 })
      try {
        if (location.fresh) await initialise(run)
        record(location)
        await ensureUp(run)
      } catch (error) {
        share.release()
        throw error
      }
      return new EmbeddedServer(run, share, options.onEvent ?? (() => undefined))
    })
    await server.#startWatch()
    return server
  }

  get dataDir(): string {
    return this.#run.location.dataDir
  }

  get cluster(): string {
    return this.#run.location.cluster
  }

  get socketDir(): string {
    return postmaster(this.cluster)?.socketDir || this.#run.socketDir
  }

  /** Process number of the server, or null when it is down. */
  get pid(): number | null {
    return postmaster(this.cluster)?.pid ?? null
  }

  /** Resolves when no recovery is under way (at once, mostly). Never rejects. */
  async whenUp(): Promise<void> {
    await this.#recovering
  }

  /** Leaves the server; the last process stops it. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    const watch = this.#watch
    this.#watch = null
    await watch?.end().catch(() => undefined)
    await this.#recovering
    await underStartLock(this.dataDir, async () => {
      this.#share.release()
      const alone = tryExclusive(usersLock(this.dataDir))
      if (!alone) return
      try {
        if (postmaster(this.cluster)) await stop(this.#run)
      } finally {
        alone.release()
      }
    })
  }

  /** An idle connection ends the moment the server dies: nothing needs to be polled. */
  async #startWatch(): Promise<void> {
    const watch = new pg.Client(socketConnection(this.socketDir, SUPERUSER, 'postgres'))
    watch.on('error', () => undefined)
    await watch.connect()
    this.#watch = watch
    watch.once('end', () => {
      if (this.#closed || this.#watch !== watch) return
      this.#watch = null
      this.#recovering ??= this.#recover().finally(() => {
        this.#recovering = null
      })
    })
  }

  async #recover(): Promise<void> {
    const since = Date.now()
    this.#onEvent({ kind: 'lost' })
    for (let pause = 250; !this.#closed; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await underStartLock(this.dataDir, () => ensureUp(this.#run))
        await this.#startWatch()
        this.#onEvent({ kind: 'back', afterMs: Date.now() - since })
        return
      } catch (error) {
        this.#onEvent({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) })
        await sleep(pause)
      }
    }
  }
}

const usersLock = (dataDir: string) => join(dataDir, 'users.lock')

async function underStartLock<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const lock = await waitForLock(() => tryExclusive(join(dataDir, 'start.lock')), START_LOCK_WAIT_MS)
  if (!lock) {
    throw new AppError('database_lock_timeout', { dataDir, seconds: START_LOCK_WAIT_MS / 1000 })
  }
  try {
    return await work()
  } finally {
    lock.release()
  }
}

/** Finds the live server or starts it. Under the start lock. */
async function ensureUp(run: ClusterRun): Promise<void> {
  const deadline = Date.now() + SETTLE_MS
  for (;;) {
    const live = postmaster(run.location.cluster)
    if (!live) break
    const state = live.socketDir ? await probe(live.socketDir, SUPERUSER) : 'starting'
    if (state === 'up') return
    if (state === 'down' || Date.now() > deadline) break
    await sleep(50)
  }
  await start(run)
  await provision(run.socketDir)
}
