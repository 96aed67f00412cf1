import type { Clock } from '../db/index.ts'
import type { Database } from '../postgres/index.ts'
import { type SealerMemory, sealLedger } from './seal.ts'

export interface SealerOptions {
  readonly clock: Clock
  /** Pause between passes, in milliseconds. */
  readonly everyMs?: number
  /** Told of a pass that failed; the next one tries again. */
  readonly onError?: (error: unknown) => void
}

/** Seals the ledger every few seconds until it is stopped. Every server process may run one: they take turns. */
export class Sealer {
  readonly #db: Database
  readonly #options: SealerOptions
  #memory: SealerMemory | undefined
  #timer: NodeJS.Timeout | null = null
  #pass: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(db: Database, options: SealerOptions) {
    this.#db = db
    this.#options = options
    this.#schedule()
  }

  /** Ends after the pass that is under way, and one last pass. */
  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#pass
    await this.#run()
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      this.#pass = this.#run().finally(() => {
        if (!this.#stopped) this.#schedule()
      })
    }, this.#options.everyMs ?? 3_000)
    this.#timer.unref()
  }

  async #run(): Promise<void> {
    try {
      this.#memory = (await sealLedger(this.#db, this.#options.clock, this.#memory)).memory
    } catch (error) {
      this.#options.onError?.(error)
    }
  }
}
