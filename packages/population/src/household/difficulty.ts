import type { Hardship } from '../assistance/hardship.ts'
import type { Assistance } from '../assistance/receipts.ts'
import type { Day } from '../chance/day.ts'
import type { Rng } from '../chance/rng.ts'
import { isSevere, workOn } from '../people/person.ts'
import { incomeOn } from './income.ts'
import type { World, WorldEvent } from './world.ts'

/** `in`: in hardship, helped, or in crisis now; `near`: one blow away or worth a look; `far`: ordinary life. */
export type Difficulty = 'in' | 'near' | 'far'

const UNIVERSAL = new Set([
  'senior-comprehensive-allowance',
  'long-term-care-insurance',
  'unemployment-benefit',
])

/** How near a household is to difficulty on the as-of day. */
export function difficultyOf(
  world: World,
  assistance: Assistance,
  crises: readonly WorldEvent[],
  asOf: Day,
): Difficulty {
  const helped = assistance.spells.some((spell) => spell.to === null && !UNIVERSAL.has(spell.policy))
  const missing = assistance.missed.some((missed) => !UNIVERSAL.has(missed.policy))
  const crisisNow = crises.some((crisis) => asOf - crisis.day < 90)
  if (assistance.hardship !== 'none' || helped || missing || crisisNow) return 'in'
  const perHead = incomeOn(world, asOf) / world.persons.length
  const tight = perHead < 4_200_00
  const { persons } = world
  const near =
    persons.some((person) => isSevere(person) || person.illness !== null) ||
    assistance.spells.some((spell) => !UNIVERSAL.has(spell.policy)) ||
    (tight && world.isolated) ||
    (tight && persons.some((person) => workOn(person, asOf).kind === 'jobless')) ||
    (tight && (world.shape === 'parent_with_minors' || world.shape === 'grandparents_with_grandchild')) ||
    (world.shape === 'elder_alone' && persons.every((person) => person.age >= 80))
  return near ? 'near' : 'far'
}

/** Whether a drawn household belongs into a set of households in and near difficulty; low-income ones are thinned out. */
export function isKept(difficulty: Difficulty, hardship: Hardship, local: boolean, rng: Rng): boolean {
  if (difficulty === 'far') return false
  if (difficulty === 'near') return rng.chance(local ? 0.3 : 0.06)
  return rng.chance(!local ? 0.6 : hardship === 'edge' ? 0.4 : 1)
}
