import { type FactInWords, useLang, useText } from '@lastmile/web-kit'
import { factInWords, useFacts } from '../../frame/index.ts'

/** How a tree of reasons names facts and their values: by the dictionary. */
export function useFactsInWords(): (fact: string, value: unknown) => FactInWords {
  const dictionary = useFacts()
  const text = useText()
  const lang = useLang()
  return (fact, value) => {
    // `monthly_wage@90`: what the record held 90 days ago.
    const [base = fact, daysBack] = fact.split('@')
    const entry = dictionary.find(base)
    const label = entry ? text(entry.label) : base
    return {
      label:
        daysBack === undefined
          ? label
          : text({ zh: `${daysBack} 天前的${label}`, en: `${label} ${daysBack} days ago` }),
      value: factInWords(entry, value, lang),
    }
  }
}
