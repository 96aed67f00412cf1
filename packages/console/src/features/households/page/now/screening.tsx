import { useText, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { FigureMark, Money, Why } from '../../../../frame/index.ts'
import type { HouseholdView, ResultView, ScreeningView } from '../shapes.ts'
import { useBecauseWords } from './because-words.ts'
import { Section } from './section.tsx'
import { words } from './words.ts'

/** What the household could get besides: what seems to fit, what cannot be told yet, and, folded away, what does not. */
export function Screening({
  household,
  screening,
}: {
  readonly household: HouseholdView
  readonly screening: ScreeningView
}): ReactNode {
  const say = useWords(words)
  const open = screening.results.filter((result) => !result.receiving && result.gapId === null)
  const fits = open.filter((result) => result.outcome === 'eligible')
  const unsure = open
    .filter((result) => result.outcome === 'unknown')
    .sort((a, b) => a.missing.length - b.missing.length)
  const not = open.filter((result) => result.outcome === 'ineligible')
  return (
    <Section title={say('could')} count={fits.length}>
      <p className="lm-soft">{say('screenedOn', { day: screening.date })}</p>
      {fits.length + unsure.length === 0 && <p>{say('couldNone')}</p>}
      <ul className="lm-lines">
        {[...fits, ...unsure].map((result) => (
          <Result key={result.policy} result={result} household={household} />
        ))}
      </ul>
      {not.length > 0 && (
        <details className="lm-details">
          <summary>{say('notFor', { count: not.length })}</summary>
          <ul className="lm-lines">
            {not.map((result) => (
              <Result key={result.policy} result={result} household={household} />
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

function Result({
  result,
  household,
}: {
  readonly result: ResultView
  readonly household: HouseholdView
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const because = useBecauseWords(household)
  return (
    <li>
      <div className="lm-row lm-card-head">
        <b>{text(result.name)}</b>
        <span className="lm-outcome" data-outcome={result.outcome}>
          {say(result.outcome)}
        </span>
      </div>
      <div className="lm-row lm-soft">
        {result.outcome === 'eligible' && (
          <Money
            fen={result.amountFen}
            per={result.per}
            unverified={result.unverified}
            unknown={say('amountOpen')}
          />
        )}
        {result.outcome === 'unknown' && result.missing.length > 0 && (
          <span>{say('missing', { count: result.missing.length })}</span>
        )}
        {result.missingParameters.length > 0 && (
          <span>
            {say('missingFigure', { names: result.missingParameters.map((one) => one.name).join('、') })}
          </span>
        )}
        {result.outcome !== 'eligible' && result.unverified && <FigureMark />}
      </div>
      <Why tree={result.because} label={text(result.name)} {...because} />
    </li>
  )
}
