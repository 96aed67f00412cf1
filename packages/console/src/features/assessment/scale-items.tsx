import type { InstrumentView } from '@lastmile/contract'
import { InputNumber } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import type { z } from 'zod'

type Item = z.infer<typeof InstrumentView>['items'][number]
type Answer = number | 'not-applicable'
export type ScaleAnswers = Readonly<Record<string, Answer>>

/** What is being answered of a scale: the items that apply by now, and their answers. */
export interface ScaleFilling {
  readonly shown: readonly Item[]
  readonly isEmpty: boolean
  /** The answers of the items that are shown; others were left behind by a later answer. */
  readonly answers: () => ScaleAnswers
  readonly valueOf: (item: string) => Answer | undefined
  /** Which choice of an item was taken: two choices may count alike. */
  readonly placeOf: (item: string) => number | undefined
  readonly answer: (item: string, place: number, value: Answer | null) => void
  readonly clear: () => void
}

export function useScaleFilling(items: readonly Item[]): ScaleFilling {
  const [places, setPlaces] = useState<Readonly<Record<string, number>>>({})
  const [given, setGiven] = useState<ScaleAnswers>({})
  const shown = items.filter(
    ({ showIf }) => !showIf || showIf.values.some((value) => given[showIf.item] === value),
  )
  return {
    shown,
    isEmpty: Object.keys(given).length === 0,
    answers: () => {
      const here = new Set(shown.map(({ id }) => id))
      return Object.fromEntries(Object.entries(given).filter(([item]) => here.has(item)))
    },
    valueOf: (item) => given[item],
    placeOf: (item) => (given[item] === undefined ? undefined : places[item]),
    answer: (item, place, value) => {
      setPlaces((old) => ({ ...old, [item]: place }))
      setGiven(({ [item]: _, ...others }) => (value === null ? others : { ...others, [item]: value }))
    },
    clear: () => setGiven({}),
  }
}

/** The items of a scale, one below the other. `notApplicable`: the words of the choice beside the others, where the scale has it. */
export function ScaleItems({
  filling,
  notApplicable,
}: {
  readonly filling: ScaleFilling
  readonly notApplicable: string | null
}): ReactNode {
  const id = useId()
  const choicesOf = (item: Item) => [
    ...(item.choices ?? []),
    ...(notApplicable === null ? [] : [{ value: 'not-applicable' as const, label: notApplicable }]),
  ]
  return (
    <ol className="lm-scale-items">
      {filling.shown.map((item, number) => {
        const value = filling.valueOf(item.id)
        return (
          <li key={item.id}>
            <fieldset>
              <legend>
                {number + 1}. {item.text}
              </legend>
              {item.choices ? (
                <div className="lm-scale-choices">
                  {choicesOf(item).map((choice, place) => (
                    <label key={`${choice.value} ${choice.label}`}>
                      <input
                        type="radio"
                        name={`${id} ${item.id}`}
                        checked={filling.placeOf(item.id) === place}
                        onChange={() => filling.answer(item.id, place, choice.value)}
                      />
                      {choice.label}
                    </label>
                  ))}
                </div>
              ) : (
                <InputNumber
                  aria-label={item.text}
                  min={item.from ?? 0}
                  max={item.to ?? 0}
                  value={typeof value === 'number' ? value : null}
                  onChange={(typed) => filling.answer(item.id, 0, typed)}
                />
              )}
            </fieldset>
          </li>
        )
      })}
    </ol>
  )
}
