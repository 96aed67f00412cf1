import { calendarDay, useLang, useText, useWords } from '@lastmile/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import {
  AskDialog,
  factInWords,
  Moment,
  StateTag,
  textOf,
  UnknownValue,
  useFacts,
  useSaid,
  useToday,
} from '../../../frame/index.ts'
import './questions.css'
import type { Question } from './shapes.ts'
import { words } from './words.ts'

/** The same fact said by several: every value with who, source and day; one is picked with a reason, and may be taken back. */
export function QuestionCard({
  question,
  ofFamily = false,
}: {
  readonly question: Question
  /** On the page of the family: its name is not said again. */
  readonly ofFamily?: boolean
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const lang = useLang()
  const today = useToday()
  const may = useMay()
  const entry = useFacts().find(question.fact, question.entityKind)
  const [asks, setAsks] = useState<number | 'undo' | null>(null)
  const label = entry ? text(entry.label) : question.fact
  const about = question.member === null ? label : `${question.member} · ${label}`
  const inWords = (index: number) =>
    factInWords(entry, question.voices[index]?.value, lang) ?? say('unknownValue')
  const settles = may('fact.record')
  return (
    <article className="lm-card lm-question" aria-label={`${question.headName} · ${about}`}>
      <div className="lm-row lm-question-head">
        <h3>
          {!ofFamily && (
            <>
              <Link to="/households/$householdId" params={{ householdId: question.householdId }}>
                {question.headName}
              </Link>{' '}
              ·{' '}
            </>
          )}
          {about} <StateTag waits={question.state === 'open'}>{say(question.state)}</StateTag>
        </h3>
        <span className="lm-soft">
          {!ofFamily && `${question.orgName} · `}
          {say('asked')} <Moment at={question.openedAt} />
        </span>
      </div>
      <ul className="lm-voices">
        {question.voices.map((voice, index) => (
          <li
            key={`${voice.learnedAt} ${voice.sourceName} ${String(voice.value)}`}
            data-picked={question.choice === index}
          >
            <b>{factInWords(entry, voice.value, lang) ?? <UnknownValue />}</b>
            {question.choice === index && <StateTag>{say('picked')}</StateTag>}
            <span>
              {voice.by === null ? voice.sourceName : say('by', { source: voice.sourceName, who: voice.by })}
            </span>
            <small className="lm-soft">
              {say('from', { day: calendarDay(voice.validFrom, today, lang) })} · {say('learned')}{' '}
              <Moment at={voice.learnedAt} />
            </small>
            {settles && question.state === 'open' && (
              <Button
                aria-label={say('useOf', { source: voice.sourceName, value: inWords(index) })}
                onClick={() => setAsks(index)}
              >
                {say('use')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {question.steps.length > 0 && (
        <details>
          <summary>{say('steps', { count: question.steps.length })}</summary>
          <ol className="lm-question-steps">
            {question.steps.map((step) => (
              <li key={step.at}>
                {step.kind === 'pick'
                  ? say('stepPick', { who: step.by, value: inWords(step.choice), reason: step.reason })
                  : say('stepUndo', { who: step.by, reason: step.reason })}{' '}
                <span className="lm-soft">
                  <Moment at={step.at} />
                </span>
              </li>
            ))}
          </ol>
        </details>
      )}
      <div className="lm-row lm-card-actions">
        {settles && question.state === 'settled' && (
          <Button onClick={() => setAsks('undo')}>{say('undo')}</Button>
        )}
        <Link
          to="/households/$householdId"
          params={{ householdId: question.householdId }}
          search={{
            fact: `${question.entityId}.${question.fact}`,
            ...(question.entityKind === 'person' ? { person: question.entityId } : {}),
          }}
        >
          {say('lineage')}
        </Link>
      </div>
      {asks !== null && (
        <Decide
          question={question}
          choice={asks}
          value={asks === 'undo' ? '' : inWords(asks)}
          onClose={() => setAsks(null)}
        />
      )}
    </article>
  )
}

/** Asks for the reason, and settles or takes back. */
function Decide({
  question,
  choice,
  value,
  onClose,
}: {
  readonly question: Question
  readonly choice: number | 'undo'
  readonly value: string
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const undoes = choice === 'undo'
  return (
    <AskDialog
      title={undoes ? say('undoTitle') : say('pickTitle', { value })}
      intro={<p className="lm-soft">{undoes ? say('undoText') : say('pickText')}</p>}
      fields={[
        {
          name: 'reason',
          label: undoes ? say('undoReason') : say('reason'),
          kind: 'area',
          required: true,
          maxLength: 300,
          ...(undoes ? {} : { extra: say('reasonHint') }),
        },
      ]}
      submit={undoes ? say('undo') : say('pickSure')}
      onSubmit={async (answers) => {
        const seen = { id: question.id, version: question.version, reason: textOf(answers, 'reason') ?? '' }
        if (choice === 'undo') await api.visits.undoAnswer.call(seen)
        else await api.visits.pickAnswer.call({ ...seen, choice })
        await queries.invalidateQueries()
        said.done(say(undoes ? 'undoDone' : 'pickDone'))
      }}
      onClose={onClose}
    />
  )
}
