import type { FactInWords } from '@lastmile/web-kit'
import { useFactsInWords } from '../../facts-in-words.ts'
import type { HouseholdView } from '../shapes.ts'

/** How a tree of reasons names this household's facts and members. */
export function useBecauseWords(household: HouseholdView): {
  readonly describe: (fact: string, value: unknown) => FactInWords
  readonly memberName: (member: string) => string | null
} {
  const describe = useFactsInWords()
  return {
    describe,
    memberName: (member) => household.members.find((one) => one.personId === member)?.name ?? null,
  }
}
