import type { RootCause } from '@lastmile/domain'
import { type Day, firstOfMonth } from '../chance/day.ts'
import type { Rng } from '../chance/rng.ts'
import { incomeOn } from '../household/income.ts'
import { disabilityOn, type World } from '../household/world.ts'
import { workOn } from '../people/person.ts'
import { type Eye, type Hardship, hardshipOn, isDestitute, rootCause, turningPoints } from './hardship.ts'
import {
  careSubsidyOn,
  livingStandardOn,
  livingSubsidyOn,
  seniorAllowance,
  standardChanges,
  unemploymentBenefitOn,
} from './standards.ts'

/** Why somebody who should get help does not. */
export type Barrier =
  | 'did-not-know'
  | 'could-not-go'
  | 'ashamed'
  | 'papers-missing'
  | 'application-under-way'
  | 'lapsed'

/** Help that was paid, by the policy's id in the fact base. */
export interface BenefitSpell {
  readonly policy: string
  readonly slot: number | null
  readonly from: Day
  /** First day without; null while it runs. */
  readonly to: Day | null
  /** Fen a month on a day of the spell; null where the help is not money by the month. */
  readonly amountOn: (day: Day) => number | null
  readonly per: 'month' | 'once'
  readonly cause: RootCause
}

/** Help that was needed on the as-of day and is not paid. */
export interface MissedHelp {
  readonly policy: string
  readonly slot: number | null
  readonly since: Day
  readonly cause: RootCause
  readonly barrier: Barrier
}

export interface Assistance {
  readonly spells: readonly BenefitSpell[]
  readonly missed: readonly MissedHelp[]
  readonly hardship: Hardship
}

interface Need {
  readonly from: Day
  readonly to: Day | null
}

/** How a kind of help reaches people: share that applies, and mean days from need to decision. */
interface Reach {
  readonly share: number
  readonly lag: number
}

const REACH: Readonly<Record<string, Reach>> = {
  dibao: { share: 0.86, lag: 75 },
  'dibao-edge': { share: 0.6, lag: 90 },
  'rigid-expense-living-relief': { share: 0.4, lag: 100 },
  'tekun-support': { share: 0.9, lag: 80 },
  'severe-disabled-jobless-relief': { share: 0.84, lag: 70 },
  'disability-living-subsidy': { share: 0.88, lag: 60 },
  'disability-care-subsidy': { share: 0.92, lag: 60 },
  'senior-comprehensive-allowance': { share: 0.975, lag: 25 },
  'long-term-care-insurance': { share: 0.78, lag: 45 },
  'medical-aid': { share: 0.82, lag: 60 },
  'temporary-relief': { share: 0.45, lag: 20 },
}

/** Help that answers one cause whatever else is the matter. */
const CAUSE_OF: Readonly<Record<string, RootCause>> = {
  'senior-comprehensive-allowance': 'old_age',
  'long-term-care-insurance': 'old_age',
  'disability-care-subsidy': 'disability',
  'disability-living-subsidy': 'disability',
  'severe-disabled-jobless-relief': 'disability',
  'medical-aid': 'illness',
}

const BARRIERS: readonly Barrier[] = ['did-not-know', 'did-not-know', 'ashamed', 'papers-missing']

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
      course.consider('dibao', null, need, (day) => dibaoAmount(world, day))
    }
  }
  for (const need of needsOf(points, classes, 'edge')) course.consider('dibao-edge', null, need, () => null)
  for (const need of needsOf(points, classes, 'rigid')) {
    course.consider('rigid-expense-living-relief', null, need, (day) => dibaoAmount(world, day) ?? 0)
  }
  addPersonal(world, course, asOf)
  addEventRelief(world, course, asOf, rng)
  return { spells: course.spells, missed: course.missed, hardship: classes.at(-1) ?? 'none' }
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

/** What fills the household up to the standard, whole yuan; at least 30 yuan a head, as practice has it (assumption). */
function dibaoAmount(world: World, day: Day): number {
  const size = world.persons.length
  const short = livingStandardOn(day) * size - incomeOn(world, day)
  return Math.max(30_00 * size, Math.round(short / 100) * 100)
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
  }
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

