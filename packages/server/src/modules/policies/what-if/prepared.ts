import type { Simulation, Simulator } from '@lastmile/rules/population'
import type { Tx } from '../../../platform/db/index.ts'

/** A population ready to be asked, as it was read. */
export interface Prepared {
  readonly simulator: Pick<Simulator, 'ask'>
  readonly readAt: Date
}
export type Result = Simulation

/** A population is asked for so long before it is read anew. */
const FRESH_MS = 10 * 60_000
/** So many are held at once, in memory and nowhere else. */
const MOST_HELD = 3

/** Populations held for a short while, each for one reader alone, so that a slider does not read the database at every step. */
export class PreparedPopulations {
  readonly #held = new Map<string, Prepared>()

  /** The population of a reader and a subject, read when there is none that is fresh. */
  async get(tx: Tx, subject: readonly string[], read: () => Promise<Prepared>): Promise<Prepared> {
    const { userId, role, orgPath } = tx.actor
    const key = JSON.stringify([userId, role, orgPath, ...subject])
    this.#drop(tx.now)
    const held = this.#held.get(key)
    if (held) return held
    const made = await read()
    this.#held.set(key, made)
    // Nobody may come back to ask: the memory is not kept for that.
    setTimeout(() => {
      if (this.#held.get(key) === made) this.#held.delete(key)
    }, FRESH_MS).unref()
    while (this.#held.size > MOST_HELD) this.#held.delete(this.#held.keys().next().value ?? '')
    return made
  }

  #drop(now: Date): void {
    for (const [key, { readAt }] of this.#held)
      if (now.getTime() - readAt.getTime() >= FRESH_MS) this.#held.delete(key)
  }
}
