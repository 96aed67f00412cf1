import { useText, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { percent } from '../percent.ts'
import type { MeasureView } from './measure-view.ts'
import { words } from './words.ts'

interface Props {
  readonly measure: MeasureView
}

/** What becomes of the result with other lines and weights. */
export function Robust({ measure: { robustness } }: Props): ReactNode {
  const say = useWords(words)
  const text = useText()
  return (
    <section aria-label={say('robust')}>
      <h2>{say('robust')}</h2>
      <p>{say('tiersKept', { share: percent(robustness.tiersKept) })}</p>
      {robustness.kept !== null && (
        <p>
          {say('ranks', {
            tau: robustness.tau === null ? '—' : robustness.tau.toFixed(2),
            kept: percent(robustness.kept),
          })}
        </p>
      )}
      <div className="lm-measure-pair">
        <details>
          <summary>{say('otherLines')}</summary>
          <table className="lm-measure-small">
            <thead>
              <tr>
                <th scope="col">{say('line_')}</th>
                <th scope="col">H</th>
                <th scope="col">M0</th>
              </tr>
            </thead>
            <tbody>
              {robustness.lines.map((one) => (
                <tr key={one.k}>
                  <td>{percent(one.k)}</td>
                  <td>{percent(one.H)}</td>
                  <td>{one.M0.toFixed(4)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
        <details>
          <summary>{say('otherWeights')}</summary>
          <table className="lm-measure-small">
            <thead>
              <tr>
                <th scope="col">{say('otherWeights')}</th>
                <th scope="col">H</th>
                <th scope="col">M0</th>
                <th scope="col">{say('sameTier')}</th>
              </tr>
            </thead>
            <tbody>
              {robustness.weights.map((one) => (
                <tr key={`${one.dimension.zh} ${one.factor}`}>
                  <td>{say('factor', { name: text(one.dimension), factor: one.factor })}</td>
                  <td>{percent(one.H)}</td>
                  <td>{one.M0.toFixed(4)}</td>
                  <td>{percent(one.sameTier)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </div>
    </section>
  )
}

/** The measure of the days that were kept. */
export function OverTime({ measure: { overTime } }: Props): ReactNode {
  const say = useWords(words)
  const [first] = overTime
  return (
    <section aria-label={say('overTime')}>
      <h2>{say('overTime')}</h2>
      {overTime.length < 2 ? (
        <p className="lm-soft">{first ? say('firstDay', { day: first.day }) : say('noDays')}</p>
      ) : (
        <>
          <Line points={overTime.map((one) => one.M0)} />
          <details>
            <summary>{say('day')}</summary>
            <table className="lm-measure-small">
              <thead>
                <tr>
                  <th scope="col">{say('day')}</th>
                  <th scope="col">{say('households')}</th>
                  <th scope="col">H</th>
                  <th scope="col">A</th>
                  <th scope="col">M0</th>
                </tr>
              </thead>
              <tbody>
                {overTime.map((one) => (
                  <tr key={one.day}>
                    <td>{one.day}</td>
                    <td>{one.households}</td>
                    <td>{percent(one.H)}</td>
                    <td>{percent(one.A)}</td>
                    <td>{one.M0.toFixed(4)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </section>
  )
}

/** A line from nought up; the table beside it has the figures. */
function Line({ points }: { readonly points: readonly number[] }): ReactNode {
  const top = Math.max(...points) * 1.1 || 1
  const at = (value: number, place: number) =>
    `${(600 * place) / (points.length - 1)},${120 - (120 * value) / top}`
  return (
    <svg className="lm-measure-line" viewBox="0 0 600 124" aria-hidden="true" preserveAspectRatio="none">
      <polyline points={points.map(at).join(' ')} />
    </svg>
  )
}
