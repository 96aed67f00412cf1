import type { Signal } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import { momentOf } from '@lastmile/rules'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { signalsWithAlert } from '../../assessment/index.ts'
import { factSources, householdHeads, maySeeFacts, memberNames, presentTree } from '../../households/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import type { SignalDeps } from '../deps.ts'
import { reopeningsOf } from '../store/reopenings.ts'
import type { SignalRow } from '../store/signals.ts'

export type SignalView = z.infer<typeof Signal>

/** Signals as the reader may see them: what is protected is taken out, the rest carries its source and day. */
export async function presentSignals(
  tx: Tx,
  { signals, facts }: Pick<SignalDeps, 'signals' | 'facts'>,
  rows: readonly SignalRow[],
): Promise<SignalView[]> {
  const households = [...new Set(rows.map((row) => row.household_id))]
  const heads = await householdHeads(tx, households)
  const units = await unitNames(
    tx,
    rows.map((row) => row.org_path),
  )
  const ids = rows.map(({ id }) => id)
  const undone = Map.groupBy(await reopeningsOf(tx, ids), (one) => one.signal_id)
  const alarmed = await signalsWithAlert(tx, ids)
  const staff = await staffByIds(
    tx,
    rows.flatMap((row) => [
      row.owner_id,
      row.raised_by,
      row.ended_by,
      ...(undone.get(row.id) ?? []).map((one) => one.by_id),
    ]),
  )
  const names = await memberNames(tx, [...new Set(rows.flatMap((row) => row.members))])
  const sources = await factSources(tx, households)
  const see = maySeeFacts(tx, facts.all)
  const today = legalDateAt(tx.now)
  const refOf = (id: string | null) => {
    const found = id === null ? undefined : staff.get(id)
    if (!found) return null
    const { name, role, orgPath, orgName } = found
    return { id: found.id, name, role, orgPath, orgName }
  }
  return rows.map((row) => {
    const rule = signals.byId.get(row.rule)?.document
    const head = heads.get(row.household_id)
    const tree = (root: SignalRow['because']) =>
      presentTree(
        root,
        (fact) => see(momentOf(fact).base),
        (use) =>
          momentOf(use.fact).daysBack > 0
            ? null
            : (sources.get(`${use.member ?? row.household_id} ${use.fact}`) ?? null),
      )
    return {
      id: row.id,
      householdId: row.household_id,
      householdNo: head?.no ?? '',
      headName: head?.headName ?? '',
      address: head?.address ?? null,
      orgPath: row.org_path,
      orgName: units.get(row.org_path) ?? '',
      rule: row.rule,
      ruleName: rule?.names ?? { zh: row.rule, en: row.rule },
      atTheDoor: rule?.at_the_door ?? { zh: '', en: '' },
      raisedBy: rule?.raised_by ?? 'people',
      reportedBy: refOf(row.raised_by),
      told: row.told,
      members: row.members.flatMap((id) => names.get(id) ?? []),
      urgency: row.urgency,
      level: row.level,
      state: row.state,
      owner: refOf(row.owner_id),
      takenAt: row.taken_at?.toISOString() ?? null,
      raisedAt: row.raised_at.toISOString(),
      dueOn: row.due_on,
      dueAt: row.due_at?.toISOString() ?? null,
      overdue: row.state === 'open' && (row.due_at ? row.due_at < tx.now : row.due_on < today),
      alert: alarmed.has(row.id),
      needId: row.need_id,
      undone: (undone.get(row.id) ?? []).map((one) => ({
        at: one.at.toISOString(),
        by: staff.get(one.by_id)?.name ?? '',
        why: one.why,
        outcome: one.outcome,
        found: one.found,
      })),
      times: row.times,
      holds: row.holds,
      because: tree(row.because),
      priority: tree(row.priority),
      need: { category: rule?.need.category ?? 'living', rootCause: rule?.need.cause ?? 'unknown' },
      outcome: row.outcome,
      reason: row.reason,
      found: row.found,
      minutes: row.minutes,
      visited: row.visited,
      endedAt: row.ended_at?.toISOString() ?? null,
      endedBy: row.ended_by === null ? null : (staff.get(row.ended_by)?.name ?? ''),
      version: row.version,
    }
  })
}

export async function presentSignal(
  tx: Tx,
  deps: Pick<SignalDeps, 'signals' | 'facts'>,
  row: SignalRow,
): Promise<SignalView> {
  const [view] = await presentSignals(tx, deps, [row])
  if (!view) throw new AppError('not_found')
  return view
}
