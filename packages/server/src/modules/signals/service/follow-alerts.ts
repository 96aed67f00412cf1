import type { AlertOutcome } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { type AlertClosed, type AlertRaised, openAlertsOf, tieAlert } from '../../assessment/index.ts'
import type { SignalDeps } from '../deps.ts'
import { endSignal, lockSignals } from '../store/signals.ts'
import { tellSignal } from '../thread-texts.ts'
import { raiseSignal } from './raise.ts'

/** The rule of the district that alerts of the assessment are raised by. */
export const ALERT_RULE = 'assessment-alert'

/** How a signal ends whose alert was closed so: danger that was met is a need; a person who is safe, or out of reach, has none that is known. */
const ENDS = {
  accompanied: { outcome: 'need', reason: null },
  hospital: { outcome: 'need', reason: null },
  handed_over: { outcome: 'need', reason: null },
  safe: { outcome: 'nothing', reason: 'no_hardship' },
  unreachable: { outcome: 'nothing', reason: 'not_reached' },
} as const satisfies Record<AlertOutcome, object>

/**
 * One list of what is urgent: an alert of the assessment raises a signal in the same transaction (or joins the open one), and closing the
 * last alert of a signal ends it with what was done.
 */
export function listenForAlerts(deps: SignalDeps): void {
  deps.events.on<AlertRaised>('alert.raised', (tx, event) => raiseForAlert(tx, deps, event))
  deps.events.on<AlertClosed>('alert.closed', (tx, event) => endForAlert(tx, deps, event))
}

async function raiseForAlert(tx: Tx, deps: SignalDeps, event: AlertRaised): Promise<void> {
  const { id, dueAt } = await raiseSignal(tx, deps, {
    householdId: event.householdId,
    rule: ALERT_RULE,
    told: event.told,
    members: event.personId === null ? [] : [event.personId],
  })
  await tieAlert(tx, { alertId: event.alertId, signalId: id, dueAt })
}

async function endForAlert(tx: Tx, deps: SignalDeps, event: AlertClosed): Promise<void> {
  if (event.signalId === null) return
  const [signal] = await lockSignals(tx, [event.signalId])
  if (signal?.state !== 'open' || (await openAlertsOf(tx, signal.id)).length > 0) return
  const { outcome, reason } = ENDS[event.outcome]
  await endSignal(tx, signal.id, {
    outcome,
    reason,
    found: event.action.slice(0, 500),
    minutes: event.minutes,
    visited: event.outcome === 'unreachable' ? false : null,
    needId: null,
  })
  tellSignal(tx, deps.signals, signal, 'signal.end', { outcome, ...(reason === null ? {} : { reason }) })
}
