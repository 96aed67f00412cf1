import { isWithin, parentPath } from '@lastmile/domain'
import type { ChosenHousehold } from '../../households/index.ts'
import type { StaffMember } from '../../identity/index.ts'
import type { TargetRow } from '../store/campaigns.ts'

/** Roles that go to a door. */
const VISITS = ['backbone', 'cadre', 'social_worker']

/**
 * Gives each household to somebody: its paired advisor, else the cadre of its committee, else a backbone of its street
 * (whoever is nearest), and among several to the one with the least work. Nobody is found: it stays unassigned, and the
 * list says so. `loads` counts work that each has already; it is not changed.
 */
export function assignVisitors(
  households: readonly ChosenHousehold[],
  staff: readonly StaffMember[],
  loads: ReadonlyMap<string, number>,
): TargetRow[] {
  const able = new Map(
    staff.filter(({ active, role }) => active && VISITS.includes(role)).map((one) => [one.id, one]),
  )
  const load = new Map(loads)
  const byUnit = Map.groupBy(able.values(), ({ orgPath }) => orgPath)
  const least = (path: string | null, role: string): StaffMember | undefined =>
    (path === null ? [] : (byUnit.get(path) ?? []))
      .filter((one) => one.role === role)
      .toSorted((a, b) => (load.get(a.id) ?? 0) - (load.get(b.id) ?? 0) || a.id.localeCompare(b.id))[0]
  return households.map((household) => {
    const advisor = household.advisorId === null ? undefined : able.get(household.advisorId)
    const cadre = advisor ? undefined : least(household.orgPath, 'cadre')
    const backbone = advisor || cadre ? undefined : least(parentPath(household.orgPath), 'backbone')
    const chosen = advisor ?? cadre ?? backbone
    if (chosen) load.set(chosen.id, (load.get(chosen.id) ?? 0) + 1)
    return {
      household_id: household.id,
      org_path: household.orgPath,
      assignee_id: chosen?.id ?? null,
      assigned_why: advisor ? 'advisor' : cadre ? 'committee' : backbone ? 'street' : 'nobody',
    }
  })
}

/** Whether somebody may be given a household: works in its area or by grant, and goes to doors. */
export function mayVisit(member: StaffMember, orgPath: string): boolean {
  if (!member.active || !VISITS.includes(member.role)) return false
  return member.role === 'social_worker' || isWithin(orgPath, member.orgPath)
}
