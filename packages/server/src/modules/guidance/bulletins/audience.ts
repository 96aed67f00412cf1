import { isWithin } from '@lastmile/domain'
import type { StaffMember } from '../../identity/index.ts'

/** To whom a bulletin goes: these roles, in these units (none: everywhere below the issuer). */
export interface Audience {
  readonly org_path: string
  readonly roles: readonly string[]
  readonly units: readonly string[]
}

/** Whether somebody is meant. The database holds the same rule for reading (`app.in_audience`). */
export function isMeant(audience: Audience, member: Pick<StaffMember, 'role' | 'orgPath'>): boolean {
  return (
    audience.roles.includes(member.role) &&
    isWithin(member.orgPath, audience.org_path) &&
    (audience.units.length === 0 || audience.units.some((unit) => isWithin(member.orgPath, unit)))
  )
}

/** The unit directly below the district that somebody belongs to: a street or town, an organisation. */
export function unitOf(orgPath: string): string {
  return `${orgPath.split('/').slice(0, 2).join('/')}/`.replace('//', '/')
}
