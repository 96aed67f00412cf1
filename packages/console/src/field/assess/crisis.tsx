import type { Alert, Instrument } from '@lastmile/measure'
import { useText, useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { scaleWords } from './scale-words.ts'

/** What an alarming answer asks for, below that answer and at once: the words lie on the phone. */
export function Crisis({
  alerts,
  householdId,
  personId,
  safety,
}: {
  readonly alerts: readonly Alert[]
  readonly householdId: string
  readonly personId: string | null
  /** The scale to go on with; undefined while this one is still open. */
  readonly safety: Instrument | undefined
}): ReactNode {
  const say = useWords(scaleWords)
  const text = useText()
  return (
    <div className="lf-card lf-crisis" role="alert">
      <h3>{say('crisisTitle')}</h3>
      <ul className="lf-lines">
        <li>{say('crisisStay')}</li>
        {alerts.map((alert) => (
          <li key={alert.id}>{text(alert.action)}</li>
        ))}
        <li>{say('crisisSent')}</li>
      </ul>
      {safety && (
        <Link
          to="/field/scale/$householdId"
          params={{ householdId }}
          search={{ instrument: safety.id, ...(personId === null ? {} : { person: personId }) }}
          className="lf-main-button"
        >
          {say('safety', { name: text(safety.name) })}
        </Link>
      )}
    </div>
  )
}
