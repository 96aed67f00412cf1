import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { type JobKind, type JobRun, jobsOfKind } from '../../../platform/jobs/index.ts'
import { allHouseholdIds, countHouseholds } from '../../households/index.ts'
import { announce } from '../announce/announce.ts'
import type { LibraryDeps } from '../deps.ts'
import { rescreen } from '../service/rescreen.ts'

/** The kind of the jobs that screen every household. */
export const SCREENING_JOB = 'screening'

/** Households of one transaction: small enough that others' requests get their turn between two. */
const STEP = 50
/** So many failures are named in the result; all are counted. */
const NAMED = 50
const WAIT_MS = 500

const Params = z.object({ reason: z.string(), orgPath: z.string() })

/** What a step leaves for the next one, and the last one for people. */
const Progress = z.object({
  after: z.string().nullable().default(null),
  households: z.number().default(0),
  opened: z.number().default(0),
  closed: z.number().default(0),
  failed: z.number().default(0),
  failures: z.array(z.object({ householdId: z.string(), reason: z.string() })).default([]),
})
export type ScreeningProgress = z.infer<typeof Progress>

/** Screens every household of a unit (政策找人), in steps with checkpoints; one run at a time, whatever the number of servers. */
export function screeningJobKind(deps: LibraryDeps): JobKind {
  return {
    kind: SCREENING_JOB,
    run: async (run) => {
      const { orgPath, reason } = Params.parse(run.params)
      await waitForTurn(run, orgPath)
      for (let done = false; !done; ) {
        await run.step(async (tx) => {
          const before = Progress.parse(run.checkpoint)
          const ids = await allHouseholdIds(tx, before.after, STEP)
          const total = await countHouseholds(tx)
          const last = ids.at(-1)
          if (last === undefined) {
            done = true
            const { households, opened, closed, failed } = before
            await deps.afterAll?.(tx, orgPath)
            tx.ledger({
              action: 'screening.finish',
              objectKind: 'job',
              objectId: run.id,
              orgPath,
              data: { reason, households, opened, closed, failed },
            })
            return { done: households + failed, total: households + failed }
          }
          const after = add(before, last, await rescreen(tx, deps, ids))
          const { library } = await deps.holder.current(tx)
          await announce(tx, library, ids, orgPath)
          const seen = after.households + after.failed
          return { checkpoint: after, done: seen, total: Math.max(total, seen) }
        })
      }
      const { after: _after, ...result } = Progress.parse(run.checkpoint)
      return { reason, ...result }
    },
  }
}

function add(
  before: ScreeningProgress,
  after: string,
  news: Awaited<ReturnType<typeof rescreen>>,
): ScreeningProgress {
  return {
    after,
    households: before.households + news.households,
    opened: before.opened + news.opened,
    closed: before.closed + news.closed,
    failed: before.failed + news.failed.length,
    failures: [...before.failures, ...news.failed].slice(0, NAMED),
  }
}

/** Waits while an earlier run of another process is alive: two would do the same work at once. */
async function waitForTurn(run: JobRun, orgPath: string): Promise<void> {
  for (;;) {
    let free = false
    await run.step(async (tx) => {
      const others = await jobsOfKind(tx, SCREENING_JOB, orgPath, { unfinished: true })
      const own = others.find(({ id }) => id === run.id)
      free = !others.some(
        (other) => other.id !== run.id && other.state === 'running' && other.alive && isBefore(other, own),
      )
      return {}
    })
    if (free) return
    await sleep(WAIT_MS, undefined, { signal: run.signal }).catch(() => undefined)
  }
}

type Begun = { readonly id: string; readonly startedAt: Date | null }

function isBefore(one: Begun, other: Begun | undefined): boolean {
  const at = (job: Begun | undefined) => job?.startedAt?.getTime() ?? Number.POSITIVE_INFINITY
  return at(one) - at(other) < 0 || (at(one) === at(other) && one.id < (other?.id ?? ''))
}
