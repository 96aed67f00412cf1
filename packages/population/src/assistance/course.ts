import type { RootCause } from '@lastmile/domain'
import { type Day, firstOfMonth } from '../chance/day.ts'
import type { Rng } from '../chance/rng.ts'
import type { World } from '../household/world.ts'
import { rootCause } from './hardship.ts'
import { standardChanges, unemploymentBenefitOn } from './standards.ts'

/** Why somebody who should get help does not. */
export type Barrier =
  | 'did-not-know'
  | 'could-not-go'
  | 'ashamed'
  | 'papers-missing'
  | 'application-under-way'
  | 'lapsed'
  | 'turned-away'

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

/** A stretch of time in which help was needed; `to` is null while it lasts. */
export interface Need {
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

/** Applications, decisions, payments and lapses of one household. */
export class Course {
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
    const paid = this.spells.findIndex(
      (spell) =>
        spell.policy === policy && spell.slot === slot && (spell.to === null || spell.to > need.from),
    )
    const running = this.spells[paid]
    if (running) {
      // The need came back before the help had ended: it simply goes on.
      this.spells[paid] = { ...running, to: need.to === null ? null : this.endAfter(need.to) }
      return
    }
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
      this.spells.push({ policy, slot, from, to: this.endAfter(need.to), amountOn, per: 'month', cause })
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

  miss(policy: string, slot: number, since: Day, cause: RootCause): void {
    this.missed.push({ policy, slot, since, cause, barrier: this.barrier() })
  }

  pay(policy: string, slot: number, from: Day, until: Day): void {
    const to = until > this.asOf ? null : until
    const amountOn = (day: Day): number => unemploymentBenefitOn(day)
    this.spells.push({ policy, slot, from, to, amountOn, per: 'month', cause: 'unemployment' })
  }

  /** Help ends some months after the need; null when that is not yet. */
  private endAfter(needEnded: Day): Day | null {
    const end = firstOfMonth(needEnded + this.rng.between(20, 130), 1)
    return end > this.asOf ? null : end
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
