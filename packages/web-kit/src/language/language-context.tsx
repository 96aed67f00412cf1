import { createContext, useContext, useMemo } from 'react'
import { type BilingualText, type Lang, pick, type Say, sayIn, type Words } from './words.ts'

const Language = createContext<Lang>('zh')

/** Sets the language of everything below. */
export const LanguageProvider = Language.Provider

/** The present language. */
export function useLang(): Lang {
  return useContext(Language)
}

/** `const say = useWords(words)`, then `say('title')` or `say('left', { count: 3 })`. */
export function useWords<W extends Words>(words: W): Say<W> {
  const lang = useLang()
  return useMemo(() => sayIn(words, lang), [words, lang])
}

/** Picks the present language of a server text: `const text = useText()`, then `text(gap.policyName)`. */
export function useText(): (text: BilingualText) => string {
  const lang = useLang()
  return useMemo(() => (text: BilingualText) => pick(text, lang), [lang])
}
