import type { Rng } from '../chance/rng.ts'
import type { Education, SchoolStage } from './person.ts'

/** The stage of schooling at an age; from 15 on it is drawn. */
export function drawSchool(age: number, rng: Rng): SchoolStage {
  if (age < 3) return 'none'
  if (age < 6) return 'preschool'
  if (age < 11) return 'primary'
  if (age < 15) return 'junior'
  if (age < 18) return rng.chance(0.06) ? 'none' : rng.chance(0.62) ? 'senior_high' : 'secondary_vocational'
  if (age < 22) return rng.chance(0.66) ? 'college' : 'none'
  if (age < 25) return rng.chance(0.16) ? 'college' : 'none'
  return 'none'
}

/** The highest schooling completed, by generation and origin (assumption). */
export function drawEducation(age: number, local: boolean, school: SchoolStage, rng: Rng): Education {
  if (age < 12) return 'none'
  if (school === 'college') return 'senior_high'
  if (school !== 'none') return age < 16 ? 'primary' : 'junior'
  if (age < 19) return 'junior'
  const roll = rng.unit()
  if (age >= 75) return roll < 0.3 ? 'none' : roll < 0.72 ? 'primary' : roll < 0.92 ? 'junior' : 'senior_high'
  if (age >= 60)
    return roll < 0.06 ? 'none' : roll < 0.34 ? 'primary' : roll < 0.78 ? 'junior' : 'senior_high'
  const college = (age < 22 ? 0.05 : age < 35 ? 0.46 : age < 45 ? 0.33 : 0.12) * (local ? 1.2 : 0.62)
  if (roll < college) return 'college'
  if (roll < college + 0.24) return 'senior_high'
  return roll < 0.95 ? 'junior' : 'primary'
}

/** The age at which somebody of a schooling begins to work. */
export function startsWorkAt(education: Education): number {
  if (education === 'college') return 22
  return education === 'senior_high' ? 18 : 16
}

/** What a stage costs a family a year beyond what is free, yuan: median (assumption). */
export const SCHOOL_COST: Readonly<Record<SchoolStage, number>> = {
  none: 0,
  preschool: 4_200,
  primary: 1_500,
  junior: 2_000,
  senior_high: 5_200,
  secondary_vocational: 2_600,
  college: 13_500,
}
