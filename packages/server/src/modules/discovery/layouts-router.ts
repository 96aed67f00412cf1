import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import { type CallerContext, inSteps, type OperationContext } from '../../platform/operation/index.ts'
import type { DiscoveryDeps } from './deps.ts'
import { layoutYaml } from './layouts/layout-yaml.ts'
import { presentOwnLayouts } from './layouts/list-own-layouts.ts'
import { lookAtColumns } from './layouts/look-at-columns.ts'
import { saveLayout } from './layouts/save-layout.ts'
import { tryLayout } from './layouts/try-layout.ts'
import type { Transact } from './service/open-batch.ts'
import { presentBatch } from './service/present-batch.ts'

const os = implement(contract.layouts).$context<OperationContext>()
/** Operations that read a file: they open short transactions and hold none while they read. */
const stepwise = implement(contract.layouts).$context<CallerContext>()

function inTheNameOf({ caller, transaction }: CallerContext): Transact {
  const actor = { userId: caller.accountId, role: caller.role, orgPath: caller.orgPath }
  return (work) => transaction(actor, work)
}

/** Binds the operations on layouts that are made here for files nobody foresaw. */
export function layoutsRouter(deps: DiscoveryDeps) {
  return os.router({
    columns: stepwise.columns.handler(
      inSteps(({ context, input }) => lookAtColumns(deps, inTheNameOf(context), input)),
    ),
    tryOut: stepwise.tryOut.handler(
      inSteps(({ context, input }) => tryLayout(deps, inTheNameOf(context), input)),
    ),
    save: stepwise.save.handler(
      inSteps(async ({ context, input }) => {
        const transact = inTheNameOf(context)
        const batch = await saveLayout(deps, transact, input)
        return transact((tx) => presentBatch(tx, deps, batch))
      }),
    ),
    list: os.list.handler(({ context }) => presentOwnLayouts(context.tx)),
    yaml: os.yaml.handler(({ context, input }) => layoutYaml(context.tx, input)),
  })
}
