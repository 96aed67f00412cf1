import type { Rng } from '../chance/rng.ts'
import type { ErrorModel } from './error-model.ts'
import type { FactColumn, FactValue } from './fact-columns.ts'

/** Choices that are ticked for each other on a form. */
const NEIGHBOURS: Readonly<Record<string, readonly string[]>> = {
  housing_tenure: ['owned', 'public_rental', 'private_rental', 'lent', 'homestead'],
  education_level: ['none', 'primary', 'junior', 'senior_high', 'college'],
  marital_status: ['single', 'married', 'divorced', 'widowed'],
  disability_type: ['visual', 'hearing', 'speech', 'physical', 'intellectual', 'mental', 'multiple'],
  address_kind: ['at_registered', 'elsewhere_in_street', 'elsewhere_in_district', 'elsewhere_in_city'],
  house_grade: ['A', 'B', 'C', 'D'],
}

/** How well a household is known: most are, some hardly. Multiplies what is missing; the mean is close to 1. */
export function drawUnfamiliarity(rng: Rng): number {
  const roll = rng.unit()
  return roll < 0.6 ? 0.4 : roll < 0.92 ? 1.1 : 5
}

/**
 * Writes true facts down as people do: some are left out, some are wrong. Birth dates and sex are never falsified here
 * (duplicates have their own slips). Returns the names of what was left out.
 */
export function blurFacts<Name extends string>(
  facts: Partial<Record<Name, FactValue>>,
  columns: readonly FactColumn<Name>[],
  errors: ErrorModel,
  unfamiliarity: number,
  rng: Rng,
): Set<string> {
  const leftOut = new Set<string>()
  for (const { name, type, from } of columns) {
    const value = facts[name]
    if (value === undefined) continue
    if (rng.chance(errors.missing[from] * unfamiliarity)) {
      delete facts[name]
      leftOut.add(name)
    } else if (rng.chance(errors.wrong[from]) && name !== 'birth_date' && name !== 'sex') {
      facts[name] = falsified(name, type, value, rng)
    }
  }
  return leftOut
}

function falsified(name: string, type: FactColumn['type'], value: FactValue, rng: Rng): FactValue {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string') {
    if (type === 'date') return shiftedDay(value, rng)
    const others = NEIGHBOURS[name]?.filter((each) => each !== value) ?? []
    return others.length > 0 ? rng.pick(others) : value
  }
  if (type === 'money') return slippedAmount(value, rng)
  const shifted = rng.chance(0.5) ? value + 1 : value - 1
  if (name === 'disability_grade') return Math.min(4, Math.max(1, shifted))
  if (name === 'care_level') return Math.min(6, Math.max(0, shifted))
  return Math.max(0, shifted)
}

/** Rounded, out of date, two digits swapped, or a nought too many. */
function slippedAmount(yuan: number, rng: Rng): number {
  const roll = rng.unit()
  if (roll < 0.45) return Math.round(yuan / 500) * 500
  if (roll < 0.75) return Math.round(yuan * (0.82 + 0.2 * rng.unit()))
  if (roll < 0.95) {
    const digits = Array.from(String(Math.round(yuan)))
    if (digits.length < 2) return yuan
    const at = rng.between(0, digits.length - 2)
    const [a = '', b = ''] = [digits[at], digits[at + 1]]
    digits[at] = b
    digits[at + 1] = a
    return Number(digits.join(''))
  }
  return Math.round(yuan * 10)
}

/** A day of the month read wrongly; stays within 1–28, so the day exists. */
function shiftedDay(date: string, rng: Rng): string {
  const day = Number(date.slice(8))
  const other = ((day + rng.between(0, 8)) % 28) + 1
  return `${date.slice(0, 8)}${String(other).padStart(2, '0')}`
}
