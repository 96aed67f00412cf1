import { useText, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { FigureMark, Money, Why } from '../../../../frame/index.ts'
import { HouseholdCliffs } from '../../../gaps/cliffs.tsx'
import { ScreeningReplay } from '../../../gaps/replay.tsx'
import type { HouseholdView, ResultView, ScreeningView } from '../shapes.ts'
import { useBecauseWords } from './because-words.ts'
import { Section } from './section.tsx'
import { WhyNotButtons } from './why-not-buttons.tsx'
import { words } from './words.ts'

/** A policy that lacks so few answers is worth asking about now; the others are folded away. */
const NEAR = 2
const NEAR_SHOWN = 6

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
  const near = unsure.filter(({ missing }) => missing.length <= NEAR).slice(0, NEAR_SHOWN)
  const far = unsure.filter((result) => !near.includes(result))
  const not = open.filter((result) => result.outcome === 'ineligible')
  return (
    <Section title={say('could')} count={fits.length}>
      <p className="lm-soft">{say('screenedOn', { day: screening.date })}</p>
      {fits.length + unsure.length === 0 && <p>{say('couldNone')}</p>}
      <Results results={[...fits, ...near]} household={household} />
      <Folded summary={say('furtherUnsure', { count: far.length })} results={far} household={household} />
      <Folded summary={say('notFor', { count: not.length })} results={not} household={household} />
      <HouseholdCliffs householdId={household.id} />
      <ScreeningReplay householdId={household.id} today={screening} />
    </Section>
  )
}

function Results({
  results,
  household,
}: {
  readonly results: readonly ResultView[]
  readonly household: HouseholdView
}): ReactNode {
  return (
    <ul className="lm-lines">
      {results.map((result) => (
        <Result key={result.policy} result={result} household={household} />
      ))}
    </ul>
  )
}

function Folded({
  summary,
  results,
  household,
}: {
  readonly summary: string
  readonly results: readonly ResultView[]
  readonly household: HouseholdView
}): ReactNode {
  if (results.length === 0) return null
  return (
    <details className="lm-details">
      <summary>{summary}</summary>
      <Results results={results} household={household} />
    </details>
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
            {say('missingFigure', {
              names: result.missingParameters.map((one) => text(one.label)).join('、'),
            })}
          </span>
        )}
        {result.outcome !== 'eligible' && result.unverified && <FigureMark />}
      </div>
      <Why tree={result.because} label={text(result.name)} {...because} />
      {result.outcome !== 'eligible' && result.because.kind !== 'no-version' && (
        <WhyNotButtons householdId={household.id} policy={result.policy} name={text(result.name)} />
      )}
    </li>
  )
}
