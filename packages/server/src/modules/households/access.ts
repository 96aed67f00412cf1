import { isWithin, type Permission, permissionsOf, roleMay } from '@lastmile/domain'
import type { Fact } from '@lastmile/rules'
import type { TransactionActor } from '../../platform/db/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { StaffMember } from '../identity/index.ts'
import type { ThreadGroup } from './thread/texts.ts'

/** Whether the actor's role has a permission; the platform's own actors of sign-in and sealing have none. */
export function may(actor: TransactionActor, permission: Permission): boolean {
  return actor.role !== 'auth' && actor.role !== 'sealer' && roleMay(actor.role, permission)
}

/** Whether the actor may read facts of a sensitivity. An organisation reads none: it works from the plan. */
export function mayReadFact(actor: TransactionActor, sensitivity: Fact['sensitivity']): boolean {
  return may(actor, sensitivity === 'protected' ? 'fact.readProtected' : 'fact.readSensitive')
}

/** Only who may read protected facts may record them. */
export function checkMayRecord(actor: TransactionActor, facts: readonly Fact[]): void {
  if (facts.some((fact) => fact.sensitivity === 'protected') && !may(actor, 'fact.readProtected'))
    throw new AppError('permission_denied')
}

/** A household moves between units by the hand of the street's backbone. */
export function mayTransfer(actor: TransactionActor): boolean {
  return actor.role === 'backbone' || actor.role === 'system'
}

const HOUSEHOLD_PERMISSIONS: readonly Permission[] = [
  'household.edit',
  'identity.reveal',
  'fact.record',
  'assessment.read',
  'assessment.confirm',
  'instrument.read',
  'instrument.administer',
  'screening.read',
  'gap.read',
  'gap.decide',
  'gap.form',
  'signal.read',
  'signal.report',
  'signal.decide',
  'need.read',
  'need.confirm',
  'case.read',
  'case.assign',
  'plan.edit',
  'plan.handOver',
  'plan.nameWorker',
  'contact.record',
  'counselling.read',
  'counselling.write',
  'order.give',
  'opinion.read',
  'opinion.write',
  'closure.propose',
  'closure.review',
]
const READING = /\.read$/

/**
 * What the actor may do with a household, as the screen needs it: permissions that concern a household, and
 * `household.transfer`. One that is no longer active is for reading.
 */
export function householdMay(actor: TransactionActor, status: string): string[] {
  if (actor.role === 'auth' || actor.role === 'sealer') return []
  const allowed = new Set(permissionsOf(actor.role))
  const list: string[] = HOUSEHOLD_PERMISSIONS.filter((permission) => allowed.has(permission))
  if (mayTransfer(actor)) list.push('household.transfer')
  return status === 'active' ? list : list.filter((permission) => READING.test(permission))
}

/** Which kinds of events of the thread the actor may read. */
export function mayReadGroup(actor: TransactionActor, group: ThreadGroup): boolean {
  switch (group) {
    case 'gaps':
      return may(actor, 'gap.read')
    case 'signals':
      return may(actor, 'signal.read')
    case 'facts':
    case 'import':
    case 'access':
      return may(actor, 'fact.readSensitive')
    case 'benefits':
      return may(actor, 'household.read')
    case 'needs':
      return may(actor, 'need.read')
    case 'plan':
    case 'contacts':
    case 'case':
      return may(actor, 'case.read')
  }
}

const ADVISORS = ['cadre', 'backbone', 'social_worker']

/** Refuses an advisor who does not work, has another role, or works by area elsewhere. */
export function checkAdvisor(advisor: StaffMember, householdPath: string): void {
  const refuse = (reason: string) => new AppError('person_unsuitable', { name: advisor.name, reason })
  if (!advisor.active) throw refuse('已停用 / not active')
  if (!ADVISORS.includes(advisor.role)) throw refuse('不是救助顾问 / not an advisor')
  if (advisor.role !== 'social_worker' && !isWithin(householdPath, advisor.orgPath))
    throw refuse('不负责这个地方 / works elsewhere')
}
