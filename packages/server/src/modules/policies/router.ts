import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import type { OperationContext } from '../../platform/operation/index.ts'
import type { PolicyDeps } from './deps.ts'
import { deskHandlers } from './desk/router.ts'
import { confirmGap, dismissGap, listGaps, reopenGap } from './service/gaps.ts'
import { getPolicy, listPolicies, readPolicyFiles } from './service/read-policies.ts'
import { viewScreening } from './service/view-screening.ts'

const os = implement(contract.policies).$context<OperationContext>()

/** Binds the operations of this module. */
export function policiesRouter(deps: PolicyDeps) {
  return os.router({
    list: os.list.handler(({ context, input }) => listPolicies(context.tx, deps, input)),
    get: os.get.handler(({ context, input }) => getPolicy(context.tx, deps, input)),
    files: os.files.handler(({ context, input }) => readPolicyFiles(context.tx, deps, input)),
    screening: os.screening.handler(({ context, input }) => viewScreening(context.tx, deps, input)),
    gaps: os.gaps.handler(({ context, input }) => listGaps(context.tx, deps, input)),
    confirmGap: os.confirmGap.handler(({ context, input }) => confirmGap(context.tx, deps, input)),
    dismissGap: os.dismissGap.handler(({ context, input }) => dismissGap(context.tx, deps, input)),
    ...deskHandlers(deps),
    undoDismiss: os.undoDismiss.handler(({ context, input }) => reopenGap(context.tx, deps, input)),
  })
}
