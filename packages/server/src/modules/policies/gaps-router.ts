import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import type { Jobs } from '../../platform/jobs/index.ts'
import type { OperationContext } from '../../platform/operation/index.ts'
import type { PolicyDeps } from './deps.ts'
import { requestScreening } from './nightly/request-screening.ts'
import { viewScreeningRuns } from './nightly/view-runs.ts'

const os = implement(contract.gaps).$context<OperationContext>()

/** Binds the operations of finding people by policy (政策找人). */
export function gapsRouter(deps: PolicyDeps & { readonly jobs: Pick<Jobs, 'create'> }) {
  return os.router({
    screeningRuns: os.screeningRuns.handler(({ context }) => viewScreeningRuns(context.tx)),
    screenAll: os.screenAll.handler(async ({ context }) => {
      const { jobId } = await requestScreening(context.tx, deps.jobs, 'asked')
      return { jobId }
    }),
  })
}
