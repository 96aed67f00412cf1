import type { Day } from '../chance/day.ts'
import type { Rng } from '../chance/rng.ts'
import { draw, weighted } from '../chance/weighted.ts'
import { ASSUMED, shareAtAge } from '../distributions.ts'
import type { Disability, DisabilityType, Disease, Illness, Person } from './person.ts'

const TYPES = weighted<DisabilityType>(ASSUMED.disabilityType)
const GRADES = weighted<1 | 2 | 3 | 4>(ASSUMED.disabilityGrade)
const DISEASES = weighted<Disease>([
  ['malignant_tumour', 46],
  ['breast_cancer', 9],
  ['severe_uraemia', 11],
  ['mental_disorder', 8],
  ['other', 26],
])
const LISTED: ReadonlySet<Disease> = new Set(['malignant_tumour', 'breast_cancer', 'severe_uraemia'])

export interface HealthContext {
  readonly asOf: Day
  /** First day of the three years that are told. */
  readonly start: Day
  /** How much more often than average a disability certificate is found here. */
  readonly disabilityFactor: number
}

/** A disability with its certificate, or null. One certificate in eight was issued within the three years. */
export function drawDisability(
  age: number,
  shanghaiHukou: boolean,
  context: HealthContext,
  rng: Rng,
): Disability | null {
  const share = shareAtAge(ASSUMED.disabilityByAge, age) * (shanghaiHukou ? 1 : 0.5)
  if (!rng.chance(share * context.disabilityFactor)) return null
  const type = draw(TYPES, rng)
  const grade = draw(GRADES, rng)
  const recent = rng.chance(age < 4 ? 1 : 0.125)
  const oldest = Math.min(age, 25) * 365
  const since = recent
    ? context.asOf - rng.between(20, Math.min(1095, Math.max(60, age * 365)))
    : context.start - rng.between(1, Math.max(2, oldest))
  return { type, grade, since }
}

/** A serious illness with its self-paid costs, or null. */
export function drawIllness(
  age: number,
  sex: Person['sex'],
  context: HealthContext,
  rng: Rng,
): Illness | null {
  if (!rng.chance(shareAtAge(ASSUMED.seriousIllnessByAge, age))) return null
  const drawn = draw(DISEASES, rng)
  const disease = drawn === 'breast_cancer' && (sex === 'male' || age < 25) ? 'malignant_tumour' : drawn
  const recent = rng.chance(ASSUMED.illnessWithinThreeYears)
  const since = recent
    ? context.asOf - rng.between(5, 1090)
    : context.start - rng.between(1, Math.max(2, Math.min(age, 8) * 365))
  const firstYear = yuan(rng.logNormal(ASSUMED.illnessFirstYear.median, ASSUMED.illnessFirstYear.sigma), 100)
  const later = disease === 'severe_uraemia' || disease === 'mental_disorder' ? 0.7 : 0.3
  return {
    disease,
    listed: LISTED.has(disease),
    since,
    firstYear,
    laterYears: Math.round((firstYear * later) / 10_000) * 10_000,
  }
}

/** Level of the elder-care assessment (0–6) for those who had one; null for the others. */
export function drawCareLevel(age: number, disability: Disability | null, rng: Rng): number | null {
  if (age < 60) return null
  const frail = age >= 80 ? 0.34 : age >= 70 ? 0.13 : 0.04
  const share = disability && disability.grade <= 2 ? 0.7 : frail
  if (!rng.chance(share)) return null
  return Math.min(6, Math.max(0, Math.round(2.6 + rng.normal() * 1.5 + (age >= 85 ? 0.8 : 0))))
}

/** Self-paid a year for everyday care, fen. */
export function drawEverydayCare(age: number, chronic: boolean, rng: Rng): number {
  return yuan(rng.logNormal(chronic ? 1_800 : age >= 60 ? 700 : 350, 0.7), 10)
}

/** Yuan to fen, rounded to `step` yuan. */
export function yuan(value: number, step = 1): number {
  return Math.round(value / step) * step * 100
}
