import { ageOn, type LegalDate } from './legal-date.ts'

/** Small kinds of household (家庭类型) by who lives in it: for counts, never for a decision. */
export const HOUSEHOLD_KINDS = {
  elder_alone: { zh: '独居老人', en: 'Older person alone' },
  elders: { zh: '都是老人', en: 'Older people only' },
  one_adult_with_children: { zh: '一个大人带孩子', en: 'One adult with children' },
  with_children: { zh: '两个以上大人带孩子', en: 'Adults with children' },
  children: { zh: '只有孩子', en: 'Children only' },
  alone: { zh: '一个人（不满 60 岁）', en: 'One person below 60' },
  adults: { zh: '都是大人', en: 'Adults only' },
  unclear: { zh: '年龄没登记全', en: 'An age is not recorded' },
} as const
export type HouseholdKind = keyof typeof HOUSEHOLD_KINDS

/** The kinds in the order in which they are shown. */
export const HOUSEHOLD_KIND_LIST = Object.keys(HOUSEHOLD_KINDS) as readonly HouseholdKind[]

const OLD = 60
const GROWN = 18

/** The kind of a household by the birth dates of those who live in it on a day; null is a date that nobody knows. */
export function householdKind(births: readonly (LegalDate | null)[], day: LegalDate): HouseholdKind {
  const ages = births.map((birth) => (birth === null ? null : ageOn(birth, day)))
  if (ages.length === 0 || ages.includes(null)) return 'unclear'
  const count = (test: (age: number) => boolean) => ages.filter((age) => age !== null && test(age)).length
  const [old, children] = [count((age) => age >= OLD), count((age) => age < GROWN)]
  if (old === ages.length) return old === 1 ? 'elder_alone' : 'elders'
  if (children === ages.length) return 'children'
  if (children > 0) return ages.length - children === 1 ? 'one_adult_with_children' : 'with_children'
  return ages.length === 1 ? 'alone' : 'adults'
}
