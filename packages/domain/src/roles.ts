import type { OrgPath } from './org-path.ts'

/** The roles of the mandate (三(一), 五) and of running the system. `system` is the platform's own jobs. */
export const ROLES = [
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
  'system',
] as const
export type Role = (typeof ROLES)[number]

export const ROLE_NAMES: Record<Role, { readonly zh: string; readonly en: string }> = {
  bureau: { zh: '区民政局', en: 'District bureau' },
  backbone: { zh: '救助骨干', en: 'Street backbone' },
  cadre: { zh: '社区干部', en: 'Committee cadre' },
  social_worker: { zh: '救助社工', en: 'Social worker' },
  supervisor: { zh: '督导', en: 'Supervisor' },
  org_manager: { zh: '社会组织负责人', en: 'Organisation manager' },
  volunteer: { zh: '志愿者', en: 'Volunteer' },
  resident: { zh: '居民', en: 'Resident' },
  auditor: { zh: '审计员', en: 'Auditor' },
  administrator: { zh: '系统管理员', en: 'Administrator' },
  system: { zh: '系统', en: 'System' },
}

/** Who acts: the account, the role it acts in, and the unit that bounds what it may see. */
export interface Actor {
  readonly userId: string
  readonly role: Role
  readonly orgPath: OrgPath
}
