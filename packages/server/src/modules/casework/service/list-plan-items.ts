import { scopeRange } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { listPlanRows } from '../store/plan.ts'
import type { PlanItemView } from './case-views.ts'
import { presentPlan } from './present-plan.ts'

export interface PlanQuery {
  readonly state?: string | undefined
  readonly mine: boolean
  readonly limit: number
  readonly offset: number
}

/** Plan items that wait: for a manager those of the own organisation; `mine`: those the actor was named for. */
export async function listPlanItems(
  tx: Tx,
  query: PlanQuery,
): Promise<{ items: PlanItemView[]; total: number }> {
  const { rows, total } = await listPlanRows(tx, {
    organisationScope: tx.actor.role === 'org_manager' ? scopeRange(tx.actor.orgPath) : undefined,
    workerId: query.mine ? tx.actor.userId : undefined,
    state: query.state,
    openOnly: query.state === undefined,
    limit: query.limit,
    offset: query.offset,
  })
  return { items: await presentPlan(tx, rows), total }
}
