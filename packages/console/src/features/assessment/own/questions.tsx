import type { AskedScale } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { Button, InputNumber } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import type { z } from 'zod'
import { FormProblem } from '../../../frame/index.ts'
import '../assessment.css'
import { words } from './words.ts'

type Asked = z.infer<typeof AskedScale>
type Item = Asked['items'][number]
export type OwnAnswers = Readonly<Record<string, number | 'not-applicable'>>

/** The questions of a scale for the person itself: large, one after the other, with no name for what they measure. */
export function Questions({
  asked,
  title,
  heading: Heading = 'h2',
  onSend,
}: {
  readonly asked: Asked
  readonly title: string
  readonly heading?: 'h1' | 'h2'
  /** Sends; what it throws is shown, and what was answered stays. */
  readonly onSend: (answers: OwnAnswers) => Promise<unknown>
}): ReactNode {
  const say = useWords(words)
  const id = useId()
  // Two answers of one question may count alike: the place tells them apart.
  const [places, setPlaces] = useState<Readonly<Record<string, number>>>({})
  const [answers, setAnswers] = useState<OwnAnswers>({})
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const shown = asked.items.filter(
    ({ showIf }) => !showIf || showIf.values.some((value) => answers[showIf.item] === value),
  )
  const answer = (item: string, place: number, value: number | 'not-applicable' | null) => {
    setPlaces((old) => ({ ...old, [item]: place }))
    setAnswers(({ [item]: _, ...others }) => (value === null ? others : { ...others, [item]: value }))
  }
  const send = async () => {
    setBusy(true)
    setError(null)
    try {
      const here = new Set(shown.map((item) => item.id))
      await onSend(Object.fromEntries(Object.entries(answers).filter(([item]) => here.has(item))))
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  const choicesOf = (item: Item) => [
    ...(item.choices ?? []),
    ...(asked.notApplicable ? [{ value: 'not-applicable' as const, label: say('notApplicable') }] : []),
  ]
  return (
    <section className="lm-questions" aria-label={title}>
      <Heading>{title}</Heading>
      <p>{say('intro', { name: asked.askedBy })}</p>
      <p className="lm-soft">
        {asked.guarded ? say('whoReadsGuarded', { name: asked.askedBy }) : say('whoReads')}
      </p>
      <p>
        <b>{[asked.recall, asked.stem].filter((part) => part !== null).join('。')}</b>
      </p>
      <ol className="lm-scale-items">
        {shown.map((item, number) => (
          <li key={item.id}>
            <fieldset>
              <legend>
                {number + 1}. {item.text}
              </legend>
              {item.choices ? (
                <div className="lm-scale-choices">
                  {choicesOf(item).map(({ value, label }, place) => (
                    <label key={`${value} ${label}`}>
                      <input
                        type="radio"
                        name={`${id} ${item.id}`}
                        checked={places[item.id] === place && answers[item.id] !== undefined}
                        onChange={() => answer(item.id, place, value)}
                      />
                      {label}
                    </label>
                  ))}
                </div>
              ) : (
                <InputNumber
                  aria-label={item.text}
                  min={item.from ?? 0}
                  max={item.to ?? 0}
                  value={typeof answers[item.id] === 'number' ? (answers[item.id] as number) : null}
                  onChange={(value) => answer(item.id, 0, value)}
                />
              )}
            </fieldset>
          </li>
        ))}
      </ol>
      <FormProblem error={error} />
      <Button
        type="primary"
        size="large"
        loading={busy}
        disabled={Object.keys(answers).length === 0}
        onClick={() => void send()}
      >
        {say('send')}
      </Button>
      <p className="lm-soft lm-scale-licence">
        {say('licence', { text: asked.licence.text })} {say('wording', { wording: asked.wording })}
      </p>
    </section>
  )
}
