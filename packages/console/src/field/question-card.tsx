import { useLang, useText, useWords } from '@lastmile/web-kit'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { factInWords, useFacts } from '../frame/index.ts'
import type { QuestionView } from './store/shapes.ts'
import { words } from './words.ts'

/** The same fact said by two: both values with source, person and day; one is picked with a reason, and may be taken back. */
export function QuestionCard({
  question,
  waits,
  onPick,
  onUndo,
}: {
  readonly question: QuestionView
  /** A decision of this phone is on its way. */
  readonly waits: boolean
  readonly onPick: (choice: number, reason: string) => Promise<void>
  readonly onUndo: (reason: string) => Promise<void>
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const lang = useLang()
  const facts = useFacts()
  const id = useId()
  const [wrong, setWrong] = useState(false)
  const [undoing, setUndoing] = useState(false)
  const entry = facts.find(question.fact, question.entityKind)
  const label = entry ? text(entry.label) : question.fact
  const inWords = (value: unknown) => factInWords(entry, value, lang) ?? say('unknownValue')
  const last = question.steps.at(-1)
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const choice = form.get('choice')
    const reason = String(form.get('reason') ?? '').trim()
    if ((!undoing && choice === null) || reason.length < 2) return setWrong(true)
    setWrong(false)
    if (undoing) await onUndo(reason)
    else await onPick(Number(choice), reason)
    setUndoing(false)
  }
  return (
    <form className="lf-card lf-form" onSubmit={(event) => void send(event)}>
      <h3>
        {question.member === null
          ? say('aboutHousehold', { name: question.headName, fact: label })
          : say('aboutMember', { name: question.headName, member: question.member, fact: label })}
      </h3>
      <fieldset className="lf-voices" disabled={waits}>
        <legend className="lf-hidden">{label}</legend>
        {question.voices.map((voice, index) => {
          const key = `${voice.learnedAt} ${String(voice.value)}`
          const picked = question.choice === index
          return question.state === 'open' ? (
            <label key={key} className="lf-voice">
              <input type="radio" name="choice" value={index} />
              <Said voice={voice} value={inWords(voice.value)} picked={picked} />
            </label>
          ) : (
            <div key={key} className="lf-voice">
              <Said voice={voice} value={inWords(voice.value)} picked={picked} />
            </div>
          )
        })}
      </fieldset>
      {question.state === 'settled' && last && (
        <p className="lf-soft">
          {say('picked', {
            who: last.by,
            value: inWords(question.voices[last.choice]?.value),
            reason: last.reason,
          })}
        </p>
      )}
      {waits ? (
        <p className="lf-mark">{say('decisionWaits')}</p>
      ) : question.state === 'open' || undoing ? (
        <>
          <label htmlFor={`${id}-reason`}>{undoing ? say('undoReason') : say('pickReason')}</label>
          <input id={`${id}-reason`} name="reason" maxLength={300} autoComplete="off" />
          {wrong && (
            <p className="lf-note" role="alert">
              {say('pickNeed')}
            </p>
          )}
          <button type="submit" className="lf-main-button">
            {undoing ? say('undo') : say('pickGo')}
          </button>
        </>
      ) : (
        <button type="button" className="lf-button" onClick={() => setUndoing(true)}>
          {say('undo')}
        </button>
      )}
    </form>
  )
}

function Said({
  voice,
  value,
  picked,
}: {
  readonly voice: QuestionView['voices'][number]
  readonly value: string
  readonly picked: boolean
}): ReactNode {
  const say = useWords(words)
  return (
    <span>
      <b>{value}</b>
      {picked && ' ✓'}
      <small className="lf-soft">
        {say('voiceBy', { source: voice.sourceName, who: voice.by ?? say('nobody'), day: voice.validFrom })}
      </small>
    </span>
  )
}
