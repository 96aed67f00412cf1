import { type Instrument, valuesOfItem } from '@lastmile/measure'
import { useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import type { ScaleDraft } from '../store/shapes.ts'
import { scaleWords } from './scale-words.ts'

type Answer = ScaleDraft['answers'][string]

/** One question of a scale with its answers as large rows. */
export function ScaleItem({
  instrument,
  item,
  number,
  answer,
  onAnswer,
  children,
}: {
  readonly instrument: Instrument
  readonly item: Instrument['items'][number]
  readonly number: number
  readonly answer: Answer | undefined
  readonly onAnswer: (answer: Answer) => void
  /** What stands below the answers. */
  readonly children?: ReactNode
}): ReactNode {
  const say = useWords(scaleWords)
  const own = item.choices ?? (item.from === undefined ? instrument.choices : undefined)
  const choices = own ?? valuesOfItem(instrument, item).map((value) => ({ value, label: String(value) }))
  const all: { readonly value: Answer; readonly label: string }[] = [
    ...choices,
    ...(instrument.scoring.not_applicable
      ? [{ value: 'not-applicable' as const, label: say('notApplicable') }]
      : []),
  ]
  // Two answers of one question may count alike: the first of them stands for both.
  const chosen = all.findIndex(({ value }) => value === answer)
  return (
    <li className="lf-card">
      <fieldset className="lf-voices">
        <legend>
          {number}. {item.text ?? item.topic}
        </legend>
        {all.map((one, place) => (
          <label key={`${one.value} ${one.label}`} className="lf-voice">
            <input
              type="radio"
              name={`${instrument.id} ${item.id}`}
              checked={chosen === place}
              onChange={() => onAnswer(one.value)}
            />
            {one.label}
          </label>
        ))}
      </fieldset>
      {children}
    </li>
  )
}
