import { type Actor, type NothingReason, type Role, scopeRange } from '@lastmile/domain'
import { hashSeed, Rng, type Seed, STREAMS, type SyntheticHousehold } from '@lastmile/population'
import { allHouseholdIds, householdHeads } from '../modules/households/index.ts'
import type { StaffMember } from '../modules/identity/index.ts'
import { climbOverdue, decideSignal, lookInto, type SignalDeps } from '../modules/signals/index.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Step } from './timeline.ts'

/** What the signals of the demo are told with. */
export interface SignalWorld {
  readonly signals: SignalDeps
  readonly seed: Seed
  readonly staff: readonly StaffMember[]
  readonly districtPath: string
  readonly now: Date
  as<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
}

const DAY = 86_400_000
/** Nights of the last year, in days before now. */
const NIGHTS = [330, 270, 210, 150, 90, 45, 12, 1]
const CHUNK = 200
/** So many needs come of them: each opens a case, and the demo has stories of its own. */
const MOST_NEEDS = 90
/** Of open signals, so many are looked into after each night. */
const LOOKED_INTO = 0.8
/** From here on nobody has been there yet: what the list of the demo shows. Every fourth household is first looked at then. */
const FRESH = 14

/** A year of signals: found at night, looked into by those who own them, with what is planted in each family found at its door. */
export function signalSteps(households: readonly SyntheticHousehold[], world: SignalWorld): Step[] {
  const system: Actor = { userId: '', role: 'system', orgPath: world.districtPath }
  const byId = new Map(households.map((household) => [household.id, household]))
  const people = new Map(world.staff.map((member) => [member.id, member]))
  const rng = Rng.for(hashSeed(world.seed), 0, STREAMS.story, 7)
  let needs = 0
  const night = (before: number) =>
    world.as(system, async (tx) => {
      await climbOverdue(tx, world.signals)
      for (let after: string | null = null; ; ) {
        const ids: string[] = await allHouseholdIds(tx, after, CHUNK)
        after = ids.at(-1) ?? null
        if (after === null) return
        await lookInto(
          tx,
          world.signals,
          ids.filter((id) => before < FRESH || (byId.get(id)?.index ?? 0) % 4 !== 3),
        )
      }
    })
  const visits = async () => {
    const { lo, hi } = scopeRange(world.districtPath)
    const open = await world.as(system, (tx) =>
      tx.query<{ id: string; version: number; household_id: string; owner_id: string }>(
        `SELECT id, version, household_id, owner_id FROM signal
         WHERE state = 'open' AND owner_id IS NOT NULL AND NOT guarded AND org_path >= $1 AND org_path < $2 ORDER BY id`,
        [lo, hi],
      ),
    )
    for (const signal of open) {
      const owner = people.get(signal.owner_id)
      const household = byId.get(signal.household_id)
      if (!owner || !household || !rng.chance(LOOKED_INTO)) continue
      const actor: Actor = { userId: owner.id, role: owner.role as Role, orgPath: owner.orgPath }
      const end = endOf(household, rng, needs < MOST_NEEDS)
      const minutes = rng.between(15, 70)
      await world.as(actor, async (tx) => {
        // A social worker whose case has been closed meanwhile no longer reaches the family.
        if (!(await householdHeads(tx, [household.id])).has(household.id)) return
        await decideSignal(tx, world.signals, { id: signal.id, version: signal.version, minutes, ...end })
        if (end.outcome === 'need') needs += 1
      })
    }
  }
  return NIGHTS.flatMap((before): Step[] => {
    const at = new Date(world.now.getTime() - before * DAY)
    const seen = new Date(at.getTime() + 4 * DAY)
    return [{ at, run: () => night(before) }, ...(before > FRESH ? [{ at: seen, run: visits }] : [])]
  })
}

type End = Pick<Parameters<typeof decideSignal>[2], 'outcome' | 'reason' | 'found' | 'visited' | 'need'>

function endOf(household: SyntheticHousehold, rng: Rng, mayNeed: boolean): End {
  const truth = household.truth.find(({ kind }) => kind === 'need')
  const need = truth?.kind === 'need' ? truth.detail : null
  const isTrue = household.truth.some(({ kind }) => kind !== 'duplicate')
  if (rng.chance(0.07))
    return {
      outcome: 'nothing',
      reason: 'not_reached',
      found: '去了两次，门没有开，电话没人接',
      visited: true,
    }
  if (isTrue && need && mayNeed && rng.chance(0.7))
    return {
      outcome: 'need',
      found: rng.pick(['家里确实困难，愿意让我们帮', '说了实情，最近过得紧', '比数据里写的还难些']),
      visited: true,
      need: { category: need.category, title: '上门看到的困难', rootCause: need.cause, urgency: 2 },
    }
  if (isTrue) return { outcome: 'known', found: '一直在帮的家庭，情况和上次一样', visited: rng.chance(0.6) }
  const reason: NothingReason = rng.pick([
    'no_hardship',
    'no_hardship',
    'facts_wrong',
    'over_the_line',
    'helped_otherwise',
    'declined',
  ])
  return { outcome: 'nothing', reason, found: FOUND[reason], visited: rng.chance(0.85) }
}

const FOUND: Readonly<Record<NothingReason, string>> = {
  no_hardship: '家里过得去，聊了聊近况',
  facts_wrong: '登记的情况是老的，已经不是这样',
  over_the_line: '收入略高一点，不符合',
  helped_otherwise: '子女和单位已经在帮',
  declined: '谢谢关心，说不用帮',
  not_reached: '去了两次，门没有开',
  moved_away: '已经搬走了',
}
