import type { InstrumentView, ScaleResult } from '@lastmile/contract'
import { newId } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import { FormProblem, saveFile, todayValue, useSaid } from '../../../frame/index.ts'
import { ScaleItems, useScaleFilling } from '../scale-items.tsx'
import { words } from './scale-words.ts'

type Instrument = z.infer<typeof InstrumentView>
type Result = z.infer<typeof ScaleResult>
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
  const filling = useScaleFilling(instrument.items)
  const [mode, setMode] = useState<Mode>('interview')
  const [onDay, setOnDay] = useState(todayValue())
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [alarming, setAlarming] = useState<Result | null>(null)
  const ofPerson = instrument.subject === 'person'
  const send = async () => {
    setBusy(true)
    setError(null)
    try {
      const { result, urgent } = await api.assessment.administer.call({
        id: householdId,
        key: key.current,
        instrument: instrument.id,
        ...(ofPerson && person ? { personId: person } : {}),
        mode,
        onDay,
        answers: filling.answers(),
      })
      key.current = newId()
      filling.clear()
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
      <ScaleItems filling={filling} notApplicable={instrument.notApplicable ? say('notApplicable') : null} />
      <p className="lm-soft">{say('skip')}</p>
      <FormProblem error={error} />
      <Button
        type="primary"
        loading={busy}
        disabled={(ofPerson && person === undefined) || filling.isEmpty}
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
