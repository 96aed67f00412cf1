import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import { type CallerContext, inSteps, type OperationContext } from '../../platform/operation/index.ts'
import type { DiscoveryDeps } from './deps.ts'
import { decideRow, listDoubtfulRows } from './service/doubtful-rows.ts'

const os = implement(contract.doubts).$context<OperationContext>()
/** Deciding reads the file again: short transactions, and none held while it is read. */
const stepwise = implement(contract.doubts).$context<CallerContext>()

/** Binds the operations on rows that wait for somebody to say who they are about. */
export function doubtsRouter(deps: DiscoveryDeps) {
  return os.router({
    list: os.list.handler(({ context, input }) => listDoubtfulRows(context.tx, deps, input)),
    decide: stepwise.decide.handler(
      inSteps(({ context: { caller, transaction }, input }) =>
        decideRow(
          deps,
          {
            accountId: caller.accountId,
            transact: (work) =>
              transaction({ userId: caller.accountId, role: caller.role, orgPath: caller.orgPath }, work),
            asPlatform: transaction,
          },
          input,
        ),
      ),
    ),
  })
}
