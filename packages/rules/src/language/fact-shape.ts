import type { Fact } from '../facts/dictionary.ts'
import type { Shape } from './tree.ts'

/** The most members that a household may have: bounds of sums and counts rest on it. */
export const MOST_MEMBERS = 100

/** Decimals that an exact decimal fact (an area) may have. */
export const RATIO_DIGITS = 2

/** Greatest value of a fact without a `max`: yuan, or a count. */
const MOST = { money: 1_000_000_000, integer: 1_000_000, ratio: 1_000_000 } as const

/** Least and greatest value of a numeric fact as files write it. */
export function factRange(fact: Fact): { min: number; max: number } {
  const max =
    fact.max ??
    (fact.type === 'money' || fact.type === 'integer' || fact.type === 'ratio' ? MOST[fact.type] : 0)
  return { min: fact.min ?? -max, max }
}

/** Decimals that a numeric fact carries inside: money 2 (fen), `ratio` 2, whole numbers 0. */
export function factScale(fact: Fact): number {
  return fact.type === 'money' ? 2 : fact.type === 'ratio' ? RATIO_DIGITS : 0
}

/** Shape of a numeric fact. */
export function factShape(fact: Fact): Shape {
  const { min, max } = factRange(fact)
  const scale = factScale(fact)
  const money = fact.type === 'money'
  const bound = Math.max(Math.abs(min), Math.abs(max)) * 10 ** scale
  return { scale, money, unit: money ? null : fact.unit, bound, denominator: 1 }
}
