import type { Actor } from '@lastmile/domain'
import { hashSeed, Rng, STREAMS, type SyntheticHousehold } from '@lastmile/population'
import { recordContact } from '../modules/casework/index.ts'
import { type HouseholdDeps, readHousehold, setAdvisor } from '../modules/households/index.ts'
import type { Tx } from '../platform/db/index.ts'
import { actorFor, type People } from './people.ts'
import type { Step } from './timeline.ts'

const DAY = 86_400_000

interface PairingWorld {
  readonly seed: number
  readonly now: Date
  readonly people: People
  readonly households: HouseholdDeps
  readonly system: Actor
  as<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
}

interface Pairing {
  readonly household: SyntheticHousehold
  readonly advisorId: string
}

/** Key families are paired with the cadre of their place, who keeps in touch. Pairings of one week are one step. */
export function pairingSteps(households: readonly SyntheticHousehold[], world: PairingWorld): Step[] {
  const { seed, now, people } = world
  const steps: Step[] = []
  const weeks = new Map<number, Pairing[]>()
  for (const household of households) {
    const rng = Rng.for(hashSeed(seed), household.index, STREAMS.story, 1)
    if (household.benefits.length === 0 || !rng.chance(0.5)) continue
    const week = rng.between(30, 130)
    const paired = weeks.get(week) ?? []
    weeks.set(week, paired)
    paired.push({ household, advisorId: people.cadreOf(household.orgPath).id })
    if (!rng.chance(0.5)) continue
    const visited = new Date(now.getTime() - rng.between(1, 150) * DAY)
    steps.push({ at: visited, run: () => keepInTouch(world, household, rng) })
  }
  for (const [week, pairings] of weeks)
    steps.push({ at: new Date(now.getTime() - week * 7 * DAY), run: () => pair(world, pairings) })
  return steps
}

function pair({ as, system }: PairingWorld, pairings: readonly Pairing[]): Promise<void> {
  return as(system, async (tx) => {
    for (const { household, advisorId } of pairings) {
      await setAdvisor(tx, household.id, advisorId)
      tx.ledger({
        action: 'household.pair',
        objectKind: 'household',
        objectId: household.id,
        householdId: household.id,
        orgPath: household.orgPath,
        data: { advisorId },
      })
    }
  })
}

function keepInTouch(
  { as, people, households }: PairingWorld,
  household: SyntheticHousehold,
  rng: Rng,
): Promise<void> {
  return as(actorFor(people.cadreOf(household.orgPath)), async (tx) => {
    if (rng.chance(0.3)) await readHousehold(tx, households, household.id)
    await recordContact(tx, {
      householdId: household.id,
      at: tx.now.toISOString(),
      channel: rng.chance(0.6) ? 'visit' : 'phone',
      minutes: rng.between(10, 45),
      summary: rng.pick([
        '上门看望，家里一切照旧，提醒年度复核',
        '电话问候，身体还好，药按时吃',
        '路过看了看，孩子在家做作业',
        '节前慰问，带了米和油',
      ]),
      reached: rng.chance(0.92),
    })
  })
}
