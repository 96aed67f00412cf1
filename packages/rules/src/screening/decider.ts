import type { Value } from '../backends/frame.ts'
import type { Fact } from '../facts/dictionary.ts'
import { factsRead } from '../population/facts-read.ts'
import type { PolicyOnDay } from './day-library.ts'
import type { Household } from './household.ts'
import type { Outcome } from './result.ts'

/** The bare answer of a policy, without reasons. The amount is in fen. */
export type Decision = {
  readonly policy: string
  readonly outcome: Outcome
  readonly amount: number | null
  readonly persons:
    | readonly { readonly member: string; readonly outcome: Outcome; readonly amount: number | null }[]
    | null
}

/** Outcomes by their codes in the answers. */
export const OUTCOMES: readonly Outcome[] = ['ineligible', 'eligible', 'unknown']

/** Facts in the order of a record: those of the household, then those of each member in turn. */
export type RecordLayout = { readonly household: readonly Fact[]; readonly person: readonly Fact[] }

/** Where a policy's answers stand: at `household`, and of member m of n at `first + 2 * (nth * n + m)`. Each is a code and an amount. */
export type AnswerPlace = {
  readonly household: number
  readonly persons: { readonly first: number; readonly nth: number } | null
}

/** Decides some policies over a record of so many members. As a method, so that a decider of any form is a `Decider`. */
export type Decide<R> = { of(record: R, members: number, answers: Float64Array): void }['of']

/** How a back end holds a household, and its functions. */
export type Form<R> = {
  readonly layout: RecordLayout
  readonly places: readonly AnswerPlace[]
  readonly functions: readonly Decide<R>[]
  make(length: number): R
  put(record: R, place: number, fact: Fact, value: Value): void
}

/** One household made ready: what is asked of it again and again allocates nothing. */
export class HeldHousehold<R = unknown> {
  readonly members: number
  private readonly form: Form<R>
  private readonly record: R

  constructor(form: Form<R>, { facts, members }: Household) {
    const { household, person } = form.layout
    const record = form.make(household.length + members.length * person.length)
    let at = 0
    for (const fact of household) form.put(record, at++, fact, facts[fact.name] ?? null)
    for (const member of members)
      for (const fact of person) form.put(record, at++, fact, member.facts[fact.name] ?? null)
    this.members = members.length
    this.form = form
    this.record = record
  }

  /** Gives a fact of the household, or of its nth member, another value. A fact that no rule reads is let go. */
  put(fact: Fact, nth: number, value: Value): void {
    const { household, person } = this.form.layout
    const own = (fact.entity === 'household' ? household : person).indexOf(fact)
    if (own < 0) return
    const place = fact.entity === 'household' ? own : household.length + nth * person.length + own
    this.form.put(this.record, place, fact, value)
  }

  /**
   * Decides every policy: at 2 k of `answers` stands the code of the outcome of policy k (0 ineligible, 1 eligible, 2 unknown), then its
   * amount in fen, NaN where there is none. Behind them stand those of persons.
   */
  run(answers: Float64Array): void {
    const { form, record, members } = this
    for (const decide of form.functions) decide(record, members, answers)
  }
}

/** Decides one household after another by the rules of a day. */
export class Decider<R = unknown> {
  /** Policies with a rule on the day, in the order of the answers. */
  readonly policies: readonly string[]
  private readonly form: Form<R>

  constructor(rules: readonly PolicyOnDay[], form: Form<R>) {
    this.policies = rules.map(({ policy }) => policy.id)
    this.form = form
  }

  /** Makes a household ready. */
  hold(household: Household): HeldHousehold<R> {
    return new HeldHousehold(this.form, household)
  }

  /** Room for the answers about households of up to so many members. */
  room(members: number): Float64Array {
    return new Float64Array(2 * this.policies.length * (1 + members))
  }

  /** Every policy's answer for one household. */
  decide(household: Household): Decision[] {
    const { members } = household
    const answers = this.room(members.length)
    this.hold(household).run(answers)
    const at = (place: number) => {
      const amount = answers[place + 1] ?? Number.NaN
      const outcome = OUTCOMES[answers[place] ?? -1] ?? 'unknown'
      return { outcome, amount: Number.isNaN(amount) ? null : amount }
    }
    return this.policies.map((policy, index) => {
      const { household: own, persons } = this.form.places[index] as AnswerPlace
      const first = persons ? persons.first + 2 * persons.nth * members.length : 0
      return {
        policy,
        ...at(own),
        persons: persons ? members.map(({ id }, nth) => ({ member: id, ...at(first + 2 * nth) })) : null,
      }
    })
  }
}

/** The facts that rules read. */
export function layoutOf(rules: readonly PolicyOnDay[]): RecordLayout {
  const facts = [...factsRead(rules)].filter((fact) => fact.type !== 'string')
  return {
    household: facts.filter(({ entity }) => entity === 'household'),
    person: facts.filter(({ entity }) => entity === 'person'),
  }
}

export function placesOf(rules: readonly PolicyOnDay[]): AnswerPlace[] {
  let persons = 0
  return rules.map(({ policy }, place) => ({
    household: 2 * place,
    persons: policy.document.entity === 'person' ? { first: 2 * rules.length, nth: persons++ } : null,
  }))
}
