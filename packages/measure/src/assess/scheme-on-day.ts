import type { Household } from '@lastmile/rules'
import { type ConditionsOnDay, conditionsOn } from '@lastmile/rules/conditions'
import type { Placed } from '../alkire-foster/tiers.ts'
import type { Scheme } from '../scheme/scheme.ts'

/** A scheme as it stands on one day, its conditions made into closures once. */
export type SchemeOnDay = {
  readonly scheme: Scheme
  readonly conditions: ConditionsOnDay
  /** The bits of a household by the closures alone: the fast way. */
  place(household: Household): Bits
}

/** Bits of a household: deprived, unknown, not applicable, and the overrides that hold. */
export type Bits = Placed & {
  readonly inapplicable: number
  /** Places of the overrides that surely hold, as bits. */
  readonly overrides: number
}

const made = new WeakMap<Scheme, Map<string, SchemeOnDay>>()
/** Days kept for a scheme: an assessment asks for one day at a time. */
const KEPT = 16

/** The scheme on a day, compiled once and kept. Throws `RangeError` when the date is no day. */
export function schemeOn(scheme: Scheme, date: string): SchemeOnDay {
  const days = made.get(scheme) ?? new Map<string, SchemeOnDay>()
  made.set(scheme, days)
  const known = days.get(date)
  if (known) return known
  const conditions = conditionsOn(scheme.names, date)
  const indicators = scheme.indicators.map(({ applies, when, bit, protected: guarded }) => ({
    bit,
    withheld: scheme.withheld && guarded,
    applies: applies ? conditions.test(applies) : null,
    when: conditions.test(when),
  }))
  const overrides = scheme.overrides.map(({ tier, when, protected: guarded }) => ({
    tier,
    withheld: scheme.withheld && guarded,
    when: conditions.test(when),
  }))
  const place = (household: Household): Bits => {
    let [deprived, unknown, inapplicable, floor, held] = [0, 0, 0, 0, 0]
    for (const { bit, withheld, applies, when } of indicators) {
      const concerns = withheld ? false : applies ? applies(household) : true
      if (concerns === false) {
        inapplicable |= 1 << bit
        continue
      }
      const truth = when(household)
      if (truth === true && concerns) deprived |= 1 << bit
      else if (truth !== false) unknown |= 1 << bit
    }
    overrides.forEach(({ tier, withheld, when }, at) => {
      if (withheld || when(household) !== true) return
      held |= 1 << at
      floor = floor === 0 ? tier : Math.min(floor, tier)
    })
    return { deprived, unknown, inapplicable, floor, overrides: held }
  }
  const onDay = { scheme, conditions, place }
  if (days.size >= KEPT) days.delete(days.keys().next().value ?? '')
  days.set(date, onDay)
  return onDay
}
