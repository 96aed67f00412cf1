import { useWords } from '@lastmile/web-kit'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { SkeletonLines } from '../skeletons.tsx'
import './map.css'
import type { Pin } from './map-view.tsx'
import { words } from './words.ts'

// The map is a large library: it comes when a page shows one.
const MapView = lazy(async () => ({ default: (await import('./map-view.tsx')).MapView }))

/** A unit to be drawn; where its place is unknown it is drawn around the centre, and that is said. */
export interface MappedUnit extends Omit<Pin, 'lat' | 'lng'> {
  readonly lat: number | null
  readonly lng: number | null
  /** The place is invented. */
  readonly sketch: boolean
}

/** Degrees between the turns of the spiral on which units without a place are drawn: about 500 m. */
const TURN = 0.005
const GOLDEN = Math.PI * (3 - Math.sqrt(5))
const ENDING = /(社区)?居委会$|村委会$|居民委员会$|村民委员会$/

/** Units on a map, each a circle that can be clicked. A table with links belongs beside it: the map is for the eye. */
export function UnitMap({
  label,
  units,
  centre,
  closest = 13,
  onChoose,
}: {
  readonly label: string
  readonly units: readonly MappedUnit[]
  readonly centre: { readonly lat: number; readonly lng: number } | null
  /** How far the map may zoom in by itself: 13 for committees, 16 for homes. */
  readonly closest?: number
  readonly onChoose: (key: string) => void
}): ReactNode {
  const say = useWords(words)
  const [drawn, setDrawn] = useState(true)
  const pins = useMemo(() => pinsOf(units, centre), [units, centre])
  if (!drawn || (centre === null && units.some(({ lat }) => lat === null))) return <p>{say('none')}</p>
  return (
    <>
      <Suspense
        fallback={
          <div className="lm-map">
            <SkeletonLines lines={4} />
          </div>
        }
      >
        <MapView
          label={label}
          pins={pins}
          closest={closest}
          onChoose={onChoose}
          onFail={() => setDrawn(false)}
        />
      </Suspense>
      {units.some(({ lat }) => lat === null) && <p className="lm-soft">{say('spiral')}</p>}
      {units.some(({ sketch }) => sketch) && <p className="lm-soft">{say('invented')}</p>}
    </>
  )
}

function pinsOf(
  units: readonly MappedUnit[],
  centre: { readonly lat: number; readonly lng: number } | null,
): Pin[] {
  return units.map(({ lat, lng, sketch: _, ...unit }, index) => {
    const far = TURN * Math.sqrt(index + 1)
    return {
      ...unit,
      name: unit.name.replace(ENDING, ''),
      lat: lat ?? (centre?.lat ?? 0) + far * Math.sin(index * GOLDEN),
      lng: lng ?? (centre?.lng ?? 0) + far * Math.cos(index * GOLDEN),
    }
  })
}
