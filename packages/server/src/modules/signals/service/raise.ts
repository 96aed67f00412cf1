import type { Because } from '@lastmile/contract'
import { addDays, legalDateAt, newIdAt, URGENCIES } from '@lastmile/domain'
import type { Urgency } from '@lastmile/rules'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { householdHeads } from '../../households/index.ts'
import type { SignalDeps } from '../deps.ts'
import { earlier, levelFor, rootOf } from '../find/look-into.ts'
import { ownersOf } from '../find/owners.ts'
import { insertSignals, refreshSignals, signalsOfHouseholds } from '../store/signals.ts'
import { tellSignal } from '../thread-texts.ts'

/** A signal that people enter, or that another part of the platform raises. */
export interface RaisedSignal {
  readonly householdId: string
  /** A rule of the district that is raised by people or by the platform, e.g. `assessment-alert`. */
  readonly rule: string
  /** What was seen or heard, in words. Protected things only under a guarded rule. */
  readonly told: string
  /** Without it, the rule's own. */
  readonly urgency?: Urgency | undefined
  /** The members it is about; empty for the household. */
  readonly members?: readonly string[] | undefined
  /** Why, as a tree; without it, what was told. */
  readonly because?: Because | undefined
}

/**
 * Raises a signal at once, in the transaction of what caused it (mandate D1). When one of the same rule is open for the household, the
 * new one joins it: it counts up, becomes more urgent, and opens no second work.
 */
export async function raiseSignal(
  tx: Tx,
  { signals }: Pick<SignalDeps, 'signals'>,
  input: RaisedSignal,
): Promise<{ id: string; joined: boolean; dueAt: Date | null }> {
  const head = (await householdHeads(tx, [input.householdId])).get(input.householdId)
  const rule = signals.byId.get(input.rule)
  if (!head) throw new AppError('not_found')
  if (!rule || rule.document.raised_by === 'rule')
    throw new AppError('signal_not_reported', { rule: input.rule })
  const today = legalDateAt(tx.now)
  const urgency: Urgency = input.urgency ?? rule.document.urgency.level
  const because = input.because ?? { text: { zh: input.told, en: input.told }, value: true }
  const priority = {
    text: URGENCIES[urgency],
    value: true,
    children: [{ text: rule.document.urgency.because, value: true }],
  }
  const hours = rule.document.urgency.hours ?? null
  const dueAt = hours === null ? null : new Date(tx.now.getTime() + hours * 3_600_000)
  const dueOf = (of: Urgency) => (dueAt ? legalDateAt(dueAt) : addDays(today, signals.settings.days[`${of}`]))
  const reporter = tx.actor.userId || null
  const action = rule.document.raised_by === 'people' ? 'signal.report' : 'signal.raise'
  return asSystem(tx, rootOf(head.orgPath), async () => {
    const past = await signalsOfHouseholds(tx, [head.id])
    const open = past.find((row) => row.rule === rule.id && row.state === 'open')
    if (open) {
      const pressing = Math.max(
        1,
        Math.min(urgency, open.urgency) - (open.urgency <= urgency ? 1 : 0),
      ) as Urgency
      const due = dueOf(pressing)
      await refreshSignals(tx, [
        {
          id: open.id,
          members: [...new Set([...open.members, ...(input.members ?? [])])],
          urgency: pressing,
          due_on: earlier(due, open.due_on),
          times: open.times + 1,
          because: { ...open.because, children: [...(open.because.children ?? []), because] },
          priority: {
            text: URGENCIES[pressing],
            value: true,
            children: [
              {
                text: { zh: `报告了 ${open.times + 1} 次`, en: `Reported ${open.times + 1} times` },
                value: true,
              },
            ],
          },
        },
      ])
      tellSignal(tx, signals, open, action, { urgency: pressing, joined: true })
      return { id: open.id, joined: true, dueAt: open.due_at }
    }
    const owners = await ownersOf(tx, [head], { supervised: hours !== null })
    const signal = {
      id: newIdAt(tx.now),
      household_id: head.id,
      org_path: head.orgPath,
      rule: rule.id,
      rule_hash: rule.hash,
      guarded: rule.guarded,
      members: input.members ?? [],
      urgency,
      level: levelFor(past, signals.settings.repeats),
      owner_id: owners.ownerOf(head, rule.guarded),
      raised_by: reporter,
      told: input.told,
      due_on: dueOf(urgency),
      hours,
      due_at: dueAt,
      because,
      priority,
    }
    await insertSignals(tx, [signal])
    tellSignal(tx, signals, signal, action, { urgency })
    if (signal.level > 0)
      tellSignal(tx, signals, signal, 'signal.climb', { level: signal.level, repeated: true })
    return { id: signal.id, joined: false, dueAt }
  })
}

/** What somebody saw or heard of a household: only what people enter. */
export async function reportSignal(
  tx: Tx,
  deps: Pick<SignalDeps, 'signals'>,
  input: Omit<RaisedSignal, 'members' | 'because'>,
): Promise<{ id: string; joined: boolean }> {
  if (deps.signals.byId.get(input.rule)?.document.raised_by !== 'people')
    throw new AppError('signal_not_reported', { rule: input.rule })
  const { id, joined } = await raiseSignal(tx, deps, input)
  return { id, joined }
}
