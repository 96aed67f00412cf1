import type { Tx } from '../../../platform/db/index.ts'
import { followNeed } from '../../needs/index.ts'
import type { CaseworkDeps } from '../deps.ts'
import { getPlanItem, otherOpenItems } from '../store/plan.ts'
import type { PlanItemView } from './case-views.ts'
import { planItemView, stateAfter, stepPlanItem } from './plan-item.ts'

/** Work on an item begins. */
export async function startItem(
  tx: Tx,
  input: { readonly itemId: string; readonly version: number },
): Promise<PlanItemView> {
  const item = await getPlanItem(tx, input.itemId)
  const state = stateAfter(item, 'start')
  await stepPlanItem(tx, item, input.version, { ledger: 'plan.start', change: { state } })
  return planItemView(tx, item.id)
}

export interface FinishedItem {
  readonly itemId: string
  readonly version: number
  readonly result: string
  readonly needMet: boolean
  readonly benefitFrom?: string | undefined
  readonly benefitAmountFen?: number | undefined
}

/**
 * An item is done, with its result. The last open item of a need decides whether the need is met; a benefit that
 * arrived is written as received, which closes its gap.
 */
export async function finishItem(tx: Tx, deps: CaseworkDeps, input: FinishedItem): Promise<PlanItemView> {
  const item = await getPlanItem(tx, input.itemId)
  const state = stateAfter(item, 'finish')
  await stepPlanItem(tx, item, input.version, {
    ledger: 'plan.finish',
    change: { state, result: input.result, finishedAt: tx.now },
    data: { result: input.result, needMet: input.needMet },
  })
  if (item.need_id && (await otherOpenItems(tx, item.need_id, item.id)) === 0)
    await followNeed(tx, item.need_id, input.needMet ? 'met' : 'unmet')
  if (item.policy && input.benefitFrom)
    await deps.recordBenefit(tx, {
      householdId: item.household_id,
      orgPath: item.org_path,
      policy: item.policy,
      fromDate: input.benefitFrom,
      amountFen: input.benefitAmountFen ?? null,
    })
  return planItemView(tx, item.id)
}

/** Cancels an item with a reason. */
export async function cancelItem(
  tx: Tx,
  input: { readonly itemId: string; readonly version: number; readonly reason: string },
): Promise<PlanItemView> {
  const item = await getPlanItem(tx, input.itemId)
  const state = stateAfter(item, 'cancel')
  await stepPlanItem(tx, item, input.version, {
    ledger: 'plan.cancel',
    change: { state, result: input.reason, finishedAt: tx.now },
    data: { reason: input.reason },
  })
  if (item.need_id && (await otherOpenItems(tx, item.need_id, item.id)) === 0)
    await followNeed(tx, item.need_id, 'confirmed')
  return planItemView(tx, item.id)
}
