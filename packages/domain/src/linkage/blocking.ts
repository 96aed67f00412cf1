import { confusedPinyin } from './compare.ts'
import type { LinkRecord } from './record.ts'

/** Ways in which two records come to be compared at all; a pair that shares one key of any way is a candidate. */
export const BLOCKS = ['number', 'sound-year', 'birth-sound', 'phone-sound', 'sound-digits'] as const

/**
 * The keys of a record: its number; its sound with the year of birth; the day of birth with the sound of the surname and
 * sex; the phone with the sound; the sound with the digits of the birthday in any order, as a typist swaps them.
 */
export function blockKeys(record: LinkRecord): string[] {
  const { number, birthDate, sex, phone } = record
  const sound = confusedPinyin(record.pinyin)
  const [surname = ''] = sound.split(' ')
  const digits = birthDate?.replaceAll('-', '') ?? ''
  return [
    ...(number === null ? [] : [`number ${number}`]),
    ...(digits === '' ? [] : [`sound-year ${sound} ${digits.slice(0, 4)}`]),
    ...(birthDate === null ? [] : [`birth-sound ${birthDate} ${surname} ${sex ?? ''}`]),
    ...(phone === null ? [] : [`phone-sound ${phone} ${sound}`]),
    ...(digits === '' ? [] : [`sound-digits ${sound} ${Array.from(digits).sort().join('')}`]),
  ]
}
