import { z } from 'zod'
import type { JobKind } from '../../platform/jobs/index.ts'
import type { DiscoveryDeps } from './deps.ts'
import { runImport } from './service/run-import.ts'
import { IMPORT_JOB } from './service/start-import.ts'

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
