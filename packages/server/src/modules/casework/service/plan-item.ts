import {
  newIdAt,
  nextState,
  PLAN_ITEM_ACTIONS,
  type PlanItemAction,
  type PlanItemState,
} from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { endGrants, grantHousehold } from '../../households/index.ts'
import { findStaffMember, findUnit } from '../../identity/index.ts'
import { followNeed } from '../../needs/index.ts'
import { checkWorker } from '../access.ts'
import { getCase } from '../store/cases.ts'
import {
  changePlanItem,
  getPlanItem,
  insertPlanItem,
  type PlanItemChange,
  type PlanItemRow,
} from '../store/plan.ts'
import { joinTeam } from '../store/team.ts'
import type { PlanItemView } from './case-views.ts'
import { presentPlan } from './present-plan.ts'

/** One plan item as the API shows it. */
export async function planItemView(tx: Tx, id: string): Promise<PlanItemView> {
  const [view] = await presentPlan(tx, [await getPlanItem(tx, id)])
  if (!view) throw new AppError('not_found')
  return view
}

/** The state that a step leads to; refused when the table of states has no such step. */
export function stateAfter(item: PlanItemRow, action: PlanItemAction): PlanItemState {
  const state = nextState(PLAN_ITEM_ACTIONS, item.state, action)
  if (!state) throw new AppError('action_not_possible', { state: item.state, action })
  return state
}

/** Takes one step of an item and puts it into the thread. */
export async function stepPlanItem(
  tx: Tx,
  item: PlanItemRow,
  version: number,
  step: {
    readonly ledger: string
    readonly change: PlanItemChange
    readonly data?: Readonly<Record<string, string | number | boolean | null>>
  },
): Promise<void> {
  await changePlanItem(tx, item.id, version, step.change)
  tx.ledger({
    action: step.ledger,
    objectKind: 'plan_item',
    objectId: item.id,
    householdId: item.household_id,
    orgPath: item.org_path,
    data: { title: item.title, ...step.data },
  })
}

export interface NewItem {
  readonly id: string
  readonly needId?: string | undefined
  readonly kind: PlanItemRow['kind']
  readonly policy?: string | undefined
  readonly title: string
  readonly goal?: string | undefined
  readonly dueOn?: string | undefined
}

/** Adds an item to the plan (服务清单) of a live case; the need that it serves counts as planned. */
export async function addPlanItem(tx: Tx, input: NewItem): Promise<PlanItemView> {
  const file = await getCase(tx, input.id)
  if (file.state === 'closed')
    throw new AppError('action_not_possible', { state: file.state, action: 'add_item' })
  const id = newIdAt(tx.now)
  await insertPlanItem(tx, {
    id,
    case_id: file.id,
    household_id: file.household_id,
    org_path: file.org_path,
    need_id: input.needId ?? null,
    kind: input.kind,
    policy: input.policy ?? null,
    title: input.title,
    goal: input.goal ?? null,
    due_on: input.dueOn ?? null,
  })
  if (input.needId) await followNeed(tx, input.needId, 'planned')
  tx.ledger({
    action: 'plan.add',
    objectKind: 'plan_item',
    objectId: id,
    householdId: file.household_id,
    orgPath: file.org_path,
    data: { title: input.title, dueOn: input.dueOn ?? null },
  })
  return planItemView(tx, id)
}

/** Hands an item to an organisation, whose managers see the household from now on. */
export async function handOverItem(
  tx: Tx,
  input: {
    readonly itemId: string
    readonly version: number
    readonly organisationPath: string
    readonly note?: string | undefined
  },
): Promise<PlanItemView> {
  const item = await getPlanItem(tx, input.itemId)
  const state = stateAfter(item, 'hand_over')
  const organisation = await findUnit(tx, input.organisationPath)
  if (organisation?.kind !== 'organisation') throw new AppError('not_found')
  await stepPlanItem(tx, item, input.version, {
    ledger: 'plan.hand-over',
    change: { state, organisationPath: organisation.path },
    data: { organisation: organisation.name, note: input.note ?? null },
  })
  await grantHousehold(tx, {
    householdId: item.household_id,
    orgPath: item.org_path,
    to: { organisationPath: organisation.path },
    reason: 'hand_over',
    refId: item.id,
  })
  return planItemView(tx, item.id)
}

/** The organisation gives an item back; the household closes to it. */
export async function declineItem(
  tx: Tx,
  input: { readonly itemId: string; readonly version: number; readonly reason: string },
): Promise<PlanItemView> {
  const item = await getPlanItem(tx, input.itemId)
  const state = stateAfter(item, 'decline')
  await stepPlanItem(tx, item, input.version, {
    ledger: 'plan.decline',
    change: { state, organisationPath: null },
    data: { reason: input.reason },
  })
  const view = await planItemView(tx, item.id)
  await endGrants(tx, item.id)
  return view
}

/** The organisation names the social worker who does it; the household opens to that person. */
export async function nameWorker(
  tx: Tx,
  input: { readonly itemId: string; readonly version: number; readonly workerId: string },
): Promise<PlanItemView> {
  const item = await getPlanItem(tx, input.itemId)
  const state = stateAfter(item, 'name_worker')
  const worker = await findStaffMember(tx, input.workerId)
  if (!worker || item.organisation_path === null) throw new AppError('not_found')
  checkWorker(worker, item.organisation_path)
  await stepPlanItem(tx, item, input.version, {
    ledger: 'plan.worker',
    change: { state, workerId: worker.id },
    data: { worker: worker.name },
  })
  const place = { householdId: item.household_id, orgPath: item.org_path }
  if (item.worker_id && item.worker_id !== worker.id) await endGrants(tx, item.id, item.worker_id)
  await joinTeam(tx, { caseId: item.case_id, ...place, accountId: worker.id, part: 'worker' })
  await grantHousehold(tx, { ...place, to: { accountId: worker.id }, reason: 'case_team', refId: item.id })
  return planItemView(tx, item.id)
}
