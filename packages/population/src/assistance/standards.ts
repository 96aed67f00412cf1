import { type Day, dayOf } from '../chance/day.ts'

/**
 * What the invented caseworkers pay by. These are rough figures of the synthetic world, not the policy library: nothing
 * else may read them, and a figure here may differ from the one in `policies/` without being wrong. Yuan a month; the
 * standards before 2024-07 and every multiple are from memory (unverified), the later ones second-hand.
 */
const LIVING_STANDARD: readonly (readonly [Day, number])[] = [
  [dayOf(2019, 4, 1), 1_160],
  [dayOf(2020, 7, 1), 1_240],
  [dayOf(2021, 7, 1), 1_330],
  [dayOf(2022, 7, 1), 1_420],
  [dayOf(2023, 7, 1), 1_510],
  [dayOf(2024, 7, 1), 1_595],
  [dayOf(2025, 7, 1), 1_650],
  [dayOf(2026, 7, 1), 1_690],
]

/** The living standard a head that the caseworkers hold to on a day, fen a month. */
export function livingStandardOn(day: Day): number {
  let value = LIVING_STANDARD[0]?.[1] ?? 0
  for (const [from, yuan] of LIVING_STANDARD) if (from <= day) value = yuan
  return value * 100
}

/** The days on which the standard moved between two days. */
export function standardChanges(after: Day, until: Day): Day[] {
  return LIVING_STANDARD.map(([from]) => from).filter((from) => from > after && from <= until)
}

/** Savings a head up to which the caseworkers help, fen. */
export const SAVINGS_LIMIT = { living: 30_000_00, edge: 50_000_00 } as const
/** Assets a head up to which the regulation helps, by the number of people; 2013 and 2014 figures from memory (unverified), fen. */
export const ASSET_LIMIT = {
  living: { small: 33_000_00, larger: 30_000_00 },
  edge: { small: 55_000_00, larger: 50_000_00 },
} as const
/** Times the living standard: the caseworkers' line for low-income households. */
export const EDGE_MULTIPLE = 2
/** Income a head and month above which a household with heavy costs is not helped, fen. */
export const RIGID_INCOME_CEILING = 7_300_00

/** Disposable income a head of the whole city, by year, yuan; from memory (unverified). The last one stands for later years. */
const CITYWIDE_INCOME: readonly (readonly [number, number])[] = [
  [2018, 64_183],
  [2019, 69_442],
  [2020, 72_232],
  [2021, 78_027],
  [2022, 79_610],
  [2023, 84_834],
  [2024, 88_366],
]

/** The citywide income a head of the calendar year before a day, fen a year. */
export function citywideIncomeBefore(day: Day): number {
  let value = CITYWIDE_INCOME[0]?.[1] ?? 0
  for (const [year, yuan] of CITYWIDE_INCOME) if (dayOf(year + 1, 1, 1) <= day) value = yuan
  return value * 100
}

/** Care subsidy by grade, fen a month. */
export function careSubsidyOn(day: Day, grade: number): number {
  const recent = day >= dayOf(2025, 7, 1)
  return grade === 1 ? (recent ? 350_00 : 300_00) : recent ? 180_00 : 150_00
}

/** Living subsidy of disabled persons, fen a month. */
export function livingSubsidyOn(day: Day, full: boolean): number {
  const recent = day >= dayOf(2025, 7, 1)
  return full ? (recent ? 450_00 : 420_00) : recent ? 320_00 : 300_00
}

/** Unemployment insurance in the first year, fen a month. */
export function unemploymentBenefitOn(day: Day): number {
  if (day >= dayOf(2026, 7, 1)) return 2_340_00
  if (day >= dayOf(2025, 7, 1)) return 2_305_00
  return day >= dayOf(2024, 7, 1) ? 2_255_00 : 2_175_00
}

/** Old-age allowance by age, fen a month. */
export function seniorAllowance(age: number): number {
  if (age >= 100) return 600_00
  if (age >= 90) return 350_00
  if (age >= 80) return 180_00
  return age >= 70 ? 150_00 : 75_00
}
