import { type FactsChanged, registerThreadTexts } from '../households/index.ts'
import type { SignalDeps } from './deps.ts'
import { lookInto } from './find/look-into.ts'
import { SIGNAL_TEXTS } from './thread-texts.ts'

registerThreadTexts(SIGNAL_TEXTS)

/** Holds the rules against households at once when their facts change, in the same transaction. */
export function listenForFacts(deps: Pick<SignalDeps, 'signals' | 'facts' | 'events'>): void {
  deps.events.on<FactsChanged>('facts.changed', async (tx, event) => {
    await lookInto(tx, deps, event.householdIds)
  })
}

export type { NeedFromSignal, SignalDeps } from './deps.ts'
export { HourWatch } from './find/hour-watch.ts'
export { type Looked, lookInto } from './find/look-into.ts'
export { requestSignals, signalJobKind } from './find/night-job.ts'
export { signalsRouter } from './router.ts'
export { climbByTheHour, climbOverdue } from './service/climb.ts'
export { decideSignal, type SignalEnd } from './service/decide.ts'
export { ALERT_RULE, listenForAlerts } from './service/follow-alerts.ts'
export { listSignals, type SignalQuery } from './service/list.ts'
export type { SignalView } from './service/present.ts'
export { type RaisedSignal, raiseSignal } from './service/raise.ts'
export { signalCondition } from './signal-condition.ts'
