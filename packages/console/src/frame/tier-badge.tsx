import { useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { words } from './words.ts'

/** The tier of a household in words, in one of four steps of one hue. */
export function TierBadge({ tier }: { readonly tier: number | null }): ReactNode {
  const say = useWords(words)
  if (tier === null || tier < 1 || tier > 4) return <span className="lm-unknown">{say('noTier')}</span>
  return (
    <span className="lm-tier" data-tier={tier}>
      {say(`tier${tier as 1 | 2 | 3 | 4}`)}
    </span>
  )
}
