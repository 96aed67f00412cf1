import { addDays, legalDateAt, startOfLegalDate } from '@lastmile/domain'
import { type ApiClient, amountInWords, useLang, useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { Loaded, SkeletonLines } from '../../frame/index.ts'
import { words } from './household-words.ts'

type ScreeningView = Awaited<ReturnType<ApiClient['policies']['screening']>>
type Result = ScreeningView['results'][number]

/** A past day screened again by what was known then, with what differs from today. */
export function ScreeningReplay({
  householdId,
  today,
}: {
  readonly householdId: string
  readonly today: ScreeningView
}): ReactNode {
  const say = useWords(words)
  const [day, setDay] = useState<string | null>(null)
  const latest = legalDateAt(new Date())
  return (
    <details className="lm-details">
      <summary>{say('replay')}</summary>
      <p className="lm-soft">{say('replayText')}</p>
      <label>
        {say('day')}{' '}
        <input
          type="date"
          max={latest}
          value={day ?? ''}
          onChange={(event) => setDay(event.target.value === '' ? null : event.target.value)}
        />
      </label>
      {day !== null && day <= latest && <Replay householdId={householdId} day={day} today={today} />}
    </details>
  )
}

/** The last moment of a legal day. */
function endOf(day: string): string {
  return new Date(startOfLegalDate(addDays(day, 1)).getTime() - 1).toISOString()
}

function Replay({
  householdId,
  day,
  today,
}: {
  readonly householdId: string
  readonly day: string
  readonly today: ScreeningView
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const past = useQuery({
    ...api.policies.screening.queryOptions({ input: { id: householdId, date: day, knownAt: endOf(day) } }),
    staleTime: 300_000,
  })
  const inWords = useResultInWords()
  return (
    <Loaded query={past} skeleton={<SkeletonLines />}>
      {(data) => {
        const now = new Map(today.results.map((result) => [result.policy, result]))
        const changed = data.results.flatMap((then) => {
          const other = now.get(then.policy)
          return other && inWords(then) !== inWords(other) ? [{ then, other }] : []
        })
        if (changed.length === 0) return <p>{say('same')}</p>
        return (
          <>
            <p>{say('differs', { count: changed.length })}</p>
            <ul className="lm-lines">
              {changed.map(({ then, other }) => (
                <li key={then.policy}>
                  <b>{text(then.name)}</b>
                  <div className="lm-soft">
                    {say('before')} {inWords(then)} → {say('now')} {inWords(other)}
                  </div>
                </li>
              ))}
            </ul>
          </>
        )
      }}
    </Loaded>
  )
}

function useResultInWords(): (result: Result) => string {
  const say = useWords(words)
  const lang = useLang()
  return ({ outcome, amountFen, per, receiving }) =>
    [
      say(outcome),
      ...(amountFen === null ? [] : [amountInWords(amountFen, per, lang)]),
      ...(receiving ? [say('receiving')] : []),
    ].join(' · ')
}
