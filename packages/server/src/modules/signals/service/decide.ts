import type { AlertOutcome, DecidedOutcome, NeedCategory, NothingReason, RootCause } from '@lastmile/domain'
import { isWithin } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { Transact } from '../../../platform/operation/index.ts'
import { closeAlertsOf, openAlertsOf } from '../../assessment/index.ts'
import { findStaffMember } from '../../identity/index.ts'
import type { SignalDeps } from '../deps.ts'
import { endSignal, getSignal, giveSignals, lockSignals, type SignalRow } from '../store/signals.ts'
import { tellSignal } from '../thread-texts.ts'
import { presentSignal, type SignalView } from './present.ts'

/** An open signal in the version that the caller saw, locked. */
async function openSignal(tx: Tx, id: string, version: number, action: string): Promise<SignalRow> {
  const [signal] = await lockSignals(tx, [id])
  if (!signal) throw new AppError('not_found')
  if (signal.state !== 'open') throw new AppError('action_not_possible', { state: signal.state, action })
  if (signal.version !== version) throw new AppError('version_conflict')
  return signal
}

/** Takes a signal: it is the caller's to look into. */
export async function takeSignal(
  tx: Tx,
  deps: SignalDeps,
  input: { readonly id: string; readonly version: number },
): Promise<SignalView> {
  const signal = await openSignal(tx, input.id, input.version, 'take')
  await giveSignals(tx, [signal.id], tx.actor.userId, tx.now)
  tellSignal(tx, deps.signals, signal, 'signal.take')
  return presentSignal(tx, deps, await getSignal(tx, signal.id))
}

type AssignOutcome = 'done' | 'changed' | 'ended' | 'unsuitable' | 'not-found'

const LOOKS_INTO = ['cadre', 'backbone', 'social_worker', 'supervisor']

/** Signals of one transaction: locks are short. */
const STEP = 100

/**
 * Gives signals to one person, in transactions of a hundred, each by itself: those that changed meanwhile, have ended or lie where the person does not work stand aside.
 */
export async function assignSignals(
  transact: Transact,
  deps: SignalDeps,
  { items, ownerId }: { readonly items: readonly Item[]; readonly ownerId: string },
): Promise<{ items: Assigned[]; assigned: number }> {
  const results: Assigned[] = []
  for (let from = 0; from < items.length; from += STEP) {
    const part = items.slice(from, from + STEP)
    results.push(...(await transact((tx) => assignPart(tx, deps, part, ownerId))))
  }
  return { items: results, assigned: results.filter(({ outcome }) => outcome === 'done').length }
}

interface Item {
  readonly id: string
  readonly version: number
}
interface Assigned {
  readonly id: string
  readonly outcome: AssignOutcome
}

async function assignPart(
  tx: Tx,
  deps: SignalDeps,
  items: readonly Item[],
  ownerId: string,
): Promise<Assigned[]> {
  const owner = await findStaffMember(tx, ownerId)
  if (!owner) throw new AppError('not_found')
  if (!owner.active || !LOOKS_INTO.includes(owner.role))
    throw new AppError('person_unsuitable', { name: owner.name, reason: '不上门 / does not visit' })
  const locked = await lockSignals(
    tx,
    items.map(({ id }) => id),
  )
  const rows = new Map(locked.map((row) => [row.id, row]))
  const outcomeOf = (row: SignalRow | undefined, version: number): AssignOutcome => {
    if (!row) return 'not-found'
    if (row.state !== 'open') return 'ended'
    if (row.version !== version) return 'changed'
    return reaches(owner, row) ? 'done' : 'unsuitable'
  }
  const results = items.map(({ id, version }) => ({ id, outcome: outcomeOf(rows.get(id), version) }))
  const due = results.flatMap(({ id, outcome }) => (outcome === 'done' ? (rows.get(id) ?? []) : []))
  await giveSignals(
    tx,
    due.map(({ id }) => id),
    owner.id,
    null,
  )
  for (const signal of due) tellSignal(tx, deps.signals, signal, 'signal.assign', { to: owner.id })
  return results
}

/** Whether somebody works where the household lives, and may hear of a guarded signal. */
function reaches(owner: { readonly role: string; readonly orgPath: string }, signal: SignalRow): boolean {
  if (signal.guarded) return owner.role === 'social_worker' || owner.role === 'supervisor'
  return owner.role === 'social_worker' || isWithin(signal.org_path, owner.orgPath)
}

export interface SignalEnd {
  readonly id: string
  readonly version: number
  readonly outcome: DecidedOutcome
  readonly reason?: NothingReason | undefined
  readonly found: string
  readonly minutes: number
  readonly visited: boolean
  /** How the person is: needed where the signal is an urgent alert, which ends with it. */
  readonly safety?: AlertOutcome | undefined
  readonly need?:
    | {
        readonly category: NeedCategory
        readonly title: string
        readonly rootCause: RootCause
        readonly urgency: number
        readonly ownWords?: string | undefined
      }
    | undefined
}

/** Ends a signal with what was found at the door; a confirmed need goes into the household's case. */
export async function decideSignal(
  tx: Tx,
  deps: SignalDeps,
  input: SignalEnd,
): Promise<{ signal: SignalView; needId: string | null; caseId: string | null }> {
  const { outcome, reason, need, found, minutes, visited } = input
  if ((outcome === 'nothing') !== (reason !== undefined)) throw new AppError('signal_end_reason')
  const signal = await openSignal(tx, input.id, input.version, 'end')
  // A need of an end that was taken back stands already.
  const stands = signal.need_id !== null && outcome === 'need'
  if (!stands && (outcome === 'need') !== (need !== undefined)) throw new AppError('signal_end_need')
  const alarmed = (await openAlertsOf(tx, signal.id)).length > 0
  if (alarmed !== (input.safety !== undefined)) throw new AppError('signal_end_safety')
  const made =
    need && !stands
      ? await deps.confirmNeed(tx, {
          ...need,
          householdId: signal.household_id,
          sourceKind: 'signal',
          sourceId: signal.id,
          evidence: found,
        })
      : null
  await endSignal(tx, signal.id, {
    outcome,
    reason: reason ?? null,
    found,
    minutes,
    visited,
    needId: made?.needId ?? null,
  })
  if (input.safety !== undefined)
    await closeAlertsOf(tx, deps.assessment, { signalId: signal.id, outcome: input.safety, action: found })
  tellSignal(tx, deps.signals, signal, 'signal.end', {
    outcome,
    ...(reason === undefined ? {} : { reason }),
    minutes,
    visited,
  })
  return {
    signal: await presentSignal(tx, deps, await getSignal(tx, signal.id)),
    needId: made?.needId ?? (stands ? signal.need_id : null),
    caseId: made?.caseId ?? null,
  }
}
