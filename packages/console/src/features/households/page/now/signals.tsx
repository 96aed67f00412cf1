import { useText, useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../../app/api.ts'
import { useSession } from '../../../../app/session.ts'
import { Loaded, SkeletonCards, useSaid, Why } from '../../../../frame/index.ts'
import { EndSignal } from '../../../signals/end-dialog.tsx'
import type { SignalRow } from '../../../signals/shapes.ts'
import { DueMark, OwnerMark, UrgencyTag } from '../../../signals/signal-marks.tsx'
import '../../../signals/signals.css'
import { words as signalWords } from '../../../signals/words.ts'
import type { HouseholdView } from '../shapes.ts'
import { useBecauseWords } from './because-words.ts'
import { signalsOf } from './queries.ts'
import { Section } from './section.tsx'
import { words } from './words.ts'

/** Why somebody should look in on this household, and what was found when somebody did. Nothing is shown where nothing is open. */
export function Signals({ household }: { readonly household: HouseholdView }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const [ending, setEnding] = useState<SignalRow | null>(null)
  const signals = useQuery(signalsOf(api, household.id))
  if (signals.data?.total === 0) return null
  return (
    <Section title={say('signals')} {...(signals.data ? { count: signals.data.total } : {})}>
      <Loaded query={signals} skeleton={<SkeletonCards cards={1} />}>
        {({ items }) => (
          <ul className="lm-cards">
            {items.map((signal) => (
              <SignalCard
                key={signal.id}
                signal={signal}
                household={household}
                onEnd={() => setEnding(signal)}
              />
            ))}
          </ul>
        )}
      </Loaded>
      {ending && <EndSignal signal={ending} onClose={() => setEnding(null)} />}
    </Section>
  )
}

function SignalCard({
  signal,
  household,
  onEnd,
}: {
  readonly signal: SignalRow
  readonly household: HouseholdView
  readonly onEnd: () => void
}): ReactNode {
  const say = useWords(signalWords)
  const text = useText()
  const api = useApi()
  const me = useSession()
  const said = useSaid()
  const queries = useQueryClient()
  const because = useBecauseWords(household)
  const take = () => {
    api.signals.take
      .call({ id: signal.id, version: signal.version })
      .then(async () => {
        said.done(say('taken'))
        await queries.invalidateQueries()
      })
      .catch(said.failed)
  }
  return (
    <li className="lm-card lm-card-attention">
      <div className="lm-row lm-card-head">
        <h3>{text(signal.ruleName)}</h3>
        <UrgencyTag signal={signal} />
      </div>
      <p className="lm-row lm-signal-marks">
        <span>{say('due')}</span> <DueMark signal={signal} /> <OwnerMark signal={signal} />
      </p>
      <p className="lm-soft">{say('atTheDoor', { what: text(signal.atTheDoor) })}</p>
      {signal.told !== null && (
        <p>{say('told', { who: signal.reportedBy?.name ?? say('somebody'), what: signal.told })}</p>
      )}
      <Why
        tree={signal.because as Parameters<typeof Why>[0]['tree']}
        label={say('whyOf', { name: signal.headName })}
        {...because}
      />
      {household.may.includes('signal.decide') && (
        <div className="lm-row lm-card-actions">
          <Button type="primary" onClick={onEnd}>
            {say('end')}
          </Button>
          {!(signal.owner?.id === me.id && signal.takenAt !== null) && (
            <Button onClick={take}>{say('take')}</Button>
          )}
        </div>
      )}
    </li>
  )
}
