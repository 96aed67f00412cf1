import { Because, useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { Loaded, Money, useToImport } from '../../frame/index.ts'
import { ConfirmGap, DismissGap } from '../gaps/gap-dialogs.tsx'
import { useFactsInWords } from '../households/facts-in-words.ts'
import { words } from './words.ts'

/** A gap with its reasons, decided on the spot. */
export function GapInPlace({
  householdId,
  gapId,
}: {
  readonly householdId: string
  readonly gapId: string
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const describe = useFactsInWords()
  const toImport = useToImport()
  const [asked, setAsked] = useState<'confirm' | 'dismiss' | null>(null)
  const gaps = useQuery(api.policies.gaps.queryOptions({ input: { householdId, state: 'open', limit: 50 } }))
  return (
    <Loaded query={gaps}>
      {({ items }) => {
        const gap = items.find((one) => one.id === gapId)
        if (!gap) return <p className="lm-soft">{say('gapGone')}</p>
        const close = () => setAsked(null)
        return (
          <>
            <p>
              <Money fen={gap.amountFen} per={gap.per} unverified={gap.unverified} />
            </p>
            <Because
              tree={gap.because}
              label={say('gapWhy', { policy: text(gap.policyName) })}
              describe={describe}
              {...(toImport ? { toImport } : {})}
            />
            <div className="lm-row">
              {may('gap.decide') && (
                <>
                  <Button type="primary" onClick={() => setAsked('confirm')}>
                    {say('confirm')}
                  </Button>
                  <Button onClick={() => setAsked('dismiss')}>{say('dismiss')}</Button>
                </>
              )}
              <Link to="/households/$householdId" params={{ householdId }} search={{ gap: gapId }}>
                {say('openHome')}
              </Link>
            </div>
            {asked === 'confirm' && <ConfirmGap gap={gap} onClose={close} />}
            {asked === 'dismiss' && <DismissGap gap={gap} onClose={close} />}
          </>
        )
      }}
    </Loaded>
  )
}
