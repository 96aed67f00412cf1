import type { Day } from '../chance/day.ts'
import type { Rng } from '../chance/rng.ts'
import { incomeOn } from '../household/income.ts'
import { disabilityOn, type World } from '../household/world.ts'
import { type Person, workOn } from '../people/person.ts'
import { type BenefitSpell, Course, type MissedHelp, type Need } from './course.ts'
import { type Eye, type Hardship, hardshipOn, isDestitute, leftOver, turningPoints } from './hardship.ts'
import { missedByLetter } from './letter.ts'
import { careSubsidyOn, livingStandardOn, livingSubsidyOn, seniorAllowance } from './standards.ts'

export interface Assistance {
  readonly spells: readonly BenefitSpell[]
  readonly missed: readonly MissedHelp[]
  readonly hardship: Hardship
}

/** The course of help over the three years: who applied, when it began and ended, and who still goes without. */
export function drawAssistance(world: World, start: Day, asOf: Day, rng: Rng): Assistance {
  const eye: Eye = { line: 1 + 0.03 * rng.normal(), savings: Math.exp(0.15 * rng.normal()) }
  const points = turningPoints(world, start, asOf)
  const classes: Hardship[] = points.map((day) => (world.local ? hardshipOn(world, day, eye) : 'none'))
  const course = new Course(world, start, asOf, rng)

  const destitute = world.persons.filter((person) => isDestitute(person, world, asOf))
  for (const person of destitute)
    course.consider('tekun-support', person.slot, course.sinceLong(), (day) => livingStandardOn(day) * 1.3)
  if (destitute.length < world.persons.length) {
    for (const need of needsOf(points, classes, 'deep')) {
      course.consider('dibao', null, need, (day) => fill(world, day, incomeOn(world, day)))
    }
  }
  for (const need of needsOf(points, classes, 'edge')) course.consider('dibao-edge', null, need, () => null)
  for (const need of needsOf(points, classes, 'rigid')) {
    course.consider('rigid-expense-living-relief', null, need, (day) =>
      fill(world, day, leftOver(world, day)),
    )
  }
  addPersonal(world, course, asOf)
  addEventRelief(world, course, asOf, rng)
  return {
    spells: course.spells,
    missed: missedByLetter(world, asOf, course),
    hardship: classes.at(-1) ?? 'none',
  }
}

/** Stretches of one class of hardship. */
function needsOf(points: readonly Day[], classes: readonly Hardship[], wanted: Hardship): Need[] {
  const needs: Need[] = []
  let from: Day | null = null
  points.forEach((day, index) => {
    const inside = classes[index] === wanted
    if (inside && from === null) from = day
    if (!inside && from !== null) {
      needs.push({ from, to: day })
      from = null
    }
  })
  if (from !== null) needs.push({ from, to: null })
  return needs
}

/** What fills a household of that income up to the standard, whole yuan; 30 yuan a head at least, the standard at most (assumption). */
function fill(world: World, day: Day, income: number): number {
  const size = world.persons.length
  const full = livingStandardOn(day) * size
  return Math.min(full, Math.max(30_00 * size, Math.round((full - income) / 100) * 100))
}

/** Help that hangs on one person. */
function addPersonal(world: World, course: Course, asOf: Day): void {
  for (const person of world.persons) {
    if (!person.shanghaiHukou) continue
    const { slot, age } = person
    const certificate = disabilityOn(person, asOf)
    if (certificate) {
      const { grade, type, since } = certificate
      const mind = grade === 3 && (type === 'intellectual' || type === 'mental')
      if (grade <= 2 || mind) {
        course.consider('disability-care-subsidy', slot, { from: since, to: null }, (day) =>
          careSubsidyOn(day, grade),
        )
      }
      const jobless = grade <= 2 && age >= 16 && workOn(person, asOf).wage === 0
      const recognised = course.recognisedSince()
      if (jobless && age < 60 && person.pension === null) {
        course.consider('severe-disabled-jobless-relief', slot, { from: since, to: null }, (day) =>
          Math.round(livingStandardOn(day) * 1.3),
        )
      }
      if (jobless || recognised !== null) {
        const from = jobless ? since : Math.max(since, recognised ?? since)
        course.consider('disability-living-subsidy', slot, { from, to: null }, (day) =>
          livingSubsidyOn(day, jobless),
        )
      }
    }
    if (age >= 65) {
      const from = asOf - (age - 65) * 365 - ((slot * 97) % 365)
      course.consider('senior-comprehensive-allowance', slot, { from, to: null }, () => seniorAllowance(age))
    }
    if (age >= 60 && (person.careLevel ?? 0) >= 2) {
      course.consider('long-term-care-insurance', slot, { from: asOf - 200 - age * 5, to: null }, () => null)
    }
    const recognised = course.recognisedSince()
    if (recognised !== null && person.illness !== null) {
      const from = Math.max(recognised, person.illness.since)
      course.consider('medical-aid', slot, { from, to: null }, () => null)
    }
    for (const spell of person.work) {
      if (spell.insuranceUntil !== null)
        course.pay('unemployment-benefit', slot, spell.from, spell.insuranceUntil)
    }
    const unclaimed = unclaimedInsurance(person, asOf)
    if (unclaimed !== null) course.miss('unemployment-benefit', slot, unclaimed, 'unemployment')
  }
}

/** Since when somebody laid off could draw insurance that was paid for and never asked for; null when not. */
function unclaimedInsurance(person: Person, asOf: Day): Day | null {
  const last = person.work.at(-1)
  if (last?.kind !== 'jobless' || !last.involuntary || last.insuranceUntil !== null) return null
  if (person.work.at(-2)?.kind !== 'employee') return null
  const months = Math.min(24, 2 * Math.floor(person.contributionMonths / 12))
  return asOf - last.from < months * 30 ? last.from : null
}

/** One payment after a fire, an accident or a sudden illness that the household could not carry. */
function addEventRelief(world: World, course: Course, asOf: Day, rng: Rng): void {
  const entitledPlace = world.local || world.persons.some((person) => person.permitYears !== null)
  if (!entitledPlace) return
  for (const event of world.events) {
    if (event.cost < 8_000_00 || event.kind === 'spouse-died') continue
    const perHead = incomeOn(world, event.day) / world.persons.length
    if (perHead > 3_600_00 || world.assets > 60_000_00) continue
    const amount = livingStandardOn(event.day) * world.persons.length * rng.between(1, 3)
    course.considerOnce('temporary-relief', event.day, amount, event.cause, asOf)
  }
}
