import type { Day } from '../chance/day.ts'
import type { Rng } from '../chance/rng.ts'
import { ASSUMED } from '../distributions.ts'
import { CRISIS_KINDS, type CrisisKind, type World, type WorldEvent } from '../household/world.ts'
import type { Hardship } from './hardship.ts'

/** Days for which a crisis counts as open, when nobody has closed it. */
export const CRISIS_OPEN_DAYS = 90

/** Crises of the three years. Hardship, illness of the mind, a parting and loneliness make them likelier. */
export function drawCrises(world: World, hardship: Hardship, start: Day, asOf: Day, rng: Rng): WorldEvent[] {
  const crises: WorldEvent[] = []
  for (const kind of CRISIS_KINDS) {
    const factor = proneness(world, kind) * (hardship === 'none' ? 1 : ASSUMED.crisisInHardship)
    if (factor === 0 || !rng.chance(ASSUMED.crisisYearly[kind] * 3 * factor)) continue
    crises.push({
      day: rng.between(start + 1, asOf - 1),
      kind,
      slot: victimOf(world, kind, rng),
      cause: kind === 'elder-unwell-alone' ? 'old_age' : 'family_change',
      cost: 0,
    })
  }
  return crises
}

function proneness(world: World, kind: CrisisKind): number {
  const { persons } = world
  const mind = persons.some((person) => person.disability?.type === 'mental')
  const parted = world.events.some((event) => event.kind === 'parted' || event.kind === 'spouse-died')
  switch (kind) {
    case 'domestic-violence':
      return persons.some((person) => person.marital === 'married' && person.sex === 'female')
        ? 1
        : parted
          ? 1.5
          : 0
    case 'suicide-risk':
      return (mind ? 5 : 1) * (parted ? 2 : 1) * (world.isolated ? 2 : 1)
    case 'child-unattended':
      if (!persons.some((person) => person.age < 14)) return 0
      return world.shape === 'couple_with_minors' || world.shape === 'three_generations' ? 0.4 : 4
    case 'elder-unwell-alone':
      return persons.every((person) => person.age >= 70) ? (world.isolated ? 5 : 1.5) : 0
    case 'no-food-or-shelter':
      return world.tenure === 'private_rental' || world.tenure === 'lent' ? 2 : 0.5
  }
}

function victimOf(world: World, kind: CrisisKind, rng: Rng): number | null {
  const { persons } = world
  const candidates = persons.filter((person) => {
    if (kind === 'child-unattended') return person.age < 14
    if (kind === 'elder-unwell-alone') return person.age >= 70
    if (kind === 'domestic-violence') return person.sex === 'female' && person.age >= 18
    return person.age >= 14
  })
  if (kind === 'no-food-or-shelter') return null
  const victim = candidates.length > 0 ? rng.pick(candidates) : persons[0]
  return victim?.slot ?? null
}