/** Applications, decisions, payments and lapses of one household. */
class Course {
  readonly spells: BenefitSpell[] = []
  readonly missed: MissedHelp[] = []
  private readonly world: World
  private readonly start: Day
  private readonly asOf: Day
  private readonly rng: Rng

  constructor(world: World, start: Day, asOf: Day, rng: Rng) {
    this.world = world
    this.start = start
    this.asOf = asOf
    this.rng = rng
  }

  /** A need that began long before the telling. */
  sinceLong(): Need {
    return { from: this.start, to: null }
  }

  /** Since when the household has been recognised as needy, if it still is. */
  recognisedSince(): Day | null {
    const classes = ['dibao', 'dibao-edge', 'tekun-support', 'rigid-expense-living-relief']
    const running = this.spells.filter((spell) => spell.to === null && classes.includes(spell.policy))
    return running.length === 0 ? null : Math.min(...running.map((spell) => spell.from))
  }

  /** A need meets its help, late, never, or for a while. */
  consider(policy: string, slot: number | null, need: Need, amountOn: (day: Day) => number | null): void {
    const { rng, asOf, start, world } = this
    const reach = REACH[policy] ?? { share: 0.8, lag: 60 }
    const old = need.from <= start
    const onset = old && slot === null ? start - Math.floor(rng.exponential(1000)) : need.from
    const applies = rng.chance(reach.share - (world.isolated ? 0.14 : 0))
    const lag = 12 + Math.floor(rng.exponential(reach.lag))
    const from = firstOfMonth(onset + lag, 1)
    const cause = CAUSE_OF[policy] ?? rootCause(world, Math.max(need.from, start))
    if (need.to !== null && from >= need.to) return
    if (!applies || from > asOf) {
      if (need.to !== null) return
      const barrier = applies ? 'application-under-way' : this.barrier()
      this.missed.push({ policy, slot, since: onset, cause, barrier })
      return
    }
    if (need.to !== null) {
      const end = firstOfMonth(need.to + rng.between(20, 130), 1)
      this.spells.push({ policy, slot, from, to: end > asOf ? null : end, amountOn, per: 'month', cause })
      return
    }
    const renewable = slot === null && asOf - from > 400 && rng.chance(0.035)
    if (renewable) {
      const end = firstOfMonth(Math.max(from + 366, asOf - rng.between(30, 700)))
      this.spells.push({ policy, slot, from, to: end, amountOn, per: 'month', cause })
      this.missed.push({ policy, slot, since: end, cause, barrier: 'lapsed' })
      return
    }
    this.spells.push({ policy, slot, from, to: null, amountOn, per: 'month', cause })
  }

  considerOnce(policy: string, onset: Day, amount: number, cause: RootCause, asOf: Day): void {
    const reach = REACH[policy] ?? { share: 0.5, lag: 20 }
    const paid = onset + 5 + Math.floor(this.rng.exponential(reach.lag))
    if (this.rng.chance(reach.share) && paid <= asOf) {
      this.spells.push({
        policy,
        slot: null,
        from: paid,
        to: paid + 90,
        amountOn: () => amount,
        per: 'once',
        cause,
      })
    } else if (asOf - onset < 120) {
      this.missed.push({ policy, slot: null, since: onset, cause, barrier: this.barrier() })
    }
  }

  pay(policy: string, slot: number, from: Day, until: Day): void {
    const to = until > this.asOf ? null : until
    const amountOn = (day: Day): number => unemploymentBenefitOn(day)
    this.spells.push({ policy, slot, from, to, amountOn, per: 'month', cause: 'unemployment' })
  }

  private barrier(): Barrier {
    const frail = this.world.persons.every((person) => person.age >= 75 || person.disability !== null)
    if (frail && this.rng.chance(0.5)) return 'could-not-go'
    return this.rng.pick(BARRIERS)
  }
}

/** Days on which a running amount was adjusted, because the standard moved. */
export function adjustmentsOf(spell: BenefitSpell, start: Day, asOf: Day): Day[] {
  if (spell.per === 'once') return []
  const end = spell.to ?? asOf + 1
  return standardChanges(Math.max(spell.from, start), asOf).filter(
    (day) => day < end && spell.amountOn(day) !== spell.amountOn(day - 1),
  )
}
