import { useWords } from '@lastmile/web-kit'
import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { words } from './words.ts'

/** What nobody knows yet: grey words, never 0 and never a dash. With `onAsk` it is the way to find out. */
export function UnknownValue({ onAsk }: { readonly onAsk?: () => void }): ReactNode {
  const say = useWords(words)
  if (!onAsk) return <span className="lm-unknown">{say('unknown')}</span>
  return (
    <span className="lm-unknown">
      {say('unknown')} ·{' '}
      <button type="button" className="lm-link" onClick={onAsk}>
        {say('toAsk')}
      </button>
    </span>
  )
}

/** Beside a figure that has not been checked against its source. */
export function FigureMark(): ReactNode {
  const say = useWords(words)
  return (
    <Tooltip title={say('unverifiedWhy')}>
      <span className="lm-figure-mark">{say('unverified')}</span>
    </Tooltip>
  )
}
