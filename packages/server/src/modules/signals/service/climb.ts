import { legalDateAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import type { SignalDeps } from '../deps.ts'
import { climbByHours, climbSignals } from '../store/signals.ts'
import { tellSignal } from '../thread-texts.ts'

/**
 * Lets overdue signals climb: from the committee to the street, from the street to the bureau. The owner stays; whoever leads sees
 * that nobody was there. With the platform's reach.
 * @returns how many climbed.
 */
export async function climbOverdue(tx: Tx, { signals }: Pick<SignalDeps, 'signals'>): Promise<number> {
  const climbed = await climbSignals(tx, legalDateAt(tx.now), signals.settings.climb_days)
  for (const one of climbed) tellSignal(tx, signals, one, 'signal.climb', { level: one.level })
  return climbed.length + (await climbByTheHour(tx, { signals }))
}

/** The same for what has hours and not days; asked for every minute. */
export async function climbByTheHour(tx: Tx, { signals }: Pick<SignalDeps, 'signals'>): Promise<number> {
  const climbed = await climbByHours(tx)
  for (const one of climbed) tellSignal(tx, signals, one, 'signal.climb', { level: one.level })
  return climbed.length
}
