import { useText, useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { percent } from '../percent.ts'
import type { MeasureView } from './measure-view.ts'
import { words } from './words.ts'

/** The measure by place or kind; small groups say so, and below ten households nothing is shown. */
export function Groups({
  measure,
  by,
}: {
  readonly measure: MeasureView
  readonly by: 'unit' | 'kind'
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const { agreement } = measure
  const rows = [...measure.groups].sort((a, b) => (b.M0 ?? -1) - (a.M0 ?? -1))
  return (
    <>
      {by === 'unit' && (
        <p>
          {agreement
            ? say('agreement', {
                decided: agreement.decided,
                same: percent(agreement.same),
                kappa: agreement.kappa === null ? '—' : agreement.kappa.toFixed(2),
                graver: percent(agreement.graver),
                milder: percent(agreement.milder),
              })
            : say('noAgreement')}
        </p>
      )}
      <div className="lm-table-frame">
        <table className="lm-table">
          <thead>
            <tr>
              <th scope="col">{say('name')}</th>
              <th scope="col" className="lm-number">
                {say('households')}
              </th>
              <th scope="col" className="lm-number">
                H
              </th>
              <th scope="col" className="lm-number">
                A
              </th>
              <th scope="col" className="lm-number">
                M0
              </th>
              <th scope="col" className="lm-number">
                {say('contribution')}
              </th>
              {by === 'unit' && (
                <>
                  <th scope="col" className="lm-number">
                    {say('kappa')}
                  </th>
                  <th scope="col" className="lm-number">
                    {say('graver')}
                  </th>
                  <th scope="col" className="lm-number">
                    {say('milder')}
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} data-few={row.few}>
                <td className="lm-table-primary">
                  {by === 'unit' ? (
                    <Link to="/assessments" search={{ box: 'all', under: row.id }}>
                      {text(row.name)}
                    </Link>
                  ) : (
                    <Link to="/assessments" search={{ box: 'all', kind: row.id }}>
                      {text(row.name)}
                    </Link>
                  )}
                  {row.M0 === null ? (
                    <span className="lm-soft"> {say('tooFew')}</span>
                  ) : (
                    row.few && <span className="lm-soft"> {say('few')}</span>
                  )}
                </td>
                <td className="lm-number" data-label={say('households')}>
                  {row.households}
                </td>
                <td className="lm-number" data-label="H">
                  {percent(row.H)}
                </td>
                <td className="lm-number" data-label="A">
                  {percent(row.A)}
                </td>
                <td className="lm-number" data-label="M0">
                  {row.M0 === null ? '—' : row.M0.toFixed(4)}
                  {row.seM0 !== null && <span className="lm-soft"> ±{row.seM0.toFixed(4)}</span>}
                </td>
                <td className="lm-number" data-label={say('contribution')}>
                  {percent(row.contribution)}
                </td>
                {by === 'unit' && (
                  <>
                    <td className="lm-number" data-label={say('kappa')}>
                      {row.agreement?.kappa == null ? '—' : row.agreement.kappa.toFixed(2)}
                    </td>
                    <td className="lm-number" data-label={say('graver')}>
                      {percent(row.agreement?.graver ?? null)}
                    </td>
                    <td className="lm-number" data-label={say('milder')}>
                      {percent(row.agreement?.milder ?? null)}
                    </td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
