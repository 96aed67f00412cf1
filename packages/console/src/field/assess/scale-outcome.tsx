import type { Score } from '@lastmile/measure'
import { useText, useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { scaleWords } from './scale-words.ts'

/** What the answers come to so far: score and band, what to mind, and, once it is recorded, where to go on. */
export function ScaleOutcome({
  score,
  householdId,
  saved,
}: {
  readonly score: Score
  readonly householdId: string
  readonly saved: boolean
}): ReactNode {
  const say = useWords(scaleWords)
  const text = useText()
  const watch = score.alerts.filter(({ level }) => level !== 'crisis')
  return (
    <>
      {watch.length > 0 && (
        <div className="lf-note" role="status">
          <b>{say('watchTitle')}</b>
          <ul className="lf-lines">
            {watch.map((alert) => (
              <li key={alert.id}>{text(alert.action)}</li>
            ))}
          </ul>
        </div>
      )}
      <p role="status" className="lf-card">
        <b>
          {score.score === null
            ? say('noPoints')
            : say('points', { score: score.score, max: score.max ?? score.score })}
        </b>
        {score.band && <> {say('band', { band: text(score.band.name) })}</>}
        {score.notes.map((note) => (
          <span key={note.en} className="lf-soft">
            {' '}
            {text(note)}
          </span>
        ))}
      </p>
      {saved && (
        <div className="lf-card lf-form">
          <h3>{say('saved')}</h3>
          <p>{say('savedText')}</p>
          <Link to="/field/scale/$householdId" params={{ householdId }} search={{}} className="lf-button">
            {say('another')}
          </Link>
          <Link to="/field/families/$householdId" params={{ householdId }} className="lf-main-button">
            {say('toFamily')}
          </Link>
        </div>
      )}
    </>
  )
}
