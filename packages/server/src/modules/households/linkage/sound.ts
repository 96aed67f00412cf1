import { confusedPinyin } from '@lastmile/domain/linkage'

/** The digits of a birthday in order of size, as a typist swaps them. */
export function digitsInOrder(birthDate: string | null): string | null {
  return birthDate === null ? null : Array.from(birthDate.replaceAll('-', '')).sort().join('')
}

/** By what a person is compared with others: kept beside the name, so that those alike are found by an index. */
export function soundOf(pinyin: string, birthDate: string | null): { sound: string; digits: string | null } {
  return { sound: confusedPinyin(pinyin), digits: digitsInOrder(birthDate) }
}
