import { type Place, sketchOf } from '@lastmile/field'
import { useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import './route-sketch.css'
import { todayWords } from './today-words.ts'

const SHEET = { width: 320, height: 240, margin: 26 }
/** Radius of a stop's number. */
const DOT = 13

/** The doors of the day in their order, drawn without any map of streets: it needs no signal. */
export function RouteSketch({
  stops,
  here,
}: {
  readonly stops: readonly (Place & { readonly id: string; readonly number: number })[]
  readonly here: Place | null
}): ReactNode {
  const say = useWords(todayWords)
  if (stops.length < 2) return null
  const { points, legs } = sketchOf(here ? [here, ...stops] : stops, SHEET)
  const doors = here ? points.slice(1) : points
  const [me] = here ? points : []
  const km = Math.round(legs.reduce((sum, metres) => sum + metres, 0) / 100) / 10
  return (
    <details className="lf-card lf-member">
      <summary>{say('sketch')}</summary>
      <svg
        className="lf-sketch"
        viewBox={`0 0 ${SHEET.width} ${SHEET.height}`}
        role="img"
        aria-label={say('sketchLabel', { count: stops.length })}
      >
        <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {me && (
          <g data-me="">
            <circle cx={me.x} cy={me.y} r={DOT} />
            <text x={me.x} y={me.y} dy="0.35em">
              {say('here')}
            </text>
          </g>
        )}
        {doors.map(({ x, y }, at) => {
          const stop = stops[at]
          return (
            stop && (
              <g key={stop.id}>
                <circle cx={x} cy={y} r={DOT} />
                <text x={x} y={y} dy="0.35em">
                  {stop.number}
                </text>
              </g>
            )
          )
        })}
      </svg>
      <p className="lf-soft">{say('sketchText', { km })}</p>
    </details>
  )
}
