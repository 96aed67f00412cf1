import type { Value } from '../backends/frame.ts'
import { fillRecord, type RecordLayout } from '../backends/record.ts'
import type { Fact } from '../facts/dictionary.ts'
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

/**
 * Where a policy's answers stand: the code of its outcome, and behind it the amount in fen where it pays one. `person`: the same within
 * the answers about one member; null for a policy of households.
 */
export type AnswerPlace = {
  readonly household: number
  readonly person: number | null
  readonly pays: boolean
}

/** Where all answers stand: those about the household, then those about each member in turn, `width` numbers each. */
export type AnswerLayout = {
  readonly places: readonly AnswerPlace[]
  readonly first: number
  readonly width: number
}

/** Decides some policies over a record of so many members. As a method, so that a decider of any form is a `Decider`. */
export type Decide<R> = { of(record: R, members: number, answers: Float64Array): void }['of']

/** How a back end holds a household, and its functions. */
export type Form<R> = {
  readonly layout: RecordLayout
  readonly answers: AnswerLayout
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
    const rows = members.map((member) => member.facts)
    fillRecord(form.layout, facts, rows, (place, fact, value) => form.put(record, place, fact, value))
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
   * Decides every policy. Each answer is a code (0 ineligible, 1 eligible, 2 unknown), then, where the policy pays, fen or NaN: none, or
   * unknown.
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
  /** Where the code of each policy's outcome stands. */
  readonly places: readonly number[]
  private readonly form: Form<R>

  constructor(rules: readonly PolicyOnDay[], form: Form<R>) {
    this.policies = rules.map(({ policy }) => policy.id)
    this.places = form.answers.places.map(({ household }) => household)
    this.form = form
  }

  /** Makes a household ready. */
  hold(household: Household): HeldHousehold<R> {
    return new HeldHousehold(this.form, household)
  }

  /** Room for the answers about households of up to so many members. */
  room(members: number): Float64Array {
    const { first, width } = this.form.answers
    return new Float64Array(first + members * width)
  }

  /** Every policy's answer for one household. */
  decide(household: Household): Decision[] {
    const { members } = household
    const answers = this.room(members.length)
    this.hold(household).run(answers)
    const { places, first, width } = this.form.answers
    const at = (place: number, pays: boolean) => {
      const amount = pays ? (answers[place + 1] ?? Number.NaN) : Number.NaN
      const outcome = OUTCOMES[answers[place] ?? -1] ?? 'unknown'
      return { outcome, amount: Number.isNaN(amount) ? null : amount }
    }
    return this.policies.map((policy, index) => {
      const { household: own, person, pays } = places[index] as AnswerPlace
      const ofMember = (id: string, nth: number) => ({
        member: id,
        ...at(first + nth * width + (person ?? 0), pays),
      })
      const persons = person === null ? null : members.map(({ id }, nth) => ofMember(id, nth))
      return { policy, ...at(own, pays), persons }
    })
  }
}

/** Room for the answers of rules. */
export function answersOf(rules: readonly PolicyOnDay[]): AnswerLayout {
  let [first, width] = [0, 0]
  const places = rules.map(({ policy, version }): AnswerPlace => {
    const pays = version?.payment != null
    const ofPersons = policy.document.entity === 'person'
    const place = { household: first, person: ofPersons ? width : null, pays }
    first += pays ? 2 : 1
    if (ofPersons) width += pays ? 2 : 1
    return place
  })
  return { places, first, width }
}
