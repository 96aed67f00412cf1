import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import type { OperationContext } from '../../platform/operation/index.ts'
import type { DiscoveryDeps } from './deps.ts'
import { presentConflicts, presentTypedTwice, sourceOverview } from './service/source-quality.ts'

const os = implement(contract.sources).$context<OperationContext>()

/** Binds the operations on sources: how fresh and good they are, and where they contradict each other. */
export function sourcesRouter(deps: DiscoveryDeps) {
  return os.router({
    overview: os.overview.handler(({ context }) => sourceOverview(context.tx, deps)),
    conflicts: os.conflicts.handler(({ context, input }) => presentConflicts(context.tx, deps, input)),
    typedTwice: os.typedTwice.handler(({ context }) => presentTypedTwice(context.tx, deps)),
  })
}
