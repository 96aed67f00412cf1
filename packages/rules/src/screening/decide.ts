import type { Frame } from '../backends/frame.ts'
import type { Library } from '../library/library.ts'
import { dayNumber } from '../mechanisms/calendar/days.ts'
import { libraryOn, type PolicyOnDay } from './day-library.ts'
import type { Household } from './household.ts'
import type { Outcome } from './result.ts'

/** The bare answer of a policy, without reasons. The amount is in fen at the payment's scale of two. */
export type Decision = {
  readonly policy: string
  readonly outcome: Outcome
  readonly amount: number | null
  readonly persons:
    | readonly { readonly member: string; readonly outcome: Outcome; readonly amount: number | null }[]
    | null
}

/**
 * Decides every policy with a rule, or those named, by the closures alone: the fast way for many households. Money in fen.
 */
export function decideHousehold(
  library: Library,
  household: Household,
  date: string,
  only?: readonly string[],
): Decision[] {
  return libraryOn(library, date)
    .filter(({ state, policy }) => state === 'rule' && (only === undefined || only.includes(policy.id)))
    .map((policy) => decidePolicy(policy, household, date))
}

/** One policy by its closures. */
export function decidePolicy(policy: PolicyOnDay, household: Household, date: string): Decision {
  const frame = frameOf(household, date)
  const id = policy.policy.id
  if (policy.policy.document.entity === 'household')
    return { policy: id, ...verdict(policy, frame), persons: null }
  const persons = household.members.map((member) => ({
    member: member.id,
    ...verdict(policy, { ...frame, person: member.facts }),
  }))
  const outcome = outcomeOfPersons(persons.map((person) => person.outcome))
  const paid = persons.filter((person) => person.outcome === 'eligible').map((person) => person.amount)
  const amount =
    outcome === 'eligible' && paid.every((one) => one !== null) ? paid.reduce((a, b) => a + b, 0) : null
  return { policy: id, outcome, amount, persons }
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

function verdict(policy: PolicyOnDay, frame: Frame): { outcome: Outcome; amount: number | null } {
  const outcome = outcomeOf(policy.test ? policy.test(frame) : null)
  const top = outcome === 'eligible' && policy.pay ? policy.pay(frame) : null
  const scale = policy.version?.payment?.node.shape.scale ?? 2
  return { outcome, amount: top === null ? null : top * 10 ** (2 - scale) }
}
