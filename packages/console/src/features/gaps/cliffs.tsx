import { useLang, useText, useWords, yuanInWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '../../app/api.ts'
import { words } from './household-words.ts'

/** Where earning a little more would leave the household with less; nothing when there is no such step. */
export function HouseholdCliffs({ householdId }: { readonly householdId: string }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const lang = useLang()
  const api = useApi()
  const cliffs = useQuery({
    ...api.gaps.cliffs.queryOptions({ input: { id: householdId } }),
    // Each reading stands in the ledger.
    staleTime: 300_000,
  })
  // The nearest step says it; the further ones only repeat it.
  const first = cliffs.data?.cliffs[0]
  if (!first) return null
  const less = first.beforeFen - first.afterFen
  return (
    <div className="lm-card lm-card-attention">
      <h3>{say('cliffs')}</h3>
      <p>
        {say('cliff', {
          rise: yuanInWords(first.riseFen, lang),
          less: yuanInWords(less, lang),
          net: yuanInWords(less - first.riseFen, lang),
        })}
      </p>
      <p className="lm-soft">
        {say('lost')}
        {first.lost.map((one) => `${text(one.name)} ${yuanInWords(one.lessFen, lang)}`).join('、')}
      </p>
    </div>
  )
}
