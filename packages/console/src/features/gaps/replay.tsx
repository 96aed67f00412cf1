import { addDays, legalDateAt, startOfLegalDate } from '@lastmile/domain'
import { type ApiClient, amountInWords, exactMoment, useLang, useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { Loaded, SkeletonLines } from '../../frame/index.ts'
import { words } from './household-words.ts'

type ScreeningView = Awaited<ReturnType<ApiClient['policies']['screening']>>
type Result = ScreeningView['results'][number]
type Past = Awaited<ReturnType<ApiClient['policies']['pastScreenings']>>[number]

/** A past day screened again by what was known then, with what differs from today. */
export function ScreeningReplay({
  householdId,
  today,
}: {
  readonly householdId: string
  readonly today: ScreeningView
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<Past | null>(null)
  const [day, setDay] = useState<string | null>(null)
  const latest = legalDateAt(new Date())
  const past = useQuery({
    ...api.policies.pastScreenings.queryOptions({ input: { id: householdId } }),
    enabled: open,
  })
  return (
    <details className="lm-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('replay')}</summary>
      <p className="lm-soft">{say('replayText')}</p>
      {past.data && past.data.length > 0 && (
        <label>
          {say('pastOnes')}{' '}
          <select
            value={chosen?.at ?? ''}
            onChange={(event) => {
              setChosen(past.data.find((one) => one.at === event.target.value) ?? null)
              setDay(null)
            }}
          >
            <option value="">{say('choose')}</option>
            {past.data.map((one) => (
              <option key={one.at} value={one.at}>
                {say('pastOne', { at: exactMoment(new Date(one.at)), by: one.by })}
              </option>
            ))}
          </select>
        </label>
      )}{' '}
      <label>
        {say('day')}{' '}
        <input
          type="date"
          max={latest}
          value={day ?? ''}
          onChange={(event) => {
            setDay(event.target.value === '' ? null : event.target.value)
            setChosen(null)
          }}
        />
      </label>
      {chosen !== null && (
        <Replay
          householdId={householdId}
          asked={{ date: chosen.date, knownAt: chosen.at, library: chosen.library }}
          said={chosen.answer}
          today={today}
        />
      )}
      {day !== null && day <= latest && (
        <Replay
          householdId={householdId}
          asked={{ date: day, knownAt: endOf(day) }}
          said={null}
          today={today}
        />
      )}
    </details>
  )
}

/** The last moment of a legal day. */
function endOf(day: string): string {
  return new Date(startOfLegalDate(addDays(day, 1)).getTime() - 1).toISOString()
}

function Replay({
  householdId,
  asked,
  said,
  today,
}: {
  readonly householdId: string
  readonly asked: { readonly date: string; readonly knownAt: string; readonly library?: string }
  /** What the answer of then is known by; null where nobody looked at it then. */
  readonly said: string | null
  readonly today: ScreeningView
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const past = useQuery({
    ...api.policies.screening.queryOptions({ input: { id: householdId, ...asked } }),
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
        const exact = said !== null && (
          <p className={data.answerHash === said ? 'lm-soft' : 'lm-late'}>
            {say(data.answerHash === said ? 'exact' : 'notExact')}
          </p>
        )
        if (changed.length === 0)
          return (
            <>
              {exact}
              <p>{say('same')}</p>
            </>
          )
        return (
          <>
            {exact}
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
