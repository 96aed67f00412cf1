import { amountInWords, useLang } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { FigureMark, UnknownValue } from './unknown-value.tsx'

/** An amount in yuan with its period; unknown stays unknown, and a figure that nobody confirmed says so. */
export function Money({
  fen,
  per = null,
  unverified = false,
  unknown,
}: {
  readonly fen: number | null
  readonly per?: string | null
  readonly unverified?: boolean
  /** What is said when the amount is not known; `未知` without it. */
  readonly unknown?: string
}): ReactNode {
  const lang = useLang()
  if (fen === null)
    return unknown === undefined ? <UnknownValue /> : <span className="lm-unknown">{unknown}</span>
  return (
    <span className="lm-money">
      {amountInWords(fen, per, lang)}
      {unverified && <FigureMark />}
    </span>
  )
}
