import type { AssessedDimension } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { Why } from '../../../frame/index.ts'
import { percent } from '../percent.ts'
import { words } from './words.ts'

type Dimension = z.infer<typeof AssessedDimension>

/** Each dimension as a bar of its own weight, with what is deprived, what may be, the street's mean, and last time. */
export function Dimensions({ dimensions }: { readonly dimensions: readonly Dimension[] }): ReactNode {
  const say = useWords(words)
  const text = useText()
  return (
    <table className="lm-assess-dimensions">
      <caption className="lm-soft">{say('dimensionsLine')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('dimension')}</th>
          <th scope="col">{say('now')}</th>
          <th scope="col" className="lm-number">
            {say('street')}
          </th>
          <th scope="col" className="lm-number">
            {say('before')}
          </th>
        </tr>
      </thead>
      <tbody>
        {dimensions.map((one) => (
          <tr key={one.id}>
            <th scope="row">{text(one.name)}</th>
            <td>
              <Bar dimension={one} />
              <Found dimension={one} />
            </td>
            <td className="lm-number" data-label={say('street')}>
              {percent(one.street.mean / one.weight)}
            </td>
            <td className="lm-number" data-label={say('before')}>
              {one.before === null ? '' : percent(one.before / one.weight)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Bar({ dimension }: { readonly dimension: Dimension }): ReactNode {
  const say = useWords(words)
  const { depth, weight, street } = dimension
  if (!depth) return <span className="lm-unknown">{say('hidden')}</span>
  const share = (of: number) => `${Math.min(100, (100 * of) / weight)}%`
  const open = depth.upper - depth.lower
  return (
    <span className="lm-assess-bar">
      <span className="lm-assess-track" aria-hidden="true">
        <i data-of="open" style={{ width: share(depth.upper) }} />
        <i data-of="sure" style={{ width: share(depth.lower) }} />
        <i data-of="street" style={{ insetInlineStart: share(street.mean) }} />
      </span>
      <span>
        {percent(depth.lower / weight)}
        {open > 0 && (
          <span className="lm-soft"> {say('unknownPart', { share: percent(open / weight) })}</span>
        )}
      </span>
    </span>
  )
}

/** What is found in a dimension, each with its reasons. */
function Found({ dimension }: { readonly dimension: Dimension }): ReactNode {
  const text = useText()
  const found = dimension.indicators.filter((one) => one.deprived === true)
  if (found.length === 0) return null
  return (
    <ul className="lm-assess-found">
      {found.map((one) => (
        <li key={one.id}>
          {text(one.cutoff)}
          {typeof one.value === 'number' && one.unit && (
            <span className="lm-soft">
              {' '}
              {one.value.toLocaleString('en-US')} {text(one.unit)}
            </span>
          )}
          <Why tree={one.because} label={text(one.name)} />
        </li>
      ))}
    </ul>
  )
}
