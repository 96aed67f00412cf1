import type { RootCause } from '@lastmile/domain'
import type { Day } from '../chance/day.ts'
import { incomeOn, personIncomeOn, yearCareBefore, yearIncomeBefore } from '../household/income.ts'
import { disabilityOn, illnessOn, type World } from '../household/world.ts'
import { isAbleToWork, type Person, workOn } from '../people/person.ts'
import { isWorking } from '../people/work.ts'
import {
  EDGE_MULTIPLE,
  livingStandardOn,
  RIGID_INCOME_CEILING,
  SAVINGS_LIMIT,
  standardChanges,
} from './standards.ts'

/**
 * How hard life truly is, as a caseworker sees it who knows everything. It is a rough eye, not a rule of law: no
 * disregards, no single-person cases, its own figures, and a line that moves with the caseworker.
 */
export type Hardship = 'deep' | 'edge' | 'rigid' | 'none'

/** How strict the caseworkers of a household are: 1 is by the letter. */
export interface Eye {
  readonly line: number
  readonly savings: number
}

/** The hardship of a household on a day, whether or not anybody helps. */
export function hardshipOn(world: World, day: Day, eye: Eye): Hardship {
  const size = world.persons.length
  if (world.hasNonResidentialProperty) return 'none'
  const perHead = incomeOn(world, day) / size
  const standard = livingStandardOn(day) * eye.line
  if (perHead >= standard * EDGE_MULTIPLE && perHead > RIGID_INCOME_CEILING) return 'none'
  const savings = world.assets / size
  if (perHead < standard && !world.hasCar && savings <= SAVINGS_LIMIT.living * eye.savings) return 'deep'
  if (savings > SAVINGS_LIMIT.edge * eye.savings) return 'none'
  if (perHead >= standard && leftOver(world, day) / size < standard) return 'rigid'
  return perHead < standard * EDGE_MULTIPLE && !world.hasCar ? 'edge' : 'none'
}

/** What is left of a month's income after care, schooling and other costs that cannot be avoided, fen; may be negative. */
export function leftOver(world: World, day: Day): number {
  const spent = yearCareBefore(world, day) + world.educationExpense + world.otherExpense
  return (yearIncomeBefore(world, day) - spent) / 12
}

/** Old, disabled or a child, without means and without anybody who must and can support. */
export function isDestitute(person: Person, world: World, day: Day): boolean {
  if (person.capableObligor || !person.shanghaiHukou) return false
  const severe = (disabilityOn(person, day)?.grade ?? 4) <= 2
  if (!(person.age >= 60 || severe || person.age < 16)) return false
  return personIncomeOn(person, day) + world.familySupport < livingStandardOn(day) && !world.hasCar
}

/** Days on which something about the household's means changes, the first day of the telling included. */
export function turningPoints(world: World, start: Day, asOf: Day): Day[] {
  const days = new Set<Day>([start, ...standardChanges(start, asOf)])
  for (const event of world.events) if (event.day > start && event.day <= asOf) days.add(event.day)
  for (const person of world.persons) {
    for (const spell of person.work) {
      if (spell.from > start && spell.from <= asOf) days.add(spell.from)
      const until = spell.insuranceUntil
      if (until !== null && until > start && until <= asOf) days.add(until)
    }
    const pensionFrom = person.pension?.from ?? start
    if (pensionFrom > start && pensionFrom <= asOf) days.add(pensionFrom)
  }
  return [...days].sort((a, b) => a - b)
}

/**
 * The root of a household's hardship on a day: what happened last that took income or brought costs, else what has long
 * been so. It looks at causes only, never at what the household gets.
 */
export function rootCause(world: World, day: Day): RootCause {
  for (let i = world.events.length - 1; i >= 0; i -= 1) {
    const event = world.events[i]
    if (!event || event.day > day) continue
    if (event.kind === 'job-lost' && event.slot !== null) {
      const person = world.persons[event.slot - 1]
      if (person && workOn(person, day).kind === 'jobless') return 'unemployment'
    }
    if (event.kind === 'serious-illness' || event.kind === 'disability-certified') return event.cause
    if (event.kind === 'spouse-died' || event.kind === 'parted') return 'family_change'
    if (event.cost > 0 && day - event.day < 400) return event.cause
  }
  return longStanding(world, day)
}

function longStanding(world: World, day: Day): RootCause {
  const { persons } = world
  if (persons.some((person) => illnessOn(person, day) !== null)) return 'illness'
  if (persons.some((person) => (disabilityOn(person, day)?.grade ?? 4) <= 3)) return 'disability'
  if (persons.every((person) => person.age >= 60)) return 'old_age'
  if (persons.some((person) => isAbleToWork(person, day) && workOn(person, day).kind === 'jobless'))
    return 'unemployment'
  if (persons.some((person) => person.parents?.father === 'dead' || person.parents?.mother === 'dead'))
    return 'family_change'
  if (world.shape === 'parent_with_minors' || world.shape === 'grandparents_with_grandchild')
    return 'family_change'
  if (persons.filter((person) => person.school === 'college').length > 0) return 'schooling'
  if (persons.some((person) => person.age < 4 || (person.careLevel ?? 0) >= 3)) return 'care_burden'
  if (persons.some((person) => isWorking(workOn(person, day)))) return 'low_skill'
  return world.debt > 0 ? 'debt' : 'unknown'
}
