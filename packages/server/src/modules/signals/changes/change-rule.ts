import { legalDateAt, newIdAt } from '@lastmile/domain'
import type { Json, Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { mayReadFact } from '../../households/index.ts'
import type { SignalDeps } from '../deps.ts'
import { rootOf } from '../find/look-into.ts'
import { requestSignals } from '../find/night-job.ts'
import { tryThresholds } from '../rules/try-thresholds.ts'
import { viewSignalRules } from '../rules/view-rules.ts'
import { currentSignals } from './current.ts'
import { type ChangeRow, insertChange, lockChange, publishRow, takeBackRow, withdrawRow } from './store.ts'

export interface ProposedChange {
  readonly rule: string
  readonly kind: ChangeRow['kind']
  readonly values?: Readonly<Record<string, number>> | undefined
  readonly fromDay?: string | undefined
  readonly untilDay?: string | undefined
  readonly reason: string
}

/**
 * Proposes other thresholds of a rule, a rest or its end, with how the rule did and what the thresholds would have done. Throws
 * `signal_threshold_refused`, `signal_change_days`, `signal_change_nothing`, `signal_change_waits`.
 */
export async function proposeChange(
  tx: Tx,
  deps: SignalDeps,
  input: ProposedChange,
): Promise<{ id: string }> {
  const { signals, silent } = await currentSignals(tx, deps)
  const rule = signals.byId.get(input.rule)
  if (!rule?.policy || (rule.guarded && !mayReadFact(tx.actor, 'protected'))) throw new AppError('not_found')
  const today = legalDateAt(tx.now)
  const fromDay = input.fromDay ?? today
  const untilDay = input.kind === 'rest' ? (input.untilDay ?? null) : null
  if (fromDay < today || (input.kind === 'rest' && (untilDay === null || untilDay <= fromDay)))
    throw new AppError('signal_change_days')
  const present = Object.fromEntries((rule.document.thresholds ?? []).map(({ name, value }) => [name, value]))
  const wanted = input.kind === 'thresholds' ? (input.values ?? {}) : null
  const changes = wanted && Object.entries(wanted).some(([name, value]) => present[name] !== value)
  if ((wanted !== null && !changes) || (wanted === null && silent.has(rule.id)))
    throw new AppError('signal_change_nothing')
  const trial = wanted === null ? null : await tryThresholds(tx, deps, { rule: rule.id, values: wanted })
  const stands = (await viewSignalRules(tx, deps, {})).rules.find((one) => one.rule === rule.id)
  const id = newIdAt(tx.now)
  await insertChange(tx, {
    id,
    org_path: rootOf(tx.actor.orgPath),
    rule: rule.id,
    kind: input.kind,
    thresholds: wanted,
    before: {
      values: present,
      checked: stands?.checked ?? 0,
      takenIn: stands?.takenIn ?? 0,
      lower: stands?.lower ?? null,
    },
    trial,
    reason: input.reason,
    from_day: fromDay,
    until_day: untilDay,
  })
  tell(tx, deps, 'signal.propose', { id, rule: rule.id, kind: input.kind, reason: input.reason })
  return { id }
}

/**
 * Publishes a proposal by a second person, from its day on (today, where that has passed): the nightly search and the search at once go by it.
 * Where it is in force today every household is looked at anew. Throws `second_person_needed`.
 */
export async function publishChange(
  tx: Tx,
  deps: SignalDeps,
  input: { readonly id: string; readonly version: number },
): Promise<{ jobId: string | null }> {
  const change = await lockChange(tx, { ...input, state: 'proposed' }, 'publish')
  if (change.proposed_by === tx.actor.userId) throw new AppError('second_person_needed')
  const today = legalDateAt(tx.now)
  const [, fromDay = today] = [change.from_day, today].sort()
  if (change.until_day !== null && change.until_day <= fromDay) throw new AppError('signal_change_days')
  await publishRow(tx, change.id, fromDay)
  tell(tx, deps, 'signal.publish', { ...change, from: fromDay })
  return { jobId: fromDay === today ? await requestSignals(tx, deps.jobs()) : null }
}

/** Withdraws a proposal before it was published. */
export async function withdrawChange(
  tx: Tx,
  deps: SignalDeps,
  input: { readonly id: string; readonly version: number },
): Promise<{ id: string }> {
  const change = await lockChange(tx, { ...input, state: 'proposed' }, 'withdraw')
  await withdrawRow(tx, change.id)
  tell(tx, deps, 'signal.withdraw', change)
  return { id: change.id }
}

/** Takes back what was published, with a reason: what stood before it is in force again at once. */
export async function takeBackChange(
  tx: Tx,
  deps: SignalDeps,
  input: { readonly id: string; readonly version: number; readonly reason: string },
): Promise<{ jobId: string | null }> {
  const change = await lockChange(tx, { ...input, state: 'published' }, 'take back')
  await takeBackRow(tx, change.id, input.reason)
  tell(tx, deps, 'signal.take-back', { ...change, reason: input.reason })
  return { jobId: await requestSignals(tx, deps.jobs()) }
}

function tell(
  tx: Tx,
  { signals }: Pick<SignalDeps, 'signals'>,
  action: string,
  change: Pick<ChangeRow, 'id' | 'rule' | 'kind' | 'reason'> & { readonly from?: string },
): void {
  const data: { [key: string]: Json } = {
    rule: change.rule,
    ...(signals.byId.get(change.rule)?.document.names ?? {}),
    kind: change.kind,
    reason: change.reason,
  }
  if (change.from !== undefined) data.from = change.from
  tx.ledger({
    action,
    objectKind: 'signal_rule',
    objectId: change.rule,
    orgPath: rootOf(tx.actor.orgPath),
    data,
  })
}
