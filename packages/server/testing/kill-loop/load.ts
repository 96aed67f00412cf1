import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '@lastmile/domain'
import type { JobKind } from '../../src/platform/jobs/index.ts'

/** On whose account and in which unit the kill loop writes. */
export const ACCOUNT = '01975000-0000-7000-8000-00000000cafe'
export const ORG = '310118/'
export const JOB_STEPS = 150

/** A job whose every step writes one row; the rows show whether a step was lost or done twice. */
export const countingJob: JobKind = {
  kind: 'count',
  concurrency: 2,
  run: async (run) => {
    for (let n = Number(run.checkpoint.next ?? 0); n < JOB_STEPS; n++) {
      await run.step(async (tx) => {
        await tx.execute(
          `INSERT INTO stored_file (id, owner_id, org_path, name, mime, size, sha256, created_at)
           VALUES ($1, $2, $3, $4, 'text/plain', 0, '', $5)`,
          [newId(), ACCOUNT, ORG, `${run.id}/${n}`, tx.now],
        )
        return { checkpoint: { next: n + 1 }, done: n + 1, total: JOB_STEPS }
      })
      await sleep(5)
    }
    return { counted: JOB_STEPS }
  },
}
