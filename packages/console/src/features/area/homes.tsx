import type { AreaPortrait } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import type { z } from 'zod'
import { UnitMap } from '../../frame/index.ts'
import { type Figure, FigureChoice } from './figure-choice.tsx'
import { words } from './words.ts'

type Homes = NonNullable<z.infer<typeof AreaPortrait>['homes']>

/** The households of a committee on a map, all or those that a figure counts; each leads to its page. */
export function Homes({
  homes,
  centre,
}: {
  readonly homes: Homes
  readonly centre: { readonly lat: number; readonly lng: number } | null
}): ReactNode {
  const say = useWords(words)
  const navigate = useNavigate()
  const [figure, setFigure] = useState<Figure>('households')
  const shown = useMemo(
    () =>
      homes.drawn
        .filter((home) => figure === 'households' || home[figure])
        .map(({ id, name, lat, lng, sketch }) => ({
          ...{ key: id, name, lat, lng, sketch },
          // Every home is a small circle with a surname.
          count: 0,
          text: Array.from(name)[0] ?? '',
        })),
    [homes, figure],
  )
  return (
    <section aria-label={say('homes')}>
      <h2>{say('homes')}</h2>
      <FigureChoice label={say('showHomes')} value={figure} onChange={setFigure} />
      <p className="lm-soft">
        {shown.length === 0 ? say('homesNone') : say('homesLine', { count: shown.length })}
        {homes.notDrawn > 0 && say('homesNotDrawn', { count: homes.notDrawn })}
      </p>
      <UnitMap
        label={say('homes')}
        units={shown}
        centre={centre}
        closest={16}
        onChoose={(householdId) => void navigate({ to: '/households/$householdId', params: { householdId } })}
      />
    </section>
  )
}
