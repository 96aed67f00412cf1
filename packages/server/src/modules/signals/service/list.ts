import { legalDateAt, scopeRange } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { findHouseholdsByHead } from '../../households/index.ts'
import type { SignalDeps } from '../deps.ts'
import { listSignalRows, type SignalFilter } from '../store/signals.ts'
import { presentSignals, type SignalView } from './present.ts'

export interface SignalQuery {
  readonly under?: string | undefined
  readonly rule?: string | undefined
  readonly state: 'open' | 'ended'
  readonly urgency?: number | undefined
  readonly q?: string | undefined
  readonly mine: boolean
  readonly overdue: boolean
  readonly loose: boolean
  readonly leastLevel?: number | undefined
  readonly householdId?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** One page of signals in the actor's scope, the most urgent first. */
export async function listSignals(
  tx: Tx,
  deps: Pick<SignalDeps, 'signals' | 'facts'>,
  query: SignalQuery,
): Promise<{ items: SignalView[]; total: number }> {
  const { rows, total } = await listSignalRows(tx, await filterOf(tx, query))
  return { items: await presentSignals(tx, deps, rows), total }
}

/** Ids and versions of the signals of a list, in its order, and how many there are. */
export async function signalVersions(
  tx: Tx,
  query: SignalQuery,
): Promise<{ items: { id: string; version: number }[]; total: number }> {
  const { rows, total } = await listSignalRows(tx, await filterOf(tx, query))
  return { items: rows.map(({ id, version }) => ({ id, version })), total }
}

async function filterOf(tx: Tx, query: SignalQuery): Promise<SignalFilter> {
  const { rule, state, urgency, loose, leastLevel, limit, offset } = query
  const q = query.q?.trim() ?? ''
  const found = q === '' ? undefined : await findHouseholdsByHead(tx, q)
  const own = query.householdId
  const householdIds = own === undefined ? found : found ? found.filter((id) => id === own) : [own]
  return {
    rule,
    state,
    urgency,
    loose,
    leastLevel,
    limit,
    offset,
    householdIds,
    scope: query.under === undefined ? undefined : scopeRange(query.under),
    ownerId: query.mine ? tx.actor.userId : undefined,
    overdueOn: query.overdue ? legalDateAt(tx.now) : undefined,
  }
}
