import type { AreaPortrait } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import type { z } from 'zod'
import { UnitMap } from '../../frame/index.ts'
import { type Figure, FigureChoice } from './figure-choice.tsx'
import { words } from './words.ts'

type Part = z.infer<typeof AreaPortrait>['parts'][number]

/** The units below on a map, circles by a figure to choose; each leads to its own page. */
export function Where({
  parts,
  centre,
}: {
  readonly parts: readonly Part[]
  readonly centre: { readonly lat: number; readonly lng: number } | null
}): ReactNode {
  const say = useWords(words)
  const navigate = useNavigate()
  const [figure, setFigure] = useState<Figure>('households')
  const units = useMemo(
    () =>
      parts.map((part) => ({
        key: part.path,
        name: part.name,
        count: part[figure],
        lat: part.lat,
        lng: part.lng,
        sketch: part.sketch,
      })),
    [parts, figure],
  )
  return (
    <section aria-label={say('map')}>
      <h2>{say('map')}</h2>
      <FigureChoice label={say('show')} value={figure} onChange={setFigure} />
      <p className="lm-soft">{say('mapOf', { what: say(figure) })}</p>
      <UnitMap
        label={say('map')}
        units={units}
        centre={centre}
        onChoose={(path) => void navigate({ to: '/area', search: { under: path } })}
      />
    </section>
  )
}
