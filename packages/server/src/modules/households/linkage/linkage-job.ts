import type { LinkModel } from '@lastmile/domain/linkage'
import { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import type { JobKind, Jobs } from '../../../platform/jobs/index.ts'
import { findPairs, LINK_STEPS, soundPersons } from './find-pairs.ts'

/** The kind of the jobs that look for records of one person. */
export const LINKAGE_JOB = 'linkage'

const Progress = z.object({
  sounded: z.boolean().default(false),
  step: z.number().default(0),
  compared: z.number().default(0),
  found: z.number().default(0),
})

/** Asks for a look at the whole district of the caller. */
export async function requestLinkage(tx: Tx, jobs: Pick<Jobs, 'create'>): Promise<{ jobId: string }> {
  const orgPath = tx.actor.orgPath.slice(0, tx.actor.orgPath.indexOf('/') + 1)
  const jobId = await jobs.create(tx, {
    kind: LINKAGE_JOB,
    title: { zh: '查找重复登记的人', en: 'Looking for persons recorded twice' },
    orgPath,
    params: {},
    total: LINK_STEPS,
  })
  tx.ledger({ action: 'link.run', objectKind: 'job', objectId: jobId, orgPath, data: {} })
  return { jobId }
}

/** Looks for records of one person: first the sounds of new names, then one way of pairing and slice a step. */
export function linkageJobKind(model: LinkModel): JobKind {
  return {
    kind: LINKAGE_JOB,
    run: async (run) => {
      for (let done = false; !done; ) {
        await run.step(async (tx) => {
          const before = Progress.parse(run.checkpoint)
          if (!before.sounded) {
            const count = await soundPersons(tx)
            return { checkpoint: { ...before, sounded: count === 0 } }
          }
          if (before.step >= LINK_STEPS) {
            done = true
            return {}
          }
          const { compared, found } = await findPairs(tx, model, before.step)
          const step = before.step + 1
          return {
            checkpoint: {
              ...before,
              step,
              compared: before.compared + compared,
              found: before.found + found,
            },
            done: step,
          }
        })
      }
      const { compared, found } = Progress.parse(run.checkpoint)
      return { compared, found }
    },
  }
}
