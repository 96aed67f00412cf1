import type { InstrumentView, ScaleResult } from '@lastmile/contract'
import { newId } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, InputNumber, Select } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import { FormProblem, saveFile, todayValue, useSaid } from '../../../frame/index.ts'
import { words } from './scale-words.ts'

type Instrument = z.infer<typeof InstrumentView>
type Result = z.infer<typeof ScaleResult>
type Answers = Readonly<Record<string, number | 'not-applicable'>>
type Mode = 'self' | 'interview' | 'observer' | 'paper'
const MODES = ['interview', 'self', 'observer', 'paper'] as const

/** One instrument to be filled in: asked, or keyed in from paper. What was typed stays when sending fails. */
export function ScaleForm({
  householdId,
  instrument,
  members,
  person,
  onPerson,
}: {
  readonly householdId: string
  readonly instrument: Instrument
  readonly members: readonly { readonly id: string; readonly name: string }[]
  readonly person: string | undefined
  readonly onPerson: (person: string) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const key = useRef(newId())
  const [answers, setAnswers] = useState<Answers>({})
  const [mode, setMode] = useState<Mode>('interview')
  const [onDay, setOnDay] = useState(todayValue())
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [alarming, setAlarming] = useState<Result | null>(null)
  const ofPerson = instrument.subject === 'person'
  const shown = instrument.items.filter(
    (item) => !item.showIf || item.showIf.values.some((value) => answers[item.showIf?.item ?? ''] === value),
  )
  const answer = (item: string, value: number | 'not-applicable' | null) =>
    setAnswers((before) => {
      const { [item]: _, ...rest } = before
      return value === null ? rest : { ...rest, [item]: value }
    })
  const send = async () => {
    setBusy(true)
    setError(null)
    try {
      const asked = new Set(shown.map((item) => item.id))
      const { result, urgent } = await api.assessment.administer.call({
        id: householdId,
        key: key.current,
        instrument: instrument.id,
        ...(ofPerson && person ? { personId: person } : {}),
        mode,
        onDay,
        answers: Object.fromEntries(Object.entries(answers).filter(([item]) => asked.has(item))),
      })
      key.current = newId()
      setAnswers({})
      setAlarming(urgent ? result : null)
      await queries.invalidateQueries()
      said.done(say('done', { result: resultOf(result, say, text) }))
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="lm-scale" aria-label={text(instrument.name)}>
      {alarming && (
        <div className="lm-assess-alarm" role="alert">
          <h3>{say('urgentTitle')}</h3>
          <ul>
            {alarming.alerts.map((alert) => (
              <li key={alert.id}>{text(alert.action)}</li>
            ))}
          </ul>
          <p>
            {say('urgentLine')} <Link to="/assessments/alerts">{say('toAlerts')}</Link>
          </p>
        </div>
      )}
      <div className="lm-scale-head">
        {ofPerson && (
          <div className="lm-scale-field">
            {say('person')}
            <Select
              aria-label={say('person')}
              value={person ?? null}
              options={members.map((member) => ({ value: member.id, label: member.name }))}
              onChange={(value) => value !== null && onPerson(value)}
            />
          </div>
        )}
        <div className="lm-scale-field">
          {say('mode')}
          <Select
            aria-label={say('mode')}
            value={mode}
            options={MODES.map((value) => ({ value, label: say(value) }))}
            onChange={setMode}
          />
        </div>
        <div className="lm-scale-field">
          {say('onDay')}
          <Input
            aria-label={say('onDay')}
            type="date"
            value={onDay}
            max={todayValue()}
            onChange={(event) => setOnDay(event.target.value)}
          />
        </div>
        <Button
          onClick={() =>
            void api.assessment.instrumentSheet
              .call({ instrument: instrument.id })
              .then(saveFile, said.failed)
          }
        >
          {say('paperSheet')}
        </Button>
      </div>
      {instrument.withheld && <p className="lm-form-problem">{say('withheld')}</p>}
      {instrument.guarded && <p>{say('guardedNote')}</p>}
      <p>{[instrument.recall, instrument.stem].filter((part) => part !== null).join('。')}</p>
      <ol className="lm-scale-items">
        {shown.map((item, number) => (
          <li key={item.id}>
            <fieldset>
              <legend>
                {number + 1}. {item.text}
              </legend>
              {item.choices ? (
                <div className="lm-scale-choices">
                  {item.choices.map((choice, place) => (
                    <label key={`${choice.value} ${choice.label}`}>
                      <input
                        type="radio"
                        name={`${instrument.id} ${item.id}`}
                        checked={
                          answers[item.id] === choice.value && isFirst(item.choices, place, answers, item.id)
                        }
                        onChange={() => answer(item.id, choice.value)}
                      />
                      {choice.label}
                    </label>
                  ))}
                  {instrument.notApplicable && (
                    <label>
                      <input
                        type="radio"
                        name={`${instrument.id} ${item.id}`}
                        checked={answers[item.id] === 'not-applicable'}
                        onChange={() => answer(item.id, 'not-applicable')}
                      />
                      {say('notApplicable')}
                    </label>
                  )}
                </div>
              ) : (
                <InputNumber
                  aria-label={item.text}
                  min={item.from ?? 0}
                  max={item.to ?? 0}
                  value={typeof answers[item.id] === 'number' ? (answers[item.id] as number) : null}
                  onChange={(value) => answer(item.id, value)}
                />
              )}
            </fieldset>
          </li>
        ))}
      </ol>
      <p className="lm-soft">{say('skip')}</p>
      <FormProblem error={error} />
      <Button
        type="primary"
        loading={busy}
        disabled={(ofPerson && person === undefined) || Object.keys(answers).length === 0}
        onClick={() => void send()}
      >
        {say('save')}
      </Button>
      {ofPerson && person === undefined && <span className="lm-soft"> {say('pickFirst')}</span>}
      <p className="lm-soft lm-scale-licence">
        {say('licence', { text: instrument.licence.text })} {say('wording', { wording: instrument.wording })}
      </p>
    </section>
  )
}

/** Two answers of one item may have the same value: the first of them stands for it. */
function isFirst(
  choices: Instrument['items'][number]['choices'],
  place: number,
  answers: Answers,
  item: string,
): boolean {
  return choices?.findIndex((choice) => choice.value === answers[item]) === place
}

type Say = ReturnType<typeof useWords<typeof words>>

/** A result in words: 16 分（满 27），中重度. */
export function resultOf(
  result: Result,
  say: Say,
  text: (words: { zh: string; en: string }) => string,
): string {
  const points =
    result.score === null
      ? result.missing.length > 0
        ? say('noScore', { count: result.missing.length })
        : ''
      : say('points', { score: result.score, max: result.max ?? 0 })
  return [points, result.band ? text(result.band) : ''].filter((part) => part !== '').join('，')
}
