import { ROLES, type Role } from '@lastmile/domain'

/** Kinds of units that a role belongs to (mandate 三(一), 五). `system` is no role of a person. */
export const ROLE_UNITS: Readonly<Record<Role, readonly string[]>> = {
  bureau: ['district'],
  backbone: ['street'],
  cadre: ['committee'],
  social_worker: ['organisation', 'street', 'district'],
  supervisor: ['district', 'street', 'organisation'],
  org_manager: ['organisation'],
  volunteer: ['street', 'committee', 'organisation', 'district'],
  resident: ['committee'],
  auditor: ['district'],
  administrator: ['district'],
  system: [],
}

/** Whether a text names a role, and whether that role may be given at a kind of unit. */
export function roleAtUnit(role: string, unitKind: string): Role | null {
  const known = ROLES.find((each) => each === role)
  return known && ROLE_UNITS[known].includes(unitKind) ? known : null
}
