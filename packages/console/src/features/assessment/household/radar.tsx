import type { AssessedDimension } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { words } from './words.ts'

type Dimension = z.infer<typeof AssessedDimension>
const [WIDTH, HEIGHT, RADIUS] = [340, 300, 96]

/** Depth of each dimension as a share of its own weight; the street's mean as a dashed line. The table beside it says the same. */
export function Radar({ dimensions }: { readonly dimensions: readonly Dimension[] }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const point = (at: number, share: number): [number, number] => {
    const angle = (2 * Math.PI * at) / dimensions.length - Math.PI / 2
    return [WIDTH / 2 + Math.cos(angle) * RADIUS * share, HEIGHT / 2 + Math.sin(angle) * RADIUS * share]
  }
  const shape = (shares: readonly number[]) =>
    shares.map((share, at) => point(at, Math.min(1, share)).map(Math.round).join(',')).join(' ')
  const ours = dimensions.map(({ depth, weight }) => (depth ? depth.lower / weight : 0))
  const street = dimensions.map((one) => one.street.mean / one.weight)
  return (
    <figure className="lm-radar">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {[0.25, 0.5, 0.75, 1].map((ring) => (
          <polygon key={ring} className="lm-radar-ring" points={shape(dimensions.map(() => ring))} />
        ))}
        {dimensions.map((dimension, at) => {
          const [x, y] = point(at, 1)
          const [tx, ty] = point(at, 1.2)
          const anchor = Math.abs(tx - WIDTH / 2) < 12 ? 'middle' : tx > WIDTH / 2 ? 'start' : 'end'
          return (
            <g key={dimension.id}>
              <line className="lm-radar-ring" x1={WIDTH / 2} y1={HEIGHT / 2} x2={x} y2={y} />
              <text x={tx} y={ty + 4} textAnchor={anchor}>
                {text(dimension.name)}
              </text>
            </g>
          )
        })}
        <polygon className="lm-radar-street" points={shape(street)} />
        <polygon className="lm-radar-ours" points={shape(ours)} />
      </svg>
      <figcaption className="lm-soft">
        <span className="lm-radar-key" data-of="ours" /> {say('ours')}{' '}
        <span className="lm-radar-key" data-of="street" /> {say('street')}
      </figcaption>
    </figure>
  )
}
