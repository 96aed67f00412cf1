import { z } from 'zod'
import type { JobKind } from '../../platform/jobs/index.ts'
import type { DiscoveryDeps } from './deps.ts'
import { runImport } from './service/run-import.ts'
import { IMPORT_JOB } from './service/start-import.ts'
import { runWithdrawal, WITHDRAW_JOB } from './service/withdraw-import.ts'

const Params = z.object({ batchId: z.string(), startedBy: z.string(), orgPath: z.string() })

/** Imports as a kind of job: each chunk is a step. */
export function importJobKind(deps: DiscoveryDeps): JobKind {
  return {
    kind: IMPORT_JOB,
    run: async (run) => {
      const { batchId, startedBy, orgPath } = Params.parse(run.params)
      const started = { id: batchId, started_by: startedBy, org_path: orgPath }
      const { state, rows, accepted, refused } = await runImport(deps, started, {
        step: (work) => run.step(work),
      })
      return { batchId, state, rows, accepted, refused }
    },
  }
}

/** Withdrawals as a kind of job: some households a step. */
export function withdrawJobKind(deps: DiscoveryDeps): JobKind {
  return {
    kind: WITHDRAW_JOB,
    run: async (run) => {
      const { batchId, startedBy, orgPath } = Params.parse(run.params)
      const asked = { id: batchId, started_by: startedBy, org_path: orgPath }
      const { after } = z.object({ after: z.string().nullish() }).parse(run.checkpoint)
      const { state } = await runWithdrawal(deps, asked, {
        step: (work) => run.step(work),
        after: after ?? null,
      })
      return { batchId, state }
    },
  }
}
