import type { Day } from '../chance/day.ts'
import type { Rng } from '../chance/rng.ts'
import { ASSUMED } from '../distributions.ts'
import { yuan } from '../people/health.ts'
import type { Person } from '../people/person.ts'
import { isWorking } from '../people/work.ts'
import type { Shape } from './shapes.ts'
import type { EventKind, LostIncome, WorldEvent } from './world.ts'

export interface Misfortunes {
  readonly events: WorldEvent[]
  readonly lost: LostIncome | null
}

/** What befell the household within the three years, oldest first, and whose income went with it. */
export function drawMisfortunes(
  persons: readonly Person[],
  shape: Shape,
  { asOf, start }: { readonly asOf: Day; readonly start: Day },
  rng: Rng,
): Misfortunes {
  const events: WorldEvent[] = []
  for (const person of persons) addPersonal(events, person, start)
  const lost = drawLoss(events, persons, shape, start, asOf, rng)
  const yearly: readonly (readonly [EventKind, number, number])[] = [
    ['fire', ASSUMED.fireYearly, 30_000],
    ['traffic-accident', ASSUMED.trafficAccidentYearly, 22_000],
    ['other-accident', ASSUMED.otherAccidentYearly, 14_000],
  ]
  for (const [kind, rate, median] of yearly) {
    if (!rng.chance(rate * 3)) continue
    const victim = kind === 'fire' ? null : rng.pick(persons).slot
    const cost = yuan(rng.logNormal(median, 0.7), 100)
    events.push({ day: rng.between(start + 1, asOf - 1), kind, slot: victim, cause: 'accident', cost })
  }
  events.sort((a, b) => a.day - b.day)
  return { events, lost }
}

/** Work, health and disability that changed within the three years. */
function addPersonal(events: WorldEvent[], person: Person, start: Day): void {
  const add = (day: Day, kind: EventKind, cause: WorldEvent['cause'], cost = 0): void => {
    if (day > start) events.push({ day, kind, slot: person.slot, cause, cost })
  }
  for (const spell of person.work) {
    if (spell.kind === 'jobless') add(spell.from, 'job-lost', 'unemployment')
    else if (isWorking(spell)) add(spell.from, 'job-found', 'unemployment')
    else if (spell.kind === 'retired') add(spell.from, 'retired', 'old_age')
  }
  if (person.illness) add(person.illness.since, 'serious-illness', 'illness', person.illness.firstYear)
  if (person.disability) add(person.disability.since, 'disability-certified', 'disability')
}

/** A spouse who died or left within the three years, and what they had brought home. */
function drawLoss(
  events: WorldEvent[],
  persons: readonly Person[],
  shape: Shape,
  start: Day,
  asOf: Day,
  rng: Rng,
): LostIncome | null {
  const head = persons[0]
  if (!head) return null
  const until = rng.between(start + 30, asOf - 5)
  if (shape === 'elder_alone' && head.marital === 'widowed' && rng.chance(ASSUMED.widowedWithinThreeYears)) {
    head.maritalBefore = { status: 'married', until }
    events.push({
      day: until,
      kind: 'spouse-died',
      slot: head.slot,
      cause: 'family_change',
      cost: yuan(12_000),
    })
    return { amount: yuan(rng.logNormal(3_600, 0.35)), until }
  }
  if (
    shape === 'parent_with_minors' &&
    head.marital !== 'single' &&
    rng.chance(ASSUMED.partedWithinThreeYears)
  ) {
    head.maritalBefore = { status: 'married', until }
    const kind: EventKind = head.marital === 'widowed' ? 'spouse-died' : 'parted'
    events.push({ day: until, kind, slot: head.slot, cause: 'family_change', cost: 0 })
    return { amount: yuan(rng.logNormal(5_600, 0.35), 100), until }
  }
  return null
}
