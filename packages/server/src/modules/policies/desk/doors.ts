import type { PolicyEffect } from '@lastmile/contract'
import { scopeRange } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { householdHeads, maySeeFacts, presentTree } from '../../households/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import { policyTitles } from '../present-rule.ts'
import type { DeskDeps } from './deps.ts'
import { type EffectRow, effectTotals, listEffectRows, tellEffect } from './effects-store.ts'
import type { EffectKind } from './impact.ts'
import { changeTitles } from './store.ts'

type View = z.infer<typeof PolicyEffect>

/** As the reader may see them: what is protected is taken out of the reasons. */
async function present(tx: Tx, deps: DeskDeps, rows: readonly EffectRow[]): Promise<View[]> {
  const { library } = await deps.holder.current(tx)
  const heads = await householdHeads(
    tx,
    rows.map((row) => row.household_id),
  )
  const units = await unitNames(
    tx,
    rows.map((row) => row.org_path),
  )
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.told_by),
  )
  const changes = await changeTitles(
    tx,
    rows.map((row) => row.change_id),
  )
  const see = maySeeFacts(tx, library.facts.all)
  return rows.map((row) => ({
    changeId: row.change_id,
    changeTitle: changes.get(row.change_id)?.title ?? '',
    effectiveOn: changes.get(row.change_id)?.effectiveOn ?? '',
    householdId: row.household_id,
    householdNo: heads.get(row.household_id)?.no ?? '',
    headName: heads.get(row.household_id)?.headName ?? '',
    orgPath: row.org_path,
    orgName: units.get(row.org_path) ?? '',
    policy: row.policy,
    policyName: policyTitles(library, [row.policy])[0]?.name ?? { zh: row.policy, en: row.policy },
    kind: row.kind,
    beforeFen: row.before_fen,
    afterFen: row.after_fen,
    per: row.per,
    because: presentTree(row.because, see, () => null),
    state: row.state,
    toldBy: row.told_by === null ? null : (staff.get(row.told_by)?.name ?? ''),
    toldAt: row.told_at?.toISOString() ?? null,
    note: row.note,
  }))
}

/** One page of the doors in the actor's reach: losers first, then by money; with the changes that made them. */
export async function listDoors(
  tx: Tx,
  deps: DeskDeps,
  input: {
    readonly changeId?: string | undefined
    readonly state?: EffectRow['state'] | undefined
    readonly kind?: EffectKind | undefined
    readonly policy?: string | undefined
    readonly under?: string | undefined
    readonly limit: number
    readonly offset: number
  },
) {
  const { rows, total } = await listEffectRows(tx, {
    changeId: input.changeId ?? null,
    state: input.state ?? null,
    kind: input.kind ?? null,
    policy: input.policy ?? null,
    scope: input.under === undefined ? null : scopeRange(input.under),
    limit: input.limit,
    offset: input.offset,
  })
  const totals = await effectTotals(tx)
  const { library } = await deps.holder.current(tx)
  return {
    items: await present(tx, deps, rows),
    total,
    changes: totals.map((one) => ({
      id: one.change_id,
      title: one.title,
      effectiveOn: one.effective_on,
      open: one.open,
    })),
    policies: policyTitles(library, [...new Set(totals.flatMap((one) => one.policies))]),
  }
}

/** Marks a household as told, with what was said. */
export async function tellDoor(
  tx: Tx,
  deps: DeskDeps,
  input: {
    readonly changeId: string
    readonly householdId: string
    readonly policy: string
    readonly note?: string | undefined
  },
): Promise<View> {
  const row = await tellEffect(tx, input, input.note ?? null)
  const [view] = await present(tx, deps, [row])
  if (!view) throw new AppError('not_found')
  tx.ledger({
    action: 'policy.told',
    objectKind: 'library_change',
    objectId: row.change_id,
    householdId: row.household_id,
    orgPath: row.org_path,
    data: { policy: row.policy, kind: row.kind, title: view.changeTitle, note: row.note },
  })
  return view
}

/** A change whose households in the actor's reach are not all told. */
export interface OpenDoors {
  readonly id: string
  readonly title: string
  readonly effectiveOn: string
  readonly open: number
  /** How many of them lose, or get less. */
  readonly losing: number
}

/** The changes that have doors to go to. */
export async function openDoors(tx: Tx): Promise<OpenDoors[]> {
  return (await effectTotals(tx))
    .filter((one) => one.open > 0)
    .map((one) => ({
      id: one.change_id,
      title: one.title,
      effectiveOn: one.effective_on,
      open: one.open,
      losing: one.losing,
    }))
}
