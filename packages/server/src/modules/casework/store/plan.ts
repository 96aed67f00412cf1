import type { PlanItemState } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A row of `plan_item`; days as `YYYY-MM-DD`. */
export interface PlanItemRow {
  readonly id: string
  readonly case_id: string
  readonly household_id: string
  readonly org_path: string
  readonly need_id: string | null
  readonly kind: 'policy' | 'resource' | 'service'
  readonly policy: string | null
  readonly title: string
  readonly goal: string | null
  readonly due_on: string | null
  readonly state: PlanItemState
  readonly organisation_path: string | null
  readonly worker_id: string | null
  readonly result: string | null
  readonly created_by: string
  readonly created_at: Date
  readonly finished_at: Date | null
  readonly version: number
}

const COLUMNS = `id, case_id, household_id, org_path, need_id, kind, policy, title, goal, due_on::text AS due_on, state,
  organisation_path, worker_id, result, created_by, created_at, finished_at, version`

export type NewPlanItem = Pick<
  PlanItemRow,
  'id' | 'case_id' | 'household_id' | 'org_path' | 'need_id' | 'kind' | 'policy' | 'title' | 'goal' | 'due_on'
>

export async function insertPlanItem(tx: Tx, item: NewPlanItem): Promise<void> {
  await tx.execute(
    `INSERT INTO plan_item (id, case_id, household_id, org_path, need_id, kind, policy, title, goal, due_on, state,
       created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'planned', $11, $12)`,
    [
      item.id,
      item.case_id,
      item.household_id,
      item.org_path,
      item.need_id,
      item.kind,
      item.policy,
      item.title,
      item.goal,
      item.due_on,
      tx.actor.userId,
      tx.now,
    ],
  )
}

export async function getPlanItem(tx: Tx, id: string): Promise<PlanItemRow> {
  const [row] = await tx.query<PlanItemRow>(`SELECT ${COLUMNS} FROM plan_item WHERE id = $1`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

export async function planOfCase(tx: Tx, caseId: string): Promise<PlanItemRow[]> {
  return tx.query<PlanItemRow>(
    `SELECT ${COLUMNS} FROM plan_item WHERE case_id = $1 ORDER BY created_at, id`,
    [caseId],
  )
}

/** Open items that serve a need, besides one. */
export async function otherOpenItems(tx: Tx, needId: string, besides: string): Promise<number> {
  const [row] = await tx.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM plan_item
     WHERE need_id = $1 AND id <> $2 AND state NOT IN ('done','cancelled')`,
    [needId, besides],
  )
  return row?.open ?? 0
}

export interface PlanItemChange {
  readonly state: PlanItemState
  /** Absent: kept. Null: taken away. */
  readonly organisationPath?: string | null
  readonly workerId?: string | null
  readonly result?: string
  readonly finishedAt?: Date
}

/** Changes an item from the version that the caller saw; refused when somebody was faster. */
export async function changePlanItem(
  tx: Tx,
  id: string,
  version: number,
  change: PlanItemChange,
): Promise<void> {
  const changed = await tx.execute(
    `UPDATE plan_item SET state = $3,
       organisation_path = CASE WHEN $4 THEN $5 ELSE organisation_path END,
       worker_id = CASE WHEN $6 THEN $7::uuid ELSE worker_id END,
       result = coalesce($8, result), finished_at = coalesce($9, finished_at), version = version + 1
     WHERE id = $1 AND version = $2`,
    [
      id,
      version,
      change.state,
      change.organisationPath !== undefined,
      change.organisationPath ?? null,
      change.workerId !== undefined,
      change.workerId ?? null,
      change.result ?? null,
      change.finishedAt ?? null,
    ],
  )
  if (changed === 0) throw new AppError('version_conflict')
}

export interface PlanItemFilter {
  /** Items handed to an organisation within this range. */
  readonly organisationScope?: { readonly lo: string; readonly hi: string } | undefined
  readonly workerId?: string | undefined
  readonly state?: string | undefined
  /** Only items that still wait for somebody. */
  readonly openOnly: boolean
  readonly limit: number
  readonly offset: number
}

/** One page of plan items that the actor may see, the nearest due first. */
export async function listPlanRows(
  tx: Tx,
  filter: PlanItemFilter,
): Promise<{ rows: PlanItemRow[]; total: number }> {
  const where = `($1::text IS NULL OR organisation_path >= $1) AND ($2::text IS NULL OR organisation_path < $2)
    AND ($3::uuid IS NULL OR worker_id = $3) AND ($4::text IS NULL OR state = $4)
    AND (NOT $5 OR state NOT IN ('done','cancelled'))`
  const values = [
    filter.organisationScope?.lo ?? null,
    filter.organisationScope?.hi ?? null,
    filter.workerId ?? null,
    filter.state ?? null,
    filter.openOnly,
  ]
  const rows = await tx.query<PlanItemRow>(
    `SELECT ${COLUMNS} FROM plan_item WHERE ${where} ORDER BY due_on NULLS LAST, created_at, id LIMIT $6 OFFSET $7`,
    [...values, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM plan_item WHERE ${where}`,
    values,
  )
  return { rows, total: count?.total ?? 0 }
}
