import { type Actor, isWithin, type Role } from '@lastmile/domain'
import type { Rng } from '@lastmile/population'
import type { StaffMember } from '../modules/identity/index.ts'

/**
 * The staff of the demo, by what a story needs of them. Organisations, their workers and volunteers take turns, in stories
 * that are still open and in those that are over: each account of the demo has something to do and something done.
 */
export interface People {
  cadreOf(committee: string): StaffMember
  backboneOf(committee: string, rng: Rng): StaffMember
  supervisor(rng: Rng): StaffMember
  managerOf(organisation: string): StaffMember
  workerOf(organisation: string, open: boolean): StaffMember
  volunteer(open: boolean): StaffMember
  bureau(): StaffMember
  organisation(open: boolean): string
}

/** Who acts in a transaction, from the directory. */
export function actorFor(member: StaffMember): Actor {
  return { userId: member.id, role: member.role as Role, orgPath: member.orgPath }
}

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the demo has no ${what}`)
  return value
}

/** Indexes the directory. Throws when a part that stories need has nobody. */
export function peopleFrom(directory: readonly StaffMember[]): People {
  // Accounts have random ids: by name the turns fall alike in every demo.
  const staff = [...directory].sort(
    (a, b) => compare(a.orgPath, b.orgPath) || compare(a.name, b.name) || compare(a.id, b.id),
  )
  const of = (role: Role) => staff.filter((member) => member.role === role)
  const cadres = new Map(of('cadre').map((member) => [member.orgPath, member]))
  const backbones = of('backbone')
  const managers = of('org_manager')
  const workers = of('social_worker')
  const supervisors = of('supervisor')
  const volunteers = of('volunteer')
  const organisations = managers
    .map((manager) => manager.orgPath)
    .filter((path) => workers.some((worker) => isWithin(worker.orgPath, path)))
  const turns = new Map<string, number>()
  const inTurn = <T>(all: readonly T[], what: string, open: boolean): T => {
    const key = `${what} ${open}`
    const turn = turns.get(key) ?? 0
    turns.set(key, turn + 1)
    return must(all[turn % all.length], what)
  }
  return {
    organisation: (open) => inTurn(organisations, 'organisation', open),
    cadreOf: (committee) => must(cadres.get(committee), `cadre of ${committee}`),
    backboneOf: (committee, rng) =>
      rng.pick(backbones.filter((member) => isWithin(committee, member.orgPath))),
    supervisor: (rng) => rng.pick(supervisors),
    managerOf: (organisation) =>
      must(
        managers.find((manager) => manager.orgPath === organisation),
        `manager of ${organisation}`,
      ),
    workerOf: (organisation, open) =>
      inTurn(
        workers.filter((worker) => isWithin(worker.orgPath, organisation)),
        `worker of ${organisation}`,
        open,
      ),
    volunteer: (open) => inTurn(volunteers, 'volunteer', open),
    bureau: () => must(of('bureau')[0], 'bureau'),
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
