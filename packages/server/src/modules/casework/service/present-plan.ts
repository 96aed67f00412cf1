import type { Tx } from '../../../platform/db/index.ts'
import { householdHeads } from '../../households/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import { planItemActions } from '../access.ts'
import type { PlanItemRow } from '../store/plan.ts'
import type { PlanItemView } from './case-views.ts'

/** Plan items as the API shows them, each with the steps that the actor may take. */
export async function presentPlan(tx: Tx, rows: readonly PlanItemRow[]): Promise<PlanItemView[]> {
  const staff = await staffByIds(
    tx,
    rows.flatMap((row) => [row.created_by, row.worker_id]),
  )
  const units = await unitNames(
    tx,
    rows.map((row) => row.organisation_path),
  )
  const households = await householdHeads(
    tx,
    rows.map((row) => row.household_id),
  )
  return rows.map((row) => {
    const household = households.get(row.household_id)
    return {
      id: row.id,
      caseId: row.case_id,
      householdId: row.household_id,
      householdNo: household?.no ?? '',
      headName: household?.headName ?? '',
      needId: row.need_id,
      kind: row.kind,
      policy: row.policy,
      title: row.title,
      goal: row.goal,
      dueOn: row.due_on,
      state: row.state,
      organisation:
        row.organisation_path === null
          ? null
          : { path: row.organisation_path, name: units.get(row.organisation_path) ?? '' },
      worker:
        row.worker_id === null ? null : { id: row.worker_id, name: staff.get(row.worker_id)?.name ?? '' },
      result: row.result,
      createdBy: staff.get(row.created_by)?.name ?? '',
      createdAt: row.created_at.toISOString(),
      finishedAt: row.finished_at?.toISOString() ?? null,
      actions: planItemActions(tx.actor, row.state),
      version: row.version,
    }
  })
}
