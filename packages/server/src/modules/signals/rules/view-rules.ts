import type { SignalRuleView } from '@lastmile/contract'
import { FALSE_ALARM, scopeRange, wilson } from '@lastmile/domain'
import type { SignalRule } from '@lastmile/rules'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { mayReadFact } from '../../households/index.ts'
import { staffByIds } from '../../identity/index.ts'
import { currentSignals } from '../changes/current.ts'
import { allChanges, type ChangeRow } from '../changes/store.ts'
import type { SignalDeps } from '../deps.ts'
import { type SignalCount, signalCounts } from '../store/stats.ts'

type View = z.infer<typeof SignalRuleView>

/**
 * How well each rule does in the actor's scope, by what was found at the door. What people found counts; who could not be reached, wants
 * no help, has it already or is known says nothing of the rule and is left out of the share.
 */
export async function viewSignalRules(
  tx: Tx,
  deps: Pick<SignalDeps, 'signals'>,
  input: { readonly under?: string | undefined },
): Promise<{ rules: View[]; leastChecked: number }> {
  const { signals, silent } = await currentSignals(tx, deps)
  const counts = await signalCounts(tx, input.under === undefined ? null : scopeRange(input.under))
  const byRule = Map.groupBy(counts, ({ rule }) => rule)
  const least = signals.settings.least_checked
  const shown = signals.rules.filter((rule) => !rule.guarded || mayReadFact(tx.actor, 'protected'))
  const changes = Map.groupBy(await allChanges(tx), ({ rule }) => rule)
  const staff = await staffByIds(
    tx,
    [...changes.values()].flat().flatMap((one) => [one.proposed_by, one.decided_by, one.ended_by]),
  )
  const present = (one: ChangeRow): View['changes'][number] => ({
    id: one.id,
    kind: one.kind,
    values: one.thresholds === null ? null : { ...one.thresholds },
    before: { ...one.before, values: { ...one.before.values } },
    trial: one.trial as View['changes'][number]['trial'],
    reason: one.reason,
    fromDay: one.from_day,
    untilDay: one.until_day,
    state: one.state === 'withdrawn' ? 'taken_back' : one.state,
    mine: one.proposed_by === tx.actor.userId,
    proposedBy: staff.get(one.proposed_by)?.name ?? '',
    proposedAt: one.proposed_at.toISOString(),
    publishedBy: one.decided_by === null ? null : (staff.get(one.decided_by)?.name ?? ''),
    publishedAt: one.decided_at?.toISOString() ?? null,
    takenBackBy: one.ended_by === null ? null : (staff.get(one.ended_by)?.name ?? ''),
    takenBackAt: one.ended_at?.toISOString() ?? null,
    takenBackReason: one.ended_reason,
    version: one.version,
  })
  return {
    rules: shown.map((rule) => ({
      ...viewRule(rule, byRule.get(rule.id) ?? [], least, deps.signals.byId.get(rule.id)),
      silent: silent.has(rule.id),
      changes: (changes.get(rule.id) ?? []).map(present),
    })),
    leastChecked: least,
  }
}

function viewRule(
  rule: SignalRule,
  rows: readonly SignalCount[],
  least: number,
  filed: SignalRule | undefined,
): Omit<View, 'silent' | 'changes'> {
  const { document } = rule
  const sum = (
    fits: (row: SignalCount) => boolean,
    of: (row: SignalCount) => number = ({ count }) => count,
  ) => rows.filter(fits).reduce((total, row) => total + of(row), 0)
  const takenIn = sum(({ outcome }) => outcome === 'need')
  const { checked, bounds } = precisionOf(
    takenIn,
    sum(({ reason }) => reason !== null && FALSE_ALARM.includes(reason)),
  )
  return {
    rule: rule.id,
    name: document.names,
    raisedBy: document.raised_by,
    cite: {
      document: document.documents[document.cite.document]?.title ?? document.cite.document,
      clause: document.cite.clause,
    },
    chosen: document.chosen,
    floor: document.floor,
    thresholds: (document.thresholds ?? []).map(({ name, label, type, unit, value }) => ({
      name,
      label,
      type,
      unit,
      value,
      filed: filed?.document.thresholds?.find((one) => one.name === name)?.value ?? value,
    })),
    flagged: sum(() => true),
    open: sum(({ state }) => state === 'open'),
    visited: sum(
      () => true,
      ({ visited }) => visited,
    ),
    takenIn,
    known: sum(({ outcome }) => outcome === 'known'),
    nothing: sum(({ outcome }) => outcome === 'nothing'),
    lapsed: sum(({ outcome }) => outcome === 'lapsed'),
    nothingBy: rows
      .flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }]))
      .sort((a, b) => b.count - a.count),
    minutes: sum(
      () => true,
      ({ minutes }) => minutes,
    ),
    checked,
    precision: checked === 0 ? null : takenIn / checked,
    lower: bounds?.lower ?? null,
    upper: bounds?.upper ?? null,
    verdict: verdictOf(document.floor, checked, bounds, least),
  }
}

/** Share of those looked into that led to a need, and Wilson's bounds of it. */
export function precisionOf(takenIn: number, falseAlarms: number) {
  const checked = takenIn + falseAlarms
  return { checked, bounds: wilson(takenIn, checked) }
}

/**
 * Whether a rule may stay as it is: it is to be tuned when the lower bound lies under the floor, and given up when even the upper one
 * does. Before so many were looked into, nothing is said.
 */
export function verdictOf(
  floor: number,
  checked: number,
  bounds: { readonly lower: number; readonly upper: number } | null,
  least: number,
): View['verdict'] {
  if (checked < least || !bounds) return 'wait'
  if (bounds.upper < floor) return 'retire'
  return bounds.lower < floor ? 'tune' : 'keep'
}
