import type { PolicyPage } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useMay } from '../../app/session.ts'
import { useToday } from '../../frame/index.ts'
import { ConfirmFigure, EditFigure, type FigureValue } from './desk/figure-dialogs.tsx'
import { useFigureInWords } from './unit-words.ts'
import { words as viewWords } from './views/words.ts'
import { words } from './words.ts'

type Figure = z.infer<typeof PolicyPage>['parameters'][number]
const SURE = { verified: 'verified', 'second-hand': 'secondHand', unverified: 'unverifiedOne' } as const

/** The figures in force, and behind a fold those of earlier years, by which old decisions were made. */
export function PolicyFigures({ figures }: { readonly figures: readonly Figure[] }): ReactNode {
  const say = useWords(words)
  const today = useToday()
  const past = (figure: Figure) => figure.to !== null && figure.to < today
  const earlier = figures.filter(past).toSorted((a, b) => (b.from ?? '').localeCompare(a.from ?? ''))
  return (
    <>
      <FigureTable figures={figures.filter((figure) => !past(figure))} />
      {earlier.length > 0 && (
        <details className="lm-policy-earlier">
          <summary>{say('earlier', { count: earlier.length })}</summary>
          <FigureTable figures={earlier} />
        </details>
      )}
    </>
  )
}

function shownFigure(figure: Figure): FigureValue {
  return {
    path: figure.path,
    name: figure.name,
    label: figure.label ?? { zh: figure.name, en: figure.name },
    value: Number(figure.value),
    unit: figure.unit ?? '',
    from: figure.from,
  }
}

function FigureTable({ figures }: { readonly figures: readonly Figure[] }): ReactNode {
  const say = useWords(words)
  const sayView = useWords(viewWords)
  const text = useText()
  const inWords = useFigureInWords()
  const mayEdit = useMay()('policy.draft')
  const [asked, setAsked] = useState<{ kind: 'confirm' | 'edit'; figure: FigureValue } | null>(null)
  const period = (figure: Figure) =>
    [figure.from && say('since', { day: figure.from }), figure.to && say('until', { day: figure.to })]
      .filter(Boolean)
      .join(' ') || say('noPeriod')
  return (
    <div className="lm-table-frame">
      <table className="lm-table">
        <thead>
          <tr>
            <th scope="col">{say('figure')}</th>
            <th scope="col" className="lm-number">
              {say('value')}
            </th>
            <th scope="col">{say('period')}</th>
            <th scope="col">{say('sure')}</th>
            {mayEdit && <th scope="col">{sayView('changeIt')}</th>}
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={`${figure.name}-${figure.from}`}>
              <td className="lm-table-primary">{figure.label ? text(figure.label) : figure.name}</td>
              <td data-label={say('value')} className="lm-number lm-table-short">
                {inWords(figure.value, figure.unit)}
              </td>
              <td data-label={say('period')}>{period(figure)}</td>
              <td data-label={say('sure')} title={figure.source ?? ''}>
                {say(SURE[figure.verified])}
              </td>
              {mayEdit && (
                <td>
                  <span className="lm-row">
                    {figure.verified !== 'verified' && (
                      <Button
                        size="small"
                        onClick={() => setAsked({ kind: 'confirm', figure: shownFigure(figure) })}
                      >
                        {sayView('confirmIt')}
                      </Button>
                    )}
                    <Button
                      size="small"
                      onClick={() => setAsked({ kind: 'edit', figure: shownFigure(figure) })}
                    >
                      {sayView('changeIt')}
                    </Button>
                  </span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {asked?.kind === 'confirm' && <ConfirmFigure figure={asked.figure} onClose={() => setAsked(null)} />}
      {asked?.kind === 'edit' && <EditFigure figure={asked.figure} onClose={() => setAsked(null)} />}
    </div>
  )
}
