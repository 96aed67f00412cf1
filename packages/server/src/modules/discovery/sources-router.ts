import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import { inSteps, type OperationContext, type PublicContext } from '../../platform/operation/index.ts'
import type { DiscoveryDeps } from './deps.ts'
import { pushRows } from './service/push-rows.ts'
import { makeKey, presentKeys, revokeKey } from './service/source-keys.ts'
import { presentConflicts, presentTypedTwice, sourceOverview } from './service/source-quality.ts'

const os = implement(contract.sources).$context<OperationContext>()

/** Departments sign their requests themselves: no session. */
const open = implement(contract.sources).$context<PublicContext>()

/** Binds the operations on sources: how fresh and good they are, and where they contradict each other. */
export function sourcesRouter(deps: DiscoveryDeps) {
  return os.router({
    overview: os.overview.handler(({ context }) => sourceOverview(context.tx, deps)),
    conflicts: os.conflicts.handler(({ context, input }) => presentConflicts(context.tx, deps, input)),
    keys: os.keys.handler(({ context }) => presentKeys(context.tx, deps)),
    makeKey: os.makeKey.handler(({ context, input }) => makeKey(context.tx, deps, input)),
    revokeKey: os.revokeKey.handler(({ context, input }) => revokeKey(context.tx, input)),
    push: open.push.handler(inSteps(({ context, input }) => pushRows(deps, context.transaction, input))),
    typedTwice: os.typedTwice.handler(({ context }) => presentTypedTwice(context.tx, deps)),
  })
}
