import type { AreaPortrait } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { words } from './words.ts'

const WIDTH = 480
const HEIGHT = 170
const FOOT = 22
const COLOURS = { needs: 'var(--lm-primary)', gaps: 'var(--lm-attention)' } as const

/** Twelve months as pairs of columns; the same figures are read out one by one. */
export function Months({ months }: { readonly months: z.infer<typeof AreaPortrait>['months'] }): ReactNode {
  const say = useWords(words)
  const most = Math.max(1, ...months.flatMap(({ needs, gaps }) => [needs, gaps]))
  const step = WIDTH / months.length
  const tall = HEIGHT - FOOT - 16
  const column = (at: number, place: 0 | 1, count: number, colour: string) => {
    const height = (tall * count) / most
    return (
      <rect
        x={at * step + 4 + place * (step / 2 - 4)}
        y={HEIGHT - FOOT - height}
        width={step / 2 - 6}
        height={height}
        fill={colour}
        rx={2}
      />
    )
  }
  return (
    <section aria-label={say('months')}>
      <h2>{say('months')}</h2>
      <div className="lm-area-legend">
        <span>
          <i style={{ background: COLOURS.needs }} />
          {say('monthNeeds')}
        </span>
        <span>
          <i style={{ background: COLOURS.gaps }} />
          {say('monthGaps')}
        </span>
      </div>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="lm-area-months"
        role="img"
        aria-label={say('months')}
      >
        {months.map(({ month, needs, gaps }, at) => (
          <g key={month}>
            <title>{say('monthOf', { month, needs, gaps })}</title>
            {column(at, 0, needs, COLOURS.needs)}
            {column(at, 1, gaps, COLOURS.gaps)}
            <text x={at * step + step / 2} y={HEIGHT - 6} textAnchor="middle">
              {Number(month.slice(5))}
            </text>
          </g>
        ))}
        <text x={WIDTH - 2} y={11} textAnchor="end">
          {most}
        </text>
        <line x1={0} x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} stroke="var(--lm-line-strong)" />
      </svg>
    </section>
  )
}
