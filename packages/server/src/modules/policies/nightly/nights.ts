import { addDays, legalDateAt, startOfLegalDate } from '@lastmile/domain'
import { type Clock, type Tx, withActor } from '../../../platform/db/index.ts'
import type { Jobs } from '../../../platform/jobs/index.ts'
import type { Database } from '../../../platform/postgres/index.ts'
import { takeDay } from '../../identity/index.ts'
import { requestScreening } from './request-screening.ts'

/** The nightly screening begins at this hour in Asia/Shanghai. */
export const NIGHT_HOUR = 2
const LOOK_EVERY_MS = 60_000
/** The setting with the legal day of the last night that was asked for. */
const LAST_NIGHT = 'screening.lastNight'

export interface NightDeps {
  readonly db: Database
  readonly clock: Clock
  readonly jobs: Pick<Jobs, 'create'>
  /** What else is asked for with the night, in the same transaction. */
  readonly also?: (tx: Tx) => Promise<void>
  /** Path of the district's unit. */
  readonly districtPath: string
  /** Told of a look that failed; the next one tries again. */
  readonly onError?: (error: unknown) => void
}

/** The legal day of the last night that has begun at an instant. */
export function nightOf(instant: Date): string {
  const today = legalDateAt(instant)
  const begins = startOfLegalDate(today).getTime() + NIGHT_HOUR * 3_600_000
  return instant.getTime() >= begins ? today : addDays(today, -1)
}

/**
 * Asks for the screening of the last night, if nobody has: at 02:00, or when a server comes up later. Of several servers
 * one takes the night.
 * @returns the id of the job, or null when the night is taken.
 */
export async function askForNight(deps: NightDeps): Promise<string | null> {
  const actor = { userId: '', role: 'system', orgPath: deps.districtPath } as const
  return withActor(deps.db, actor, { clock: deps.clock, purpose: 'screening' }, async (tx) => {
    if (!(await takeDay(tx, LAST_NIGHT, nightOf(tx.now)))) return null
    const { jobId } = await requestScreening(tx, deps.jobs, 'night')
    await deps.also?.(tx)
    return jobId
  })
}

/** Looks every minute whether a night is due, until it is stopped. Every server may run one. */
export class Nights {
  readonly #deps: NightDeps
  #timer: NodeJS.Timeout | null = null
  #look: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(deps: NightDeps) {
    this.#deps = deps
    this.#schedule(0)
  }

  /** Ends after the look that is under way. */
  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#look
  }

  #schedule(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#look = askForNight(this.#deps)
        .then(
          () => undefined,
          (error: unknown) => this.#deps.onError?.(error),
        )
        .finally(() => {
          if (!this.#stopped) this.#schedule(LOOK_EVERY_MS)
        })
    }, ms)
    this.#timer.unref()
  }
}
