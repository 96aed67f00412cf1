import { NOTHING_REASONS, SIGNAL_LEVELS, SIGNAL_OUTCOMES, URGENCIES } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { HumanDay, Moment, StateTag } from '../../frame/index.ts'
import type { SignalRow } from './shapes.ts'
import { words } from './words.ts'

export function UrgencyTag({ signal }: { readonly signal: SignalRow }): ReactNode {
  const text = useText()
  const urgency = signal.urgency as keyof typeof URGENCIES
  return <StateTag waits={urgency < 3}>{text(URGENCIES[urgency])}</StateTag>
}

/** The last day, whether it has passed, and how far the signal has climbed. */
export function DueMark({ signal }: { readonly signal: SignalRow }): ReactNode {
  const say = useWords(words)
  const text = useText()
  if (signal.state === 'ended') return <Outcome signal={signal} />
  const level = text(SIGNAL_LEVELS[signal.level as keyof typeof SIGNAL_LEVELS])
  return (
    <span className="lm-row lm-signal-marks">
      {signal.dueAt === null ? <HumanDay day={signal.dueOn} /> : <Moment at={signal.dueAt} />}
      {signal.overdue && <StateTag waits>{say('overdue')}</StateTag>}
      {signal.level > 0 && <StateTag waits>{say('climbed', { level })}</StateTag>}
    </span>
  )
}

function Outcome({ signal }: { readonly signal: SignalRow }): ReactNode {
  const text = useText()
  return (
    <span>
      {signal.outcome !== null && text(SIGNAL_OUTCOMES[signal.outcome])}
      {signal.reason !== null && <span className="lm-soft"> · {text(NOTHING_REASONS[signal.reason])}</span>}
    </span>
  )
}

/** What kind of signal, about whom, and what is to be known of it at a glance. */
export function RuleMark({ signal }: { readonly signal: SignalRow }): ReactNode {
  const say = useWords(words)
  const text = useText()
  return (
    <span>
      {text(signal.ruleName)}
      {signal.members.length > 0 && (
        <span className="lm-soft"> · {say('about', { names: signal.members.join('、') })}</span>
      )}
      {signal.times > 1 && <span className="lm-soft"> · {say('times', { count: signal.times })}</span>}
      {!signal.holds && signal.state === 'open' && <span className="lm-soft"> · {say('noLonger')}</span>}
    </span>
  )
}

/** Whose it is. */
export function OwnerMark({ signal }: { readonly signal: SignalRow }): ReactNode {
  const say = useWords(words)
  if (!signal.owner) return <span className="lm-soft">{say('nobody')}</span>
  return (
    <span>
      {signal.owner.name}
      {signal.takenAt === null && signal.state === 'open' && (
        <span className="lm-soft"> · {say('notTaken')}</span>
      )}
    </span>
  )
}
