import type { CampaignPage } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useConditionChips } from '../households/conditions/use-condition-names.ts'
import { filterWords } from '../households/household-filters.ts'
import { words } from './words.ts'

/** Whom a campaign asks, as it was fixed when it began. */
export function WhoLine({ who }: { readonly who: z.infer<typeof CampaignPage>['who'] }): ReactNode {
  const say = useWords(words)
  const filterName = useWords(filterWords)
  const chips = useConditionChips(who, () => {})
  return (
    <p className="lm-soft">
      {say('whoLine')}：{[filterName(who.filter), ...chips.map(({ label }) => label)].join('，')}
    </p>
  )
}
