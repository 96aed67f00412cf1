import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import type { Jobs } from '../../../platform/jobs/index.ts'
import type { OperationContext } from '../../../platform/operation/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { requestLinkage } from './linkage-job.ts'
import { mergePersons } from './merge-persons.ts'
import { listMerges, listPairs, refusePair } from './present.ts'
import { undoMerge } from './undo-merge.ts'

const os = implement(contract.linkage).$context<OperationContext>()

/** Binds the operations on records of one person. */
export function linkageRouter(deps: HouseholdDeps, jobs: () => Pick<Jobs, 'create'>) {
  return os.router({
    pairs: os.pairs.handler(({ context, input }) => listPairs(context.tx, input)),
    merge: os.merge.handler(({ context, input }) => mergePersons(context.tx, deps, input)),
    refuse: os.refuse.handler(({ context, input }) => refusePair(context.tx, input)),
    merges: os.merges.handler(({ context, input }) => listMerges(context.tx, input)),
    undo: os.undo.handler(({ context, input }) => undoMerge(context.tx, deps, input)),
    run: os.run.handler(({ context }) => requestLinkage(context.tx, jobs())),
  })
}
