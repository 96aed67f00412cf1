import { isWithin, parentPath } from '@lastmile/domain'
import type { ChosenHousehold } from '../../households/index.ts'
import type { StaffMember } from '../../identity/index.ts'
import type { TargetRow } from '../store/campaigns.ts'
import { shareOut } from './share-out.ts'

/** Roles that go to a door. */
const VISITS = ['backbone', 'cadre', 'social_worker']

/**
 * Gives each household to somebody: its paired advisor, else the cadre of its committee, else a backbone of its street.
 * Among several the work is even, and each gets households that lie beside each other (`shareOut`). Nobody is found: it
 * stays unassigned, and the list says so. `loads` counts work that each has already; it is not changed.
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
  const unit = (path: string | null, role: string): string[] =>
    [...able.values()]
      .filter((one) => one.orgPath === path && one.role === role)
      .map(({ id }) => id)
      .sort()
  const found = new Map<string, Pick<TargetRow, 'assignee_id' | 'assigned_why'>>()
  const rest = households.filter((household) => {
    const advisor = household.advisorId === null ? undefined : able.get(household.advisorId)
    if (!advisor) return true
    load.set(advisor.id, (load.get(advisor.id) ?? 0) + 1)
    found.set(household.id, { assignee_id: advisor.id, assigned_why: 'advisor' })
    return false
  })
  const give = (doors: readonly ChosenHousehold[], people: string[], why: 'committee' | 'street') => {
    for (const [id, assignee_id] of shareOut(doors, people, load))
      found.set(id, { assignee_id, assigned_why: why })
    return people.length > 0 ? [] : doors
  }
  const orphans = [...Map.groupBy(rest, ({ orgPath }) => orgPath)].flatMap(([path, doors]) =>
    give(doors, unit(path, 'cadre'), 'committee'),
  )
  for (const [street, doors] of Map.groupBy(orphans, ({ orgPath }) => parentPath(orgPath)))
    give(doors, unit(street, 'backbone'), 'street')
  return households.map(({ id, orgPath }) => ({
    household_id: id,
    org_path: orgPath,
    ...(found.get(id) ?? { assignee_id: null, assigned_why: 'nobody' as const }),
  }))
}

/** Whether somebody may be given a household: works in its area or by grant, and goes to doors. */
export function mayVisit(member: StaffMember, orgPath: string): boolean {
  if (!member.active || !VISITS.includes(member.role)) return false
  return member.role === 'social_worker' || isWithin(orgPath, member.orgPath)
}
