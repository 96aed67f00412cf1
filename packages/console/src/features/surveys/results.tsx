import { useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useApi } from '../../app/api.ts'
import { EmptyState, Loaded, SkeletonCards } from '../../frame/index.ts'
import './surveys.css'
import { words } from './words.ts'

const route = getRouteApi('/staff/campaigns/$campaignId')

/** How each question was answered, and one question against another or the unit. */
export function Results({ campaignId }: { readonly campaignId: string }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const navigate = route.useNavigate()
  const { rows, columns } = route.useSearch()
  const results = useQuery({
    ...api.surveys.results.queryOptions({
      input: {
        id: campaignId,
        ...(rows === undefined ? {} : { rows }),
        ...(columns === undefined ? {} : { columns }),
      },
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <Loaded query={results} skeleton={<SkeletonCards cards={4} />}>
      {(data) => {
        if (data.forms === 0) return <EmptyState title={say('noForms')} text={say('noFormsText')} />
        const countable = data.questions.filter(({ kind }) => kind === 'one' || kind === 'many')
        return (
          <>
            <p className="lm-survey-section">{say('formsReceived', { count: data.forms })}</p>
            <div className="lm-survey-answers">
              {data.questions.map((question) => {
                const most = Math.max(1, ...question.counts.map(({ count }) => count))
                return (
                  <section key={question.name} className="lm-card">
                    <h3>{text(question.title)}</h3>
                    <p className="lm-soft">
                      {say('answered', { count: question.answered })}
                      {question.figures && ` · ${say('figures', question.figures)}`}
                      {question.kind === 'text' && ` · ${say('words')}`}
                    </p>
                    {question.counts.map(({ value, title, count }) => (
                      <div key={value} className="lm-survey-answer">
                        <span>{text(title)}</span>
                        <span className="lm-share" aria-hidden="true">
                          <i style={{ width: `${(100 * count) / most}%` }} />
                        </span>
                        <b>{count}</b>
                      </div>
                    ))}
                  </section>
                )
              })}
            </div>
            <section className="lm-survey-section">
              <h2>{say('cross')}</h2>
              <div className="lm-row">
                <Select
                  aria-label={say('crossRows')}
                  placeholder={say('crossRows')}
                  value={rows ?? null}
                  allowClear
                  style={{ minWidth: 180, maxWidth: '100%' }}
                  options={countable.map(({ name, title }) => ({ value: name, label: text(title) }))}
                  onChange={(next) =>
                    void navigate({ search: (old) => ({ ...old, rows: next ?? undefined }) })
                  }
                />
                <Select
                  aria-label={say('crossColumns')}
                  value={columns ?? 'unit'}
                  style={{ minWidth: 180, maxWidth: '100%' }}
                  options={[
                    { value: 'unit', label: say('crossUnit') },
                    ...countable.map(({ name, title }) => ({ value: name, label: text(title) })),
                  ]}
                  onChange={(next) => void navigate({ search: (old) => ({ ...old, columns: next }) })}
                />
              </div>
              {data.cross && (
                <div className="lm-table-frame">
                  <table className="lm-table" aria-label={say('cross')}>
                    <thead>
                      <tr>
                        <th scope="col">{say('answer')}</th>
                        {data.cross.columns.map(({ value, title }) => (
                          <th key={value} scope="col" className="lm-number">
                            {text(title)}
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {data.cross.rows.map((row) => (
                        <tr key={row.value}>
                          <td className="lm-table-primary">{text(row.title)}</td>
                          {data.cross?.columns.map(({ value, title }, at) => (
                            <td key={value} data-label={text(title)} className="lm-number">
                              {row.counts[at]}
                            </td>
                          ))}
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
            </section>
          </>
        )
      }}
    </Loaded>
  )
}
