import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import { once } from '../../platform/idempotency/index.ts'
import type { OperationContext } from '../../platform/operation/index.ts'
import type { NeedsDeps } from './deps.ts'
import { confirmNeed } from './service/confirm-need.ts'
import { listNeeds } from './service/list-needs.ts'
import { withdrawNeed } from './service/withdraw-need.ts'

const os = implement(contract.needs).$context<OperationContext>()

/** Binds the operations of this module. */
export function needsRouter(deps: NeedsDeps) {
  return os.router({
    list: os.list.handler(({ context, input }) => listNeeds(context.tx, input)),
    confirm: os.confirm.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'needs.confirm', input, () => confirmNeed(context.tx, deps, input)),
    ),
    withdraw: os.withdraw.handler(({ context, input }) => withdrawNeed(context.tx, input)),
  })
}
