import { contract, MOST_SIGNALS } from '@lastmile/contract'
import { implement } from '@orpc/server'
import { once } from '../../platform/idempotency/index.ts'
import {
  type CallerContext,
  inSteps,
  type OperationContext,
  transactOf,
} from '../../platform/operation/index.ts'
import { proposeChange, publishChange, takeBackChange, withdrawChange } from './changes/change-rule.ts'
import type { SignalDeps } from './deps.ts'
import { tryThresholds } from './rules/try-thresholds.ts'
import { viewSignalRules } from './rules/view-rules.ts'
import { assignSignals, decideSignal, takeSignal } from './service/decide.ts'
import { listSignals, signalVersions } from './service/list.ts'
import { reportSignal } from './service/raise.ts'
import { undoEnd } from './service/reopen.ts'

const os = implement(contract.signals).$context<OperationContext>()

/** Giving away thousands works in transactions of its own. */
const stepwise = implement(contract.signals).$context<CallerContext>()

/** Binds the operations of this module. */
export function signalsRouter(deps: SignalDeps) {
  return os.router({
    list: os.list.handler(({ context, input }) => listSignals(context.tx, deps, input)),
    versions: os.versions.handler(({ context, input }) =>
      signalVersions(context.tx, { ...input, limit: MOST_SIGNALS, offset: 0 }),
    ),
    report: os.report.handler(({ context, input: { key, urgency, ...input } }) =>
      once(context.tx, key, 'signals.report', { urgency, ...input }, () =>
        reportSignal(context.tx, deps, { ...input, urgency: urgency as 1 | 2 | 3 }),
      ),
    ),
    take: os.take.handler(({ context, input }) => takeSignal(context.tx, deps, input)),
    assign: stepwise.assign.handler(
      inSteps(({ context, input }) => assignSignals(transactOf(context), deps, input)),
    ),
    end: os.end.handler(({ context, input }) => decideSignal(context.tx, deps, input)),
    reopen: os.reopen.handler(({ context, input }) => undoEnd(context.tx, deps, input)),
    rules: os.rules.handler(({ context, input }) => viewSignalRules(context.tx, deps, input)),
    proposeChange: os.proposeChange.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'signals.proposeChange', input, () => proposeChange(context.tx, deps, input)),
    ),
    publishChange: os.publishChange.handler(({ context, input }) => publishChange(context.tx, deps, input)),
    withdrawChange: os.withdrawChange.handler(({ context, input }) =>
      withdrawChange(context.tx, deps, input),
    ),
    takeBackChange: os.takeBackChange.handler(({ context, input }) =>
      takeBackChange(context.tx, deps, input),
    ),
    tryThresholds: os.tryThresholds.handler(({ context, input }) => tryThresholds(context.tx, deps, input)),
  })
}
