import type { RootCause } from '@lastmile/domain'
import { adjustmentsOf, type BenefitSpell } from '../assistance/course.ts'
import { type Day, legalDate } from '../chance/day.ts'
import type { Rng } from '../chance/rng.ts'
import type { FactChange } from '../synthetic-household.ts'
import type { ErrorModel } from './error-model.ts'
import {
  type FactColumn,
  type FactValue,
  HOUSEHOLD_COLUMNS,
  type HouseholdFact,
  type HouseholdFacts,
  PERSON_COLUMNS,
  type PersonFact,
  type PersonFacts,
} from './fact-columns.ts'
import { factsOn, RECENT_EVENT_DAYS, recentEvent, type Snapshot, type SnapshotContext } from './snapshot.ts'

export interface RecordedFacts {
  readonly household: HouseholdFacts
  readonly members: readonly PersonFacts[]
  /** Without blur; `member` is a slot here. */
  readonly changes: readonly SlotChange[]
}

export type SlotChange = Omit<FactChange, 'member' | 'kind'> & { readonly slot: number | null }

/**
 * Plays the three years: the facts of the first day, each change in life, and when the record learned of it. The facts that
 * come back are what the record holds on the as-of day; a change not yet learned has left the old value standing.
 */
export function playRecord(
  context: SnapshotContext,
  start: Day,
  errors: ErrorModel,
  rng: Rng,
): RecordedFacts {
  const { asOf } = context
  const days = changeDays(context, start)
  const first = factsOn(days.length === 0 ? asOf : start, context)
  const household: HouseholdFacts = first.household
  const members = first.members
  const changes: SlotChange[] = []
  let previous: Snapshot = days.length === 0 ? first : factsOn(start, context)
  for (const day of days) {
    const current = factsOn(day, context)
    const cause = causeOn(context, day)
    const delays = new Map<string, Day>()
    const learnedOn = (from: FactColumn['from']): Day => {
      const known = delays.get(from)
      if (known !== undefined) return known
      const learned = day + Math.floor(rng.exponential(errors.lateDays[from]))
      delays.set(from, learned)
      return learned
    }
    const note = (
      slot: number | null,
      columns: readonly FactColumn[],
      before: Bag,
      after: Bag,
      kept: Bag,
    ): void => {
      for (const { name, from } of columns) {
        if (before[name] === after[name]) continue
        const learned = learnedOn(from)
        if (learned > asOf) continue
        changes.push({
          date: legalDate(day),
          learnedOn: legalDate(learned),
          slot,
          fact: name,
          from: kept[name] ?? null,
          to: after[name] ?? null,
          cause,
        })
        const value = after[name]
        if (value === undefined) delete kept[name]
        else kept[name] = value
      }
    }
    note(null, HOUSEHOLD_COLUMNS, previous.household, current.household, household)
    members.forEach((kept, index) => {
      note(index + 1, PERSON_COLUMNS, previous.members[index] ?? {}, current.members[index] ?? {}, kept)
    })
    previous = current
  }
  return { household, members, changes }
}

type Bag = { [name in HouseholdFact | PersonFact]?: FactValue } & { [name: string]: FactValue | undefined }

/** Days within the three years on which a fact can change, in order. */
function changeDays({ world, spells, asOf }: SnapshotContext, start: Day): Day[] {
  const days = new Set<Day>()
  const add = (day: Day | null): void => {
    if (day !== null && day > start && day <= asOf) days.add(day)
  }
  for (const event of world.events) {
    add(event.day)
    if (recentEvent(world, event.day) === event) add(event.day + RECENT_EVENT_DAYS)
  }
  for (const person of world.persons) {
    for (const work of person.work) {
      add(work.from)
      add(work.insuranceUntil)
    }
    add(person.pension?.from ?? null)
  }
  for (const spell of spells) {
    add(spell.from)
    add(spell.to)
    for (const day of adjustmentsOf(spell, start, asOf)) add(day)
  }
  return [...days].sort((a, b) => a - b)
}

/** What made the facts of a day change: an event of that day, else the reason of the help that moved. */
function causeOn({ world, spells }: SnapshotContext, day: Day): RootCause {
  const event = world.events.find((each) => each.day === day)
  if (event) return event.cause
  const moved = (spell: BenefitSpell): boolean => spell.from === day || spell.to === day
  const runs = (spell: BenefitSpell): boolean => spell.from < day && (spell.to === null || spell.to > day)
  return (spells.find(moved) ?? spells.find(runs))?.cause ?? 'unknown'
}
