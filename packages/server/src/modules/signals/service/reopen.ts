import { addDays, legalDateAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { reopenAlertsOf } from '../../assessment/index.ts'
import type { SignalDeps } from '../deps.ts'
import { reopenSignal } from '../store/reopenings.ts'
import { getSignal, lockSignals, signalsOfHouseholds } from '../store/signals.ts'
import { tellSignal } from '../thread-texts.ts'
import { presentSignal, type SignalView } from './present.ts'

/** Who may take back an end that somebody else wrote: those who give signals away. */
const LEADS = ['backbone', 'supervisor']

/**
 * Opens an ended signal again, with a reason: by its owner, by whoever ended it, or by those who lead. What the end had been is kept; its
 * outcome no longer counts for the rule, its minutes do. A need that it led to stays in its case. Throws `signal_open_already`.
 */
export async function undoEnd(
  tx: Tx,
  deps: SignalDeps,
  input: { readonly id: string; readonly version: number; readonly reason: string },
): Promise<SignalView> {
  const [signal] = await lockSignals(tx, [input.id])
  if (!signal) throw new AppError('not_found')
  if (signal.state !== 'ended')
    throw new AppError('action_not_possible', { state: signal.state, action: 'reopen' })
  if (signal.version !== input.version) throw new AppError('version_conflict')
  const me = tx.actor.userId
  if (![signal.owner_id, signal.ended_by].includes(me) && !LEADS.includes(tx.actor.role))
    throw new AppError('signal_reopen_not_yours')
  const others = await signalsOfHouseholds(tx, [signal.household_id])
  if (others.some((one) => one.rule === signal.rule && one.state === 'open'))
    throw new AppError('signal_open_already')
  const dueAt = signal.hours === null ? null : new Date(tx.now.getTime() + signal.hours * 3_600_000)
  await reopenSignal(tx, signal, {
    why: input.reason,
    ownerId: signal.owner_id ?? me,
    dueAt,
    dueOn: dueAt
      ? legalDateAt(dueAt)
      : addDays(legalDateAt(tx.now), deps.signals.settings.days[`${signal.urgency}`]),
  })
  await reopenAlertsOf(tx, deps.assessment, { signalId: signal.id, closedAt: signal.ended_at, dueAt })
  tellSignal(tx, deps.signals, signal, 'signal.reopen', {
    outcome: signal.outcome,
    ...(signal.guarded ? {} : { why: input.reason }),
  })
  return presentSignal(tx, deps, await getSignal(tx, signal.id))
}
