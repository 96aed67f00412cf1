import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import type { OperationContext } from '../../platform/operation/index.ts'
import type { InsightDeps } from './deps.ts'
import { checkLedger } from './service/check-ledger.ts'
import { queryLedger } from './service/query-ledger.ts'
import { viewOwn } from './service/view-own.ts'
import { viewPortrait } from './service/view-portrait.ts'
import { viewToday } from './service/view-today.ts'

const os = implement(contract.insight).$context<OperationContext>()

/** Binds the operations of this module. */
export function insightRouter(deps: InsightDeps) {
  return os.router({
    today: os.today.handler(({ context }) => viewToday(context.tx, deps)),
    portrait: os.portrait.handler(({ context, input }) => viewPortrait(context.tx, deps, input)),
    own: os.own.handler(({ context }) => viewOwn(context.tx, deps)),
    ledger: os.ledger.handler(({ context, input }) => queryLedger(context.tx, deps, input)),
    verifyLedger: os.verifyLedger.handler(({ context }) => checkLedger(context.tx, deps)),
  })
}
