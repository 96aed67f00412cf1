import type { ChangeImpact, ImpactLine } from '@lastmile/contract'
import { amountInWords, useLang, useText, useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { words } from './words.ts'

type Impact = z.infer<typeof ChangeImpact>
type Line = z.infer<typeof ImpactLine>
const KINDS = ['loses', 'less', 'gains', 'more', 'unsure'] as const

/** How many households and how much money, by street and by policy. */
export function ImpactPanel({
  impact,
  changeId,
  planned,
}: {
  readonly impact: Impact
  readonly changeId: string
  /** Whether the households are planned still, and not a list of doors. */
  readonly planned: boolean
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const nothing = KINDS.every((kind) => impact.total[kind] === 0)
  return (
    <section>
      <h2>{say('impact')}</h2>
      <p className="lm-soft">
        {say('impactOn', { day: impact.date, count: impact.households })}
        {impact.failed > 0 && say('impactUnread', { count: impact.failed })}
      </p>
      {nothing ? (
        <p>{say('noEffect')}</p>
      ) : (
        <>
          <ImpactTable
            head={say('street')}
            rows={[
              ...impact.byStreet.map((line) => ({ key: line.path, name: line.name, line })),
              { key: '', name: say('whole'), line: impact.total },
            ]}
          />
          <ImpactTable
            head={say('policy')}
            rows={impact.byPolicy.map((line) => ({ key: line.policy, name: text(line.name), line }))}
          />
          <p>
            <Link
              to="/doors"
              search={{ change: changeId, ...(planned ? { state: 'planned' as const } : {}) }}
            >
              {say('doorsOf')}
            </Link>
          </p>
        </>
      )}
    </section>
  )
}

function ImpactTable({
  head,
  rows,
}: {
  readonly head: string
  readonly rows: readonly { readonly key: string; readonly name: string; readonly line: Line }[]
}): ReactNode {
  const say = useWords(words)
  const lang = useLang()
  const most = Math.max(1, ...rows.filter((row) => row.key !== '').map(({ line }) => Math.abs(line.monthFen)))
  return (
    <div className="lm-table-frame">
      <table className="lm-table lm-desk-impact">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {KINDS.map((kind) => (
              <th key={kind} scope="col" className="lm-number">
                {say(kind)}
              </th>
            ))}
            <th scope="col">{say('money')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, line }) => (
            <tr key={key} data-total={key === ''}>
              <td className="lm-table-primary">{name}</td>
              {KINDS.map((kind) => (
                <td key={kind} data-label={say(kind)} className="lm-number lm-table-short">
                  {line[kind]}
                </td>
              ))}
              <td data-label={say('money')}>
                <span className="lm-desk-money">
                  {line.monthFen > 0 ? '+' : line.monthFen < 0 ? '−' : ''}
                  {amountInWords(Math.abs(line.monthFen), 'month', lang)}
                  {line.onceFen !== 0 &&
                    `；${line.onceFen > 0 ? '+' : '−'}${amountInWords(Math.abs(line.onceFen), 'once', lang)}`}
                </span>
                {key !== '' && (
                  <span
                    className="lm-desk-bar-line"
                    data-down={line.monthFen < 0}
                    style={{ inlineSize: `${(100 * Math.abs(line.monthFen)) / most}%` }}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
