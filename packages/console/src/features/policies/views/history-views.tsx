import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { useToday } from '../../../frame/index.ts'
import { DiffView } from '../desk/diff-view.tsx'
import { type Version, versionsOf } from '../desk/rule-words.tsx'
import { useFigureInWords } from '../unit-words.ts'
import { eventsOf, figuresBetween, type PolicyData, type PolicyEvent } from './history.ts'
import { versionOn } from './rule-views.tsx'
import { words } from './words.ts'

/** The life of a policy on a line: rule, names, figures, and what was published at the desk. */
export function HistoryView({ policy }: { readonly policy: PolicyData }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const today = useToday()
  const inWords = useFigureInWords()
  const changes = useQuery(
    api.policies.changes.queryOptions({
      input: { policy: policy.id, state: 'published', limit: 100, offset: 0 },
    }),
  )
  const sentence = (event: PolicyEvent): string => {
    switch (event.kind) {
      case 'began':
        return say('began')
      case 'ended':
        return say('ended')
      case 'named':
        return say('named', { name: text(event.name) })
      case 'value':
        return say('valueFrom', {
          label: event.figure.label ? text(event.figure.label) : event.figure.name,
          value: inWords(event.figure.value, event.figure.unit),
        })
      case 'valueEnds':
        return say('valueEnds', { label: event.figure.label ? text(event.figure.label) : event.figure.name })
    }
  }
  const lines = [
    ...eventsOf(policy).map((event) => ({ day: event.day, text: sentence(event), change: null })),
    ...(changes.data?.items ?? []).map((change) => ({
      day: (change.decidedAt ?? change.updatedAt).slice(0, 10),
      text: say('publication', { title: change.title, name: change.decidedBy ?? '' }),
      change: change.id,
    })),
  ].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
  return (
    <ol className="lm-timeline">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two things may happen on a day and read alike
        <li key={index} data-future={line.day > today} data-desk={line.change !== null}>
          <time dateTime={line.day}>{line.day}</time>{' '}
          {line.change !== null && may('policy.draft') ? (
            <Link to="/policy-desk/changes/$changeId" params={{ changeId: line.change }}>
              {line.text}
            </Link>
          ) : (
            line.text
          )}
          {line.day > today && <small className="lm-soft"> {say('future')}</small>}
        </li>
      ))}
    </ol>
  )
}

function ruleText(version: Version | undefined, none: string): string {
  if (!version) return none
  const walk = (parts: Version['conditions'], depth: number): string[] =>
    parts.flatMap((part) => [
      `${'  '.repeat(depth)}· ${part.title ? `${part.title.zh} ` : ''}${part.source ?? part.text.zh}（${part.clause ?? ''}）`,
      ...walk(part.of, depth + 1),
    ])
  return [...walk(version.conditions, 0), ...(version.amount ? [`= ${version.amount.source}`] : [])].join(
    '\n',
  )
}

/** What changed between two days: figures beside each other, and the rule line by line. */
export function CompareView({ policy }: { readonly policy: PolicyData }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const today = useToday()
  const inWords = useFigureInWords()
  const [a, setA] = useState(`${Number(today.slice(0, 4)) - 1}${today.slice(4)}`)
  const [b, setB] = useState(today)
  const figures = figuresBetween(policy.parameters, a, b)
  const versions = versionsOf(policy.versions)
  const onDay = (day: string) => {
    const found = versionOn(versions, day)
    return found && found.from <= day && (found.to === null || day <= found.to) ? found : undefined
  }
  const [ruleA, ruleB] = [ruleText(onDay(a), say('none')), ruleText(onDay(b), say('none'))]
  const value = (figure: (typeof figures)[number]['a']) =>
    figure ? inWords(figure.value, figure.unit) : say('none')
  return (
    <>
      <div className="lm-desk-bar">
        <label className="lm-field" htmlFor="lm-day-a">
          {say('dayA')}{' '}
          <Input
            id="lm-day-a"
            type="date"
            value={a}
            onChange={(event) => event.target.value && setA(event.target.value)}
          />
        </label>
        <label className="lm-field" htmlFor="lm-day-b">
          {say('dayB')}{' '}
          <Input
            id="lm-day-b"
            type="date"
            value={b}
            onChange={(event) => event.target.value && setB(event.target.value)}
          />
        </label>
      </div>
      {figures.length === 0 && ruleA === ruleB ? (
        <p>{say('same')}</p>
      ) : (
        <>
          {figures.length > 0 && (
            <div className="lm-table-frame">
              <table className="lm-table">
                <thead>
                  <tr>
                    <th scope="col">{say('what')}</th>
                    <th scope="col" className="lm-number">
                      {a}
                    </th>
                    <th scope="col" className="lm-number">
                      {b}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {figures.map((pair) => (
                    <tr key={pair.name}>
                      <td className="lm-table-primary">{pair.label ? text(pair.label) : pair.name}</td>
                      <td data-label={a} className="lm-number">
                        {value(pair.a)}
                      </td>
                      <td data-label={b} className="lm-number">
                        {value(pair.b)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          {ruleA !== ruleB && (
            <>
              <h3>{say('ruleText')}</h3>
              <DiffView before={ruleA} after={ruleB} />
            </>
          )}
        </>
      )}
    </>
  )
}
