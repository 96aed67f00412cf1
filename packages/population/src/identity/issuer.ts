import { checkCharacter } from '@lastmile/domain'
import { type Day, legalDate, yearsBefore } from '../chance/day.ts'
import type { Sex } from '../people/person.ts'

/** A birthday and the number that fits it. */
export interface IssuedIdentity {
  readonly birthDate: string
  readonly idNumber: string | null
}

const REGION = '310199'
const SEQUENCES = 500

/**
 * Issues identity numbers (GB 11643-1999) that are all different, in a memory that does not grow with the population.
 * The people of one age and sex form a cohort; the n-th of a cohort gets the n-th place of a fixed permutation of
 * (birthday within the year of age) × (sequence number of that sex). The region 310199 is assigned to no division.
 * A cohort holds 182,500 numbers; who comes later gets none, as a person whose papers are lost.
 */
export class IdentityIssuer {
  private readonly asOf: Day
  private readonly issued = new Map<number, number>()
  private readonly windows = new Map<number, { from: Day; days: number }>()
  private readonly salt: number

  constructor(asOf: Day, salt: number) {
    this.asOf = asOf
    this.salt = salt
  }

  /** @param age completed years on the as-of day. */
  issue(age: number, sex: Sex): IssuedIdentity {
    const cohort = age * 2 + (sex === 'male' ? 1 : 0)
    const rank = this.issued.get(cohort) ?? 0
    this.issued.set(cohort, rank + 1)
    const { from, days } = this.windowOf(age)
    const places = days * SEQUENCES
    const place = (this.salt + cohort * 7919 + rank * strideFor(places)) % places
    const birthDate = legalDate(from + (place % days))
    if (rank >= places) return { birthDate, idNumber: null }
    const sequence = Math.floor(place / days) * 2 + (sex === 'male' ? 1 : 0)
    return { birthDate, idNumber: numberFor(birthDate, sequence) }
  }

  /** The days on which somebody who is `age` on the as-of day can have been born. */
  private windowOf(age: number): { from: Day; days: number } {
    const known = this.windows.get(age)
    if (known) return known
    const last = yearsBefore(this.asOf, age)
    const from = yearsBefore(this.asOf, age + 1) + 1
    const window = { from, days: last - from + 1 }
    this.windows.set(age, window)
    return window
  }
}

/** @param sequence 0–999, odd for men. */
export function numberFor(birthDate: string, sequence: number): string {
  const first17 = `${REGION}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return first17 + checkCharacter(first17)
}

/** A stride near the golden section and coprime to the number of places, so that neighbours in rank lie far apart. */
function strideFor(places: number): number {
  let stride = Math.floor(places * 0.6180339887)
  while (gcd(stride, places) !== 1) stride += 1
  return stride
}

function gcd(a: number, b: number): number {
  let x = a
  let y = b
  while (y !== 0) {
    const rest = x % y
    x = y
    y = rest
  }
  return x
}
