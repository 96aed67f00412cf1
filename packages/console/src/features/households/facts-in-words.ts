import { type FactInWords, useLang, useText } from '@lastmile/web-kit'
import { factInWords, useFacts } from '../../frame/index.ts'

/** How a tree of reasons names facts and their values: by the dictionary. */
export function useFactsInWords(): (fact: string, value: unknown) => FactInWords {
  const dictionary = useFacts()
  const text = useText()
  const lang = useLang()
  return (fact, value) => {
    const entry = dictionary.find(fact)
    return { label: entry ? text(entry.label) : fact, value: factInWords(entry, value, lang) }
  }
}
