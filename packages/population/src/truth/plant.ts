import type { NeedCategory, RootCause } from '@lastmile/domain'
import { CRISIS_OPEN_DAYS } from '../assistance/crises.ts'
import { rootCause } from '../assistance/hardship.ts'
import type { Assistance } from '../assistance/receipts.ts'
import { type Day, legalDate } from '../chance/day.ts'
import { incomeOn } from '../household/income.ts'
import {
  CRISIS_KINDS,
  type CrisisKind,
  disabilityOn,
  illnessOn,
  type World,
  type WorldEvent,
} from '../household/world.ts'
import { isAbleToWork, workOn } from '../people/person.ts'
import { isWorking } from '../people/work.ts'
import type { PlantedTruth } from '../synthetic-household.ts'

interface TruthContext {
  readonly world: World
  readonly assistance: Assistance
  readonly crises: readonly WorldEvent[]
  readonly asOf: Day
  readonly householdId: string
  readonly memberIds: readonly string[]
}

/** The truths behind a household: who goes without help and why, what is needed, which crisis is open. From causes only. */
export function plantTruth(context: TruthContext): PlantedTruth[] {
  const { assistance, crises, asOf, householdId: household, memberIds } = context
  const truths: PlantedTruth[] = []
  const member = (slot: number | null): { member?: string } => {
    const id = slot === null ? undefined : memberIds[slot - 1]
    return id === undefined ? {} : { member: id }
  }
  for (const { policy, slot, cause, barrier, since } of assistance.missed) {
    truths.push({
      kind: 'gap',
      household,
      ...member(slot),
      detail: { policy, cause, barrier, since: legalDate(since) },
    })
  }
  for (const { category, cause, slot } of needsOf(context)) {
    truths.push({ kind: 'need', household, ...member(slot), detail: { category, cause } })
  }
  for (const crisis of crises) {
    if (asOf - crisis.day > CRISIS_OPEN_DAYS || !isCrisis(crisis.kind)) continue
    truths.push({
      kind: 'crisis',
      household,
      ...member(crisis.slot),
      detail: { crisis: crisis.kind, cause: crisis.cause, since: legalDate(crisis.day) },
    })
  }
  return truths
}

function isCrisis(kind: WorldEvent['kind']): kind is CrisisKind {
  return CRISIS_KINDS.some((crisis) => crisis === kind)
}

interface TrueNeed {
  readonly category: NeedCategory
  readonly cause: RootCause
  readonly slot: number | null
}

function needsOf({ world, assistance, crises, asOf }: TruthContext): TrueNeed[] {
  const needs: TrueNeed[] = []
  const add = (category: NeedCategory, cause: RootCause, slot: number | null = null): void => {
    needs.push({ category, cause, slot })
  }
  const poor = assistance.hardship !== 'none'
  if (poor) add('living', rootCause(world, asOf))
  const alone = world.persons.length === 1
  for (const person of world.persons) {
    const { slot } = person
    const illness = illnessOn(person, asOf)
    const severe = (disabilityOn(person, asOf)?.grade ?? 4) <= 2
    if (illness !== null && (asOf - illness.since < 400 || poor)) add('medical', 'illness', slot)
    if ((person.careLevel ?? 0) >= 3 && (alone || poor)) add('care', severe ? 'disability' : 'old_age', slot)
    else if (severe && poor) add('care', 'disability', slot)
    if (illness?.disease === 'mental_disorder' && poor) add('counselling', 'illness', slot)
    if (!poor) continue
    const spell = workOn(person, asOf)
    if (isAbleToWork(person, asOf) && spell.kind === 'jobless') {
      add('work', 'unemployment', slot)
      if (person.education !== 'college' && person.age < 50) add('skills', 'low_skill', slot)
    } else if (isWorking(spell) && spell.kind === 'flexible' && spell.wage < 2_600_00) {
      add('skills', 'low_skill', slot)
    }
    if (person.school !== 'none' && person.age >= 6) add('schooling', 'schooling', slot)
  }
  const dangerous = world.houseGrade === 'C' || world.houseGrade === 'D'
  if (dangerous || (poor && world.rent * 10 > incomeOn(world, asOf) * 4))
    add('housing', rootCause(world, asOf))
  for (const event of [...world.events, ...crises]) {
    const age = asOf - event.day
    if ((event.kind === 'spouse-died' || event.kind === 'parted') && age < 300)
      add('counselling', 'family_change', event.slot)
    if (event.kind === 'suicide-risk' && age < 400) add('counselling', event.cause, event.slot)
    if (event.kind === 'domestic-violence' && age < 400) add('legal', 'family_change', event.slot)
    if (event.kind === 'traffic-accident' && age < 400) add('legal', 'accident', event.slot)
  }
  if (world.isolated && (alone || poor)) add('inclusion', rootCause(world, asOf))
  return needs
}
