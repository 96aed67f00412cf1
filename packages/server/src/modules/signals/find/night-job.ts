import { z } from 'zod'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { type JobKind, type Jobs, jobsOfKind } from '../../../platform/jobs/index.ts'
import { allHouseholdIds, countHouseholds } from '../../households/index.ts'
import type { SignalDeps } from '../deps.ts'
import { climbOverdue } from '../service/climb.ts'
import { lookInto, rootOf } from './look-into.ts'

/** The kind of the jobs that hold the rules against every household. */
export const SIGNAL_JOB = 'signals'

/** Households of one transaction. */
const STEP = 200
/** So many failures are named in the result; all are counted. */
const NAMED = 50

const Params = z.object({ orgPath: z.string() })
const Progress = z.object({
  after: z.string().nullable().default(null),
  households: z.number().default(0),
  raised: z.number().default(0),
  lapsed: z.number().default(0),
  failed: z.number().default(0),
  failures: z.array(z.object({ householdId: z.string(), reason: z.string() })).default([]),
})

/** Asks for a night of signals, unless one waits or runs already. @returns the id of the job. */
export async function requestSignals(tx: Tx, jobs: Pick<Jobs, 'create'>): Promise<string> {
  const orgPath = rootOf(tx.actor.orgPath)
  await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`signals ${orgPath}`])
  const [standing] = await asSystem(tx, orgPath, () =>
    jobsOfKind(tx, SIGNAL_JOB, orgPath, { unfinished: true }),
  )
  if (standing) return standing.id
  return jobs.create(tx, {
    kind: SIGNAL_JOB,
    title: { zh: '每晚查找线索', en: 'Nightly search for signals' },
    orgPath,
    params: { orgPath },
  })
}

/** Holds the rules against every household of a unit, in steps with checkpoints; overdue signals climb first. */
export function signalJobKind(deps: Pick<SignalDeps, 'signals' | 'facts'>): JobKind {
  return {
    kind: SIGNAL_JOB,
    run: async (run) => {
      const { orgPath } = Params.parse(run.params)
      let climbed = 0
      await run.step(async (tx) => {
        climbed = await climbOverdue(tx, deps)
        return {}
      })
      for (let done = false; !done; ) {
        await run.step(async (tx) => {
          const before = Progress.parse(run.checkpoint)
          const ids = await allHouseholdIds(tx, before.after, STEP)
          const last = ids.at(-1)
          if (last === undefined) {
            done = true
            const { households, raised, lapsed, failed } = before
            tx.ledger({
              action: 'signal.night',
              objectKind: 'job',
              objectId: run.id,
              orgPath,
              data: { households, raised, lapsed, climbed, failed },
            })
            return { done: households + failed, total: households + failed }
          }
          const total = await countHouseholds(tx)
          const looked = await lookInto(tx, deps, ids)
          const after = {
            after: last,
            households: before.households + looked.households,
            raised: before.raised + looked.raised,
            lapsed: before.lapsed + looked.lapsed,
            failed: before.failed + looked.failed.length,
            failures: [...before.failures, ...looked.failed].slice(0, NAMED),
          }
          const seen = after.households + after.failed
          return { checkpoint: after, done: seen, total: Math.max(total, seen) }
        })
      }
      const { after: _after, ...result } = Progress.parse(run.checkpoint)
      return { ...result, climbed }
    },
  }
}
