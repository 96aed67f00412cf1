import type { AreaPortrait } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { useNavigate } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import type { z } from 'zod'
import { Segments, SkeletonLines } from '../../frame/index.ts'
import type { Pin } from './area-map.tsx'
import { words } from './words.ts'

// The map is a large library: it comes when a page shows one.
const AreaMap = lazy(async () => ({ default: (await import('./area-map.tsx')).AreaMap }))

type Part = z.infer<typeof AreaPortrait>['parts'][number]
const FIGURES = ['households', 'receiving', 'withNeeds', 'withGaps'] as const
type Figure = (typeof FIGURES)[number]
/** Degrees between the turns of the spiral on which units without a place are drawn: about 500 m. */
const TURN = 0.005
const GOLDEN = Math.PI * (3 - Math.sqrt(5))

/** The units below on a map; where their places are unknown they are drawn around the centre, and that is said. */
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
  const [drawn, setDrawn] = useState(true)
  const pins = useMemo(() => pinsOf(parts, centre, figure), [parts, centre, figure])
  const sketched = parts.some(({ lat }) => lat === null)
  return (
    <section aria-label={say('map')}>
      <h2>{say('map')}</h2>
      <Segments
        name="area-figure"
        label={say('show')}
        value={figure}
        options={FIGURES.map((value) => ({ value, label: say(value) }))}
        onChange={setFigure}
      />
      <p className="lm-soft">{say('mapOf', { what: say(figure) })}</p>
      {drawn && centre !== null ? (
        <Suspense
          fallback={
            <div className="lm-area-map">
              <SkeletonLines lines={4} />
            </div>
          }
        >
          <AreaMap
            label={say('map')}
            pins={pins}
            onChoose={(path) => void navigate({ to: '/area', search: { under: path } })}
            onFail={() => setDrawn(false)}
          />
        </Suspense>
      ) : (
        <p>{say('mapNone')}</p>
      )}
      {sketched && <p className="lm-soft">{say('mapSketch')}</p>}
    </section>
  )
}

function pinsOf(
  parts: readonly Part[],
  centre: { readonly lat: number; readonly lng: number } | null,
  figure: Figure,
): Pin[] {
  return parts.map((part, index) => {
    const far = TURN * Math.sqrt(index + 1)
    const known = part.lat !== null && part.lng !== null
    return {
      key: part.path,
      name: part.name.replace(/(社区)?居委会$|村委会$|居民委员会$|村民委员会$/, ''),
      count: part[figure],
      lat: known ? (part.lat ?? 0) : (centre?.lat ?? 0) + far * Math.sin(index * GOLDEN),
      lng: known ? (part.lng ?? 0) : (centre?.lng ?? 0) + far * Math.cos(index * GOLDEN),
    }
  })
}
