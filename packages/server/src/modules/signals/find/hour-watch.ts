import { type Clock, withActor } from '../../../platform/db/index.ts'
import type { Database } from '../../../platform/postgres/index.ts'
import type { SignalDeps } from '../deps.ts'
import { climbByTheHour } from '../service/climb.ts'

const LOOK_EVERY_MS = 60_000

export interface HourWatchDeps extends Pick<SignalDeps, 'signals'> {
  readonly db: Database
  readonly clock: Clock
  /** Path of the district's unit. */
  readonly districtPath: string
  /** Told of a look that failed; the next one tries again. */
  readonly onError?: (error: unknown) => void
}

/** Looks every minute whether a signal that has hours is over them, and lets it climb, until it is stopped. Every server may run one. */
export class HourWatch {
  readonly #deps: HourWatchDeps
  readonly #timer: NodeJS.Timeout
  #look: Promise<void> = Promise.resolve()
  #busy = false

  constructor(deps: HourWatchDeps) {
    this.#deps = deps
    this.#timer = setInterval(() => this.#begin(), LOOK_EVERY_MS)
    this.#timer.unref()
  }

  /** Ends after the look that is under way. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#look
  }

  #begin(): void {
    if (this.#busy) return
    this.#busy = true
    const { db, clock, districtPath, onError } = this.#deps
    const actor = { userId: '', role: 'system', orgPath: districtPath } as const
    this.#look = withActor(db, actor, { clock, purpose: 'signals' }, (tx) => climbByTheHour(tx, this.#deps))
      .then(
        () => undefined,
        (error: unknown) => onError?.(error),
      )
      .finally(() => {
        this.#busy = false
      })
  }
}
