import { amountInWords, useLang } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { FigureMark, UnknownValue } from './unknown-value.tsx'

/** An amount in yuan with its period; unknown stays unknown, and a figure that nobody confirmed says so. */
export function Money({
  fen,
  per = null,
  unverified = false,
}: {
  readonly fen: number | null
  readonly per?: string | null
  readonly unverified?: boolean
}): ReactNode {
  const lang = useLang()
  if (fen === null) return <UnknownValue />
  return (
    <span className="lm-money">
      {amountInWords(fen, per, lang)}
      {unverified && <FigureMark />}
    </span>
  )
}
