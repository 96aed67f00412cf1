import type { FactInWords } from '@lastmile/web-kit'
import { useLang, useText } from '@lastmile/web-kit'
import { factInWords, useFacts } from '../../../../frame/index.ts'
import type { HouseholdView } from '../shapes.ts'

/** How a tree of reasons names this household's facts and members. */
export function useBecauseWords(household: HouseholdView): {
  readonly describe: (fact: string, value: unknown) => FactInWords
  readonly memberName: (member: string) => string | null
} {
  const dictionary = useFacts()
  const text = useText()
  const lang = useLang()
  return {
    describe: (fact, value) => {
      const entry = dictionary.find(fact)
      return { label: entry ? text(entry.label) : fact, value: factInWords(entry, value, lang) }
    },
    memberName: (member) => household.members.find((one) => one.personId === member)?.name ?? null,
  }
}
