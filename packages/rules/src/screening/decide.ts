import type { Frame } from '../backends/frame.ts'
import type { Library } from '../library/library.ts'
import { dayNumber } from '../mechanisms/calendar/days.ts'
import { closuresOn } from './closures.ts'
import type { Decision } from './decider.ts'
import type { Household } from './household.ts'
import type { Outcome } from './result.ts'

/** Decides every policy with a rule by closures: the way for a page under a strict content policy. Money in fen. */
export function decideHousehold(library: Library, household: Household, date: string): Decision[] {
  return closuresOn(library, date).decide(household)
}

/** The policy of persons as a whole: eligible if any is, else unknown if any is. */
export function outcomeOfPersons(outcomes: readonly Outcome[]): Outcome {
  return outcomes.includes('eligible') ? 'eligible' : outcomes.includes('unknown') ? 'unknown' : 'ineligible'
}

/** What an evaluation sees of a household on a day. */
export function frameOf(household: Household, date: string): Frame {
  const today = dayNumber(date)
  if (today === null) throw new RangeError(`"${date}" is not a day`)
  return {
    household: household.facts,
    person: null,
    members: household.members.map((member) => member.facts),
    locals: [],
    today,
  }
}

/** True, false, unknown as an outcome. */
export function outcomeOf(value: boolean | null): Outcome {
  return value === null ? 'unknown' : value ? 'eligible' : 'ineligible'
}
