import { isLegalDate, type LegalDate } from './legal-date.ts'

/** Citizen identity numbers, GB 11643-1999; check character ISO 7064 MOD 11-2. */
export interface ResidentId {
  /** 18 characters, upper case. */
  readonly number: string
  readonly region: string
  readonly birthDate: LegalDate
  readonly sex: 'male' | 'female'
  /** `310199` is assigned to no division: such a number belongs to no living person. */
  readonly isSynthetic: boolean
}

export type ResidentIdProblem =
  | 'spreadsheet-number'
  | 'old-form'
  | 'length'
  | 'characters'
  | 'province'
  | 'birth-date'
  | 'future-birth-date'
  | 'check-character'

export type ResidentIdResult =
  | { readonly ok: true; readonly id: ResidentId }
  | { readonly ok: false; readonly problem: ResidentIdProblem; readonly suggestion?: string }

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(
    ' ',
  ),
)

/** The check character for the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2). */
export function checkCharacter(first17: string): string {
  let sum = 0
  for (let i = 0; i < 17; i += 1) sum += Number(first17[i]) * (WEIGHTS[i] ?? 0)
  return CHECKS[sum % 11] ?? ''
}

/**
 * Reads a number as people and spreadsheets write it: NFKC, spaces and hyphens dropped, `x` upper-cased.
 * The region is checked for its province only, since abolished codes are common (310229, the former county).
 * @param today the legal day against which a birth date counts as future.
 */
export function parseResidentId(text: string, today: LegalDate): ResidentIdResult {
  const number = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
  if (/^\d+(\.\d+)?E\+?\d+$/.test(number)) return { ok: false, problem: 'spreadsheet-number' }
  if (/^\d{15}$/.test(number)) {
    const first17 = `${number.slice(0, 6)}19${number.slice(6)}`
    return { ok: false, problem: 'old-form', suggestion: first17 + checkCharacter(first17) }
  }
  if (number.length !== 18) return { ok: false, problem: 'length' }
  if (!/^\d{17}[\dX]$/.test(number)) return { ok: false, problem: 'characters' }
  if (!PROVINCES.has(number.slice(0, 2))) return { ok: false, problem: 'province' }
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isLegalDate(birthDate)) return { ok: false, problem: 'birth-date' }
  if (birthDate > today) return { ok: false, problem: 'future-birth-date' }
  if (checkCharacter(number.slice(0, 17)) !== number[17]) return { ok: false, problem: 'check-character' }
  const region = number.slice(0, 6)
  return {
    ok: true,
    id: {
      number,
      region,
      birthDate,
      sex: Number(number[16]) % 2 === 1 ? 'male' : 'female',
      isSynthetic: region === '310199',
    },
  }
}

/** First six and last four characters stay readable: `310199********0025`. */
export function maskResidentId(number: string): string {
  return `${number.slice(0, 6)}********${number.slice(-4)}`
}
