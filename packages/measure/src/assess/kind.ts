import type { Household } from '@lastmile/rules'
import { completedYears, dayNumber } from '@lastmile/rules/conditions'

/** Kinds of household by who lives in it, for figures by kind. */
export const HOUSEHOLD_KINDS = {
  old_alone: { zh: '老人独居', en: 'An old person alone' },
  old_only: { zh: '只有老人', en: 'Old people only' },
  children_only: { zh: '没有大人', en: 'No adult' },
  grandparents: { zh: '老人带孩子', en: 'Old people with children' },
  one_adult: { zh: '一个大人带孩子', en: 'One adult with children' },
  with_children: { zh: '大人和孩子', en: 'Adults with children' },
  alone: { zh: '一个大人', en: 'One adult' },
  adults: { zh: '几个大人', en: 'Several adults' },
  unknown: { zh: '年龄不全', en: 'Ages not known' },
} as const
export type HouseholdKind = keyof typeof HOUSEHOLD_KINDS

/** The kind of a household on a day: children are under 18, old is 60 and over. */
export function householdKind({ members }: Household, date: string): HouseholdKind {
  const today = dayNumber(date)
  const ages = members.map(({ facts }) => {
    const birth = facts.birth_date
    return typeof birth === 'number' && today !== null ? completedYears(birth, today) : null
  })
  if (ages.includes(null)) return 'unknown'
  const known = ages.flatMap((age) => age ?? [])
  const children = known.filter((age) => age < 18).length
  const old = known.filter((age) => age >= 60).length
  const adults = known.length - children - old
  if (adults + old === 0) return 'children_only'
  if (children > 0) {
    if (adults === 0) return 'grandparents'
    return adults + old === 1 ? 'one_adult' : 'with_children'
  }
  if (adults === 0) return old === 1 ? 'old_alone' : 'old_only'
  return adults + old === 1 ? 'alone' : 'adults'
}
