import { unemploymentBenefitOn } from '../assistance/standards.ts'
import type { Day } from '../chance/day.ts'
import { type Person, workOn } from '../people/person.ts'
import type { World, WorldEvent } from './world.ts'

/** What a person brings home on a day, fen a month: wage, pension, unemployment insurance. Relief is not income. */
export function personIncomeOn(person: Person, day: Day): number {
  const spell = workOn(person, day)
  const pension = person.pension !== null && person.pension.from <= day ? person.pension.amount : 0
  const insurance =
    spell.insuranceUntil !== null && day < spell.insuranceUntil ? unemploymentBenefitOn(spell.from) : 0
  return spell.wage + pension + insurance
}

/** The household's income on a day, fen a month. */
export function incomeOn(world: World, day: Day): number {
  let sum = world.familySupport + world.propertyIncome
  for (const person of world.persons) sum += personIncomeOn(person, day)
  if (world.lost !== null && day < world.lost.until) sum += world.lost.amount
  return sum
}

/** The household's income of the twelve months before a day, fen. */
export function yearIncomeBefore(world: World, day: Day): number {
  const steady =
    world.lost === null &&
    world.persons.every(
      (person) => (person.work.at(-1)?.from ?? 0) <= day - 366 && (person.pension?.from ?? 0) <= day - 366,
    )
  if (steady) return incomeOn(world, day) * 12
  let sum = 0
  for (let month = 0; month < 12; month += 1) sum += incomeOn(world, day - 15 - month * 30)
  return sum
}

/** What a person brought home in the twelve months before a day, fen. */
export function yearIncomeOf(person: Person, day: Day): number {
  const settled = (person.work.at(-1)?.from ?? 0) <= day - 366 && (person.pension?.from ?? 0) <= day - 366
  if (settled) return personIncomeOn(person, day) * 12
  let sum = 0
  for (let month = 0; month < 12; month += 1) sum += personIncomeOn(person, day - 15 - month * 30)
  return sum
}

/** What one person paid for care in the twelve months before a day, fen. */
export function yearCareOf(person: Person, day: Day): { outpatient: number; inpatient: number } {
  const illness = person.illness
  let inpatient = 0
  let outpatient = person.everydayCare
  if (illness !== null && illness.since <= day) {
    const elapsed = day - illness.since
    const cost =
      elapsed <= 365
        ? illness.firstYear * Math.min(1, 0.25 + elapsed / 365)
        : elapsed <= 730
          ? (illness.firstYear * (730 - elapsed) + illness.laterYears * (elapsed - 365)) / 365
          : illness.laterYears
    inpatient = Math.round((cost * 0.7) / 1000) * 1000
    outpatient += Math.round((cost * 0.3) / 1000) * 1000
  }
  return { outpatient, inpatient }
}

/** What the household paid for care in the twelve months before a day, accidents included, fen. */
export function yearCareBefore(world: World, day: Day): number {
  let sum = 0
  for (const person of world.persons) {
    const care = yearCareOf(person, day)
    sum += care.outpatient + care.inpatient
  }
  for (const event of world.events) {
    const isInjury = event.kind === 'traffic-accident' || event.kind === 'other-accident'
    if (isInjury && event.day <= day && event.day > day - 365) sum += event.cost
  }
  return sum
}

/** Whether what an event costs breaks the household's living for now: more than half of what it has, and no income to carry it. */
export function breaksLiving(world: World, event: Pick<WorldEvent, 'cost'>, day: Day): boolean {
  const unsupported = incomeOn(world, day) / world.persons.length < 3_600_00 && world.assets < 60_000_00
  return unsupported && event.cost * 2 > world.assets
}
