import type { Role } from './roles.ts'

/**
 * The one table of who may do what. Scope (which households) is decided apart: by the org range for the roles in
 * `SEES_HOUSEHOLDS_BY_AREA`, by grants (case team, hand-over, own household) for the others, and both in the
 * database too (row-level security). A contract operation names one of these permissions, or `public`/`self`.
 */
const W = {
  area: ['bureau', 'backbone', 'cadre', 'supervisor'],
  advisors: ['backbone', 'cadre', 'social_worker', 'supervisor'],
} as const satisfies Record<string, readonly Role[]>

export const PERMISSIONS = {
  'org.read': [
    'bureau',
    'backbone',
    'cadre',
    'social_worker',
    'supervisor',
    'org_manager',
    'volunteer',
    'auditor',
    'administrator',
  ],
  'account.manage': ['administrator'],
  'household.search': [...W.area, 'social_worker', 'org_manager'],
  'household.read': [...W.area, 'social_worker', 'org_manager'],
  'household.create': ['backbone', 'cadre'],
  'household.edit': ['backbone', 'cadre', 'social_worker'],
  'identity.reveal': ['backbone', 'cadre', 'social_worker'],
  'fact.record': ['backbone', 'cadre', 'social_worker'],
  'fact.readSensitive': [...W.area, 'social_worker'],
  'fact.readProtected': ['social_worker', 'supervisor'],
  'import.read': ['bureau', 'backbone', 'administrator'],
  'import.run': ['bureau', 'backbone', 'administrator'],
  'source.key': ['administrator'],
  'linkage.decide': ['bureau', 'backbone'],
  'linkage.run': ['bureau', 'administrator'],
  'import.withdraw': ['bureau', 'administrator'],
  'policy.read': [
    'bureau',
    'backbone',
    'cadre',
    'social_worker',
    'supervisor',
    'org_manager',
    'volunteer',
    'resident',
    'auditor',
    'administrator',
  ],
  'bulletin.read': ['bureau', 'backbone', 'cadre', 'social_worker', 'org_manager'],
  'bulletin.write': ['bureau'],
  'feedback.read': ['bureau', 'backbone', 'cadre', 'social_worker', 'org_manager'],
  'feedback.write': ['backbone', 'cadre', 'social_worker', 'org_manager'],
  'feedback.answer': ['bureau'],
  'effect.read': W.area,
  'policy.draft': ['bureau'],
  'policy.publish': ['bureau'],
  simulate: ['bureau', 'backbone'],
  'door.read': [...W.area, 'social_worker'],
  'door.tell': ['backbone', 'cadre'],
  'notice.give': ['backbone', 'cadre', 'social_worker'],
  'assessment.read': [...W.area, 'social_worker'],
  'assessment.confirm': ['backbone', 'cadre'],
  'instrument.read': [...W.area, 'social_worker'],
  'instrument.administer': ['backbone', 'cadre', 'social_worker'],
  'alert.read': [...W.area, 'social_worker'],
  'alert.close': ['supervisor', 'social_worker'],
  'group.read': ['bureau', 'backbone', 'supervisor'],
  'group.decide': ['backbone'],
  'measure.read': ['bureau', 'backbone', 'supervisor'],
  'scheme.read': ['bureau', 'backbone'],
  'scheme.draft': ['bureau'],
  'screening.read': [...W.area, 'social_worker'],
  'gap.read': [...W.area, 'social_worker'],
  'gap.decide': ['backbone', 'cadre'],
  'gap.form': ['backbone', 'cadre', 'social_worker'],
  'screening.run': ['bureau', 'administrator'],
  'signal.read': [...W.area, 'social_worker'],
  'signal.report': W.advisors,
  'signal.decide': W.advisors,
  'signal.assign': ['bureau', 'backbone', 'supervisor'],
  'signal.try': ['bureau'],
  'signal.tune': ['bureau'],
  'need.read': [...W.area, 'social_worker', 'org_manager'],
  'need.confirm': ['backbone', 'cadre', 'social_worker'],
  'need.export': W.area,
  'portrait.read': W.area,
  'campaign.read': [...W.area, 'social_worker'],
  'campaign.run': ['bureau', 'backbone'],
  'campaign.assign': ['bureau', 'backbone', 'cadre'],
  'form.edit': ['bureau'],
  'case.read': [...W.area, 'social_worker', 'org_manager'],
  'case.assign': ['backbone'],
  'plan.edit': ['backbone', 'cadre', 'social_worker'],
  'plan.handOver': ['backbone'],
  'plan.nameWorker': ['org_manager'],
  'contact.record': W.advisors,
  'visit.record': ['backbone', 'cadre', 'social_worker'],
  'device.revoke': ['backbone', 'cadre', 'social_worker', 'administrator'],
  'counselling.read': ['social_worker', 'supervisor'],
  'counselling.write': ['social_worker'],
  'order.give': ['backbone', 'cadre', 'social_worker'],
  'order.own': ['volunteer'],
  'opinion.write': ['org_manager', 'social_worker'],
  'opinion.read': [...W.area, 'social_worker', 'org_manager'],
  'closure.propose': ['backbone', 'cadre', 'social_worker'],
  'closure.review': ['supervisor'],
  'task.give': ['bureau'],
  'task.read': ['bureau', 'backbone'],
  'task.reply': ['backbone'],
  'ledger.query': ['auditor', 'bureau'],
  'ledger.verify': ['auditor', 'administrator', 'bureau'],
  'own.read': ['resident'],
  'today.read': [
    'bureau',
    'backbone',
    'cadre',
    'social_worker',
    'supervisor',
    'org_manager',
    'volunteer',
    'resident',
    'auditor',
    'administrator',
  ],
  'job.read': ['bureau', 'backbone', 'cadre', 'social_worker', 'supervisor', 'administrator'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

/** Roles whose org range opens household data; all others need a grant on each household. */
export const SEES_HOUSEHOLDS_BY_AREA: readonly Role[] = [...W.area, 'system']

/** Whether a role has a permission. The system role has every one. */
export function roleMay(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = PERMISSIONS[permission]
  return role === 'system' || roles.includes(role)
}

/** Every permission of a role, in the order of the table. */
export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => roleMay(role, permission))
}
