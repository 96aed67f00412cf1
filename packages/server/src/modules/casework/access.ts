import type { CaseState, PlanItemState } from '@lastmile/domain'
import { CASE_ACTIONS, isWithin, PLAN_ITEM_ACTIONS, type Role, roleMay } from '@lastmile/domain'
import type { TransactionActor } from '../../platform/db/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { StaffMember } from '../identity/index.ts'

/** Which permission each step of the state tables needs. */
const CASE_STEP = {
  assign: 'case.assign',
  propose_closure: 'closure.propose',
  return_closure: 'closure.review',
  approve_closure: 'closure.review',
  reopen: 'case.assign',
} as const

const PLAN_STEP = {
  hand_over: 'plan.handOver',
  decline: 'plan.nameWorker',
  name_worker: 'plan.nameWorker',
  start: 'plan.edit',
  finish: 'plan.edit',
  cancel: 'plan.edit',
} as const

function mayAs(actor: TransactionActor, permission: Parameters<typeof roleMay>[1]): boolean {
  return actor.role !== 'auth' && actor.role !== 'sealer' && roleMay(actor.role, permission)
}

/** The steps of a case that are lawful in its state and allowed to the actor. */
export function caseActions(actor: TransactionActor, state: CaseState): string[] {
  return (Object.keys(CASE_ACTIONS[state]) as (keyof typeof CASE_STEP)[]).filter((action) =>
    mayAs(actor, CASE_STEP[action]),
  )
}

/** The steps of a plan item that are lawful in its state and allowed to the actor. */
export function planItemActions(actor: TransactionActor, state: PlanItemState): string[] {
  return (Object.keys(PLAN_ITEM_ACTIONS[state]) as (keyof typeof PLAN_STEP)[]).filter((action) =>
    mayAs(actor, PLAN_STEP[action]),
  )
}

const ADVISOR_ROLES: readonly Role[] = ['cadre', 'backbone', 'social_worker']

function unsuitable(name: string, reason: string): AppError {
  return new AppError('person_unsuitable', { name, reason })
}

/** Refuses an advisor who does not work, has another role, or works by area elsewhere. */
export function checkAdvisor(advisor: StaffMember, householdPath: string): void {
  if (!advisor.active) throw unsuitable(advisor.name, '已停用 / not active')
  if (!ADVISOR_ROLES.some((role) => role === advisor.role))
    throw unsuitable(advisor.name, '不是救助顾问 / not an advisor')
  if (advisor.role !== 'social_worker' && !isWithin(householdPath, advisor.orgPath))
    throw unsuitable(advisor.name, '不负责这个地方 / works elsewhere')
}

/** Refuses a worker who is not a social worker of that organisation. */
export function checkWorker(worker: StaffMember, organisationPath: string): void {
  if (!worker.active) throw unsuitable(worker.name, '已停用 / not active')
  if (worker.role !== 'social_worker' || !isWithin(worker.orgPath, organisationPath))
    throw unsuitable(worker.name, '不是本机构的社工 / not a social worker of this organisation')
}

/** Refuses somebody who is no active volunteer. */
export function checkVolunteer(volunteer: StaffMember): void {
  if (!volunteer.active || volunteer.role !== 'volunteer')
    throw unsuitable(volunteer.name, '不是在册志愿者 / not an active volunteer')
}
