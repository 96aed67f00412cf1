import { useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { percent } from './percent.ts'
import { words } from './words.ts'

/** The share that held, with its interval and the floor, on a line from 0 to 100 %. */
export function ShareBar({
  share,
  lower,
  upper,
  floor,
}: {
  readonly share: number
  readonly lower: number
  readonly upper: number
  readonly floor: number
}): ReactNode {
  const say = useWords(words)
  const at = (value: number) => 4 + value * 192
  return (
    <svg
      className="lm-share-bar"
      viewBox="0 0 200 26"
      role="img"
      aria-label={say('chart', {
        share: percent(share),
        lower: percent(lower),
        upper: percent(upper),
        floor: percent(floor),
      })}
    >
      <line x1={4} x2={196} y1={13} y2={13} className="lm-share-axis" />
      <line x1={at(lower)} x2={at(upper)} y1={13} y2={13} className="lm-share-interval" />
      <line x1={at(floor)} x2={at(floor)} y1={3} y2={23} className="lm-share-floor" />
      <circle cx={at(share)} cy={13} r={4.5} className="lm-share-point" />
    </svg>
  )
}
