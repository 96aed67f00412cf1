import type { Because } from '@lastmile/contract'
import { SIGNAL_OUTCOMES } from '@lastmile/domain'
import { Because as Reasons, useText, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { Moment } from '../../frame/index.ts'
import { useFactsInWords } from '../households/facts-in-words.ts'
import type { SignalRow } from './shapes.ts'
import { words } from './words.ts'

/** What whoever goes needs to know: what to look for, who said what, why, why so urgent, and what was found. */
export function SignalDetails({ signal }: { readonly signal: SignalRow }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const describe = useFactsInWords()
  return (
    <div className="lm-signal-details">
      <p>{say('atTheDoor', { what: text(signal.atTheDoor) })}</p>
      {signal.told !== null && (
        <p>{say('told', { who: signal.reportedBy?.name ?? say('somebody'), what: signal.told })}</p>
      )}
      {signal.found !== null && (
        <p>
          {say('foundOf', {
            who: signal.endedBy ?? '',
            minutes: signal.minutes ?? 0,
            found: signal.found,
          })}
        </p>
      )}
      {signal.undone.map((one) => (
        <p key={one.at} className="lm-soft">
          <Moment at={one.at} />{' '}
          {say('undone', { by: one.by, outcome: text(SIGNAL_OUTCOMES[one.outcome]), why: one.why })}
        </p>
      ))}
      {(signal.raisedBy !== 'people' || signal.times > 1) && (
        <div className="lm-why-tree">
          <Reasons
            tree={signal.because as Because}
            label={say('whyOf', { name: signal.headName })}
            describe={describe}
          />
        </div>
      )}
      <h4>{say('whyUrgent')}</h4>
      <div className="lm-why-tree">
        <Reasons tree={signal.priority as Because} label={say('whyUrgent')} describe={describe} />
      </div>
    </div>
  )
}
