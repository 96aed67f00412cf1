import { useText, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { Moment } from '../../frame/index.ts'
import type { ChosenFigure } from './shapes.ts'
import type { SimulationState } from './use-simulation.ts'
import { words } from './words.ts'

/** Everything that a result rests on: day, library, area, households, figures that nobody confirmed, and where it was reckoned. */
export function Assumptions({
  setting,
  simulation,
  figures,
}: {
  readonly setting: {
    readonly date: string
    readonly libraryHash: string
    readonly scope: { readonly name: string }
    readonly why: 'protected' | 'too_many' | null
  }
  readonly simulation: SimulationState
  readonly figures: readonly ChosenFigure[]
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const { result, readAt, where, ms } = simulation
  const unsure = figures.filter(({ figure }) => figure.verified !== 'verified' && figure.value !== null)
  return (
    <section className="lm-whatif-assumptions" aria-labelledby="what-if-assumptions">
      <h2 id="what-if-assumptions">{say('assumptions')}</h2>
      <ul>
        <li>
          {say('asDay', { date: setting.date })} · {say('library', { hash: setting.libraryHash })}
        </li>
        {result && (
          <li>
            {say('scopeOf', {
              scope: setting.scope.name,
              count: result.households,
              persons: result.persons,
            })}
            {readAt && (
              <>
                {' '}
                · {say('readAt')} <Moment at={readAt} />
              </>
            )}
          </li>
        )}
        <li>
          {where === 'browser'
            ? say('byBrowser', { ms: ms === null ? '…' : Math.max(1, Math.round(ms)) })
            : setting.why === null
              ? say('byServer')
              : say(`why_${setting.why}`)}
        </li>
        <li>{say('rest')}</li>
        <li>{say('unsettledWhy')}</li>
        {unsure.length > 0 && (
          <li>
            {say('unverified')}{' '}
            {unsure
              .map(
                ({ figure }) =>
                  `${text(figure.label)} ${figure.value} ${figure.unit}${figure.verified === 'second-hand' ? `（${say('secondHand')}）` : ''}`,
              )
              .join('；')}
          </li>
        )}
      </ul>
    </section>
  )
}
