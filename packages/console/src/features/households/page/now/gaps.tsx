import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../../app/api.ts'
import { HumanDay, Loaded, Money, SkeletonCards, Why } from '../../../../frame/index.ts'
import { GapApplyFold } from '../../../gaps/gap-apply.tsx'
import { ConfirmGap, DismissGap } from '../../../gaps/gap-dialogs.tsx'
import type { GapView, HouseholdView } from '../shapes.ts'
import { useBecauseWords } from './because-words.ts'
import { gapsOf } from './queries.ts'
import { Section } from './section.tsx'
import { words } from './words.ts'

const route = getRouteApi('/staff/households/$householdId')
/** Up to so many gaps have their reasons opened at once. */
const OPEN_AT_ONCE = 2

/** What the household seems entitled to and does not get, with the amount and the reasons opened. */
export function Gaps({ household }: { readonly household: HouseholdView }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const { gap: wanted } = route.useSearch()
  const [asked, setAsked] = useState<{ readonly gap: GapView; readonly kind: 'confirm' | 'dismiss' } | null>(
    null,
  )
  const gaps = useQuery(gapsOf(api, household.id))
  const close = () => setAsked(null)
  return (
    <Section title={say('gaps')} {...(gaps.data ? { count: gaps.data.total } : {})}>
      <Loaded query={gaps} skeleton={<SkeletonCards cards={1} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="lm-soft">{say('gapsNone')}</p>
          ) : (
            <>
              <p className="lm-soft">{say('gapToAsk')}</p>
              <ul className="lm-cards">
                {items.map((gap) => (
                  <GapCard
                    key={gap.id}
                    gap={gap}
                    household={household}
                    opened={gap.id === wanted || (wanted === undefined && items.length <= OPEN_AT_ONCE)}
                    onDecide={(kind) => setAsked({ gap, kind })}
                  />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      {asked?.kind === 'confirm' && <ConfirmGap gap={asked.gap} onClose={close} />}
      {asked?.kind === 'dismiss' && <DismissGap gap={asked.gap} onClose={close} />}
    </Section>
  )
}

function GapCard({
  gap,
  household,
  opened,
  onDecide,
}: {
  readonly gap: GapView
  readonly household: HouseholdView
  readonly opened: boolean
  readonly onDecide: (kind: 'confirm' | 'dismiss') => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const because = useBecauseWords(household)
  const name = text(gap.policyName)
  return (
    <li className="lm-card lm-card-attention">
      <div className="lm-row lm-card-head">
        <h3>{name}</h3>
        <Money fen={gap.amountFen} per={gap.per} unverified={gap.unverified} unknown={say('amountOpen')} />
      </div>
      <p className="lm-soft">
        {say('foundOn')} <HumanDay day={gap.since} />
      </p>
      <Why tree={gap.because} label={say('gapsWhy', { policy: name })} startOpen={opened} {...because} />
      <GapApplyFold gap={gap} />
      {household.may.includes('gap.decide') && (
        <div className="lm-row lm-card-actions">
          <Button type="primary" onClick={() => onDecide('confirm')}>
            {say('confirm')}
          </Button>
          <Button onClick={() => onDecide('dismiss')}>{say('dismiss')}</Button>
        </div>
      )}
    </li>
  )
}
