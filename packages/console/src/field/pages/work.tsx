import { newId } from '@lastmile/domain'
import { problemOf, useText, useWords } from '@lastmile/web-kit'
import { type ReactNode, useState } from 'react'
import { client } from '../../app/api.ts'
import { useField, usePhone, useStored } from '../field-context.tsx'
import { QuestionCard } from '../question-card.tsx'
import type { FieldStore } from '../store/field-store.ts'
import { rightedNow } from '../store/phone.ts'
import type { Answered, Body, Draft, FieldOperation, NewcomerView, QuestionView } from '../store/shapes.ts'
import { words } from '../words.ts'
import { Drafts } from './drafts.tsx'

interface Work {
  readonly drafts: readonly Draft[]
  readonly waiting: readonly FieldOperation[]
  readonly answered: readonly Answered[]
  readonly questions: readonly QuestionView[]
  readonly newcomers: readonly NewcomerView[]
  readonly names: ReadonlyMap<string, string>
}

async function workOf(store: FieldStore): Promise<Work> {
  const [drafts, waiting, answered, questions, newcomers, cards] = await Promise.all([
    store.drafts(),
    store.waiting(),
    store.answered(),
    store.questions(),
    store.newcomers(),
    store.cards(),
  ])
  return {
    drafts,
    waiting,
    answered,
    questions,
    newcomers,
    names: new Map(cards.map(({ id, name }) => [id, name])),
  }
}

/** What is unfinished, what waits for signal, what a person must decide, and what became of what was sent. */
export function FieldWork(): ReactNode {
  const say = useWords(words)
  const { store } = usePhone()
  const { changed } = useField()
  const work = useStored((phone) => workOf(phone.store))
  if (work === null) return <p className="lf-soft">{say('loading')}</p>
  const refused = work.answered.filter(({ receipt }) => receipt.outcome === 'refused')
  const taken = work.answered.filter(({ receipt }) => receipt.outcome !== 'refused')
  const empty =
    work.drafts.length +
      work.waiting.length +
      work.answered.length +
      work.questions.length +
      work.newcomers.length ===
    0
  const name = (id: string) => work.names.get(id) ?? say('aFamily')
  return (
    <>
      <h1>{say('work')}</h1>
      {empty && <p className="lf-card">{say('workNone')}</p>}
      <Newcomers list={work.newcomers} />
      <Questions questions={work.questions} waiting={work.waiting} />
      <Drafts drafts={work.drafts} name={name} />
      {refused.length > 0 && (
        <section>
          <h2>{say('refusedTitle')}</h2>
          <ul className="lf-list">
            {refused.map((one) => (
              <li key={one.operation.id} className="lf-card">
                <Kind body={one.operation.body} name={name} />
                <p className="lf-note">{one.receipt.refusal?.message}</p>
                <div className="lf-steps">
                  <button
                    type="button"
                    className="lf-button"
                    onClick={() =>
                      void rightedNow()
                        .then((now) => store.sendAgain(one, now.toISOString()))
                        .then(changed)
                    }
                  >
                    {say('again')}
                  </button>
                  <button
                    type="button"
                    className="lf-link"
                    onClick={() => void store.dropAnswered(one.operation.id).then(changed)}
                  >
                    {say('dismiss')}
                  </button>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {work.waiting.length > 0 && (
        <section>
          <h2>{say('waiting')}</h2>
          <ul className="lf-list">
            {work.waiting.map(({ id, body }) => (
              <li key={id} className="lf-card">
                <Kind body={body} name={name} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {taken.length > 0 && (
        <section>
          <h2>{say('answeredTitle')}</h2>
          <ul className="lf-list">
            {taken.map(({ operation, receipt }) => (
              <li key={operation.id} className="lf-card lf-row">
                <Kind body={operation.body} name={name} />
                <span className="lf-soft">
                  {receipt.outcome === 'asked' ? say('outcomeAsked') : say('outcomeApplied')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Kind({ body, name }: { readonly body: Body; readonly name: (id: string) => string }): ReactNode {
  const say = useWords(words)
  switch (body.kind) {
    case 'visit':
      return <b>{say('kindVisit', { name: name(body.householdId) })}</b>
    case 'file':
      return <b>{say('kindFile')}</b>
    case 'pick':
      return <b>{say('kindPick')}</b>
    case 'undo':
      return <b>{say('kindUndo')}</b>
    case 'facts':
      return <b>{say('kindFacts', { name: name(body.householdId) })}</b>
    case 'scale':
      return <b>{say('kindScale', { name: name(body.householdId) })}</b>
    case 'newcomer':
      return <b>{say('kindNewcomer', { name: body.head.name })}</b>
  }
}

function Questions({
  questions,
  waiting,
}: {
  readonly questions: readonly QuestionView[]
  readonly waiting: readonly FieldOperation[]
}): ReactNode {
  const say = useWords(words)
  const { store } = usePhone()
  const { changed, syncNow } = useField()
  const decided = new Set(
    waiting.flatMap(({ body }) => (body.kind === 'pick' || body.kind === 'undo' ? [body.questionId] : [])),
  )
  const answer = async (body: Body) => {
    await store.enqueue([{ id: newId(), body }], (await rightedNow()).toISOString())
    await changed()
    if (navigator.onLine) void syncNow()
  }
  const card = (question: QuestionView) => (
    <QuestionCard
      key={`${question.id} ${question.version}`}
      question={question}
      waits={decided.has(question.id)}
      onPick={(choice, reason) =>
        answer({ kind: 'pick', questionId: question.id, version: question.version, choice, reason })
      }
      onUndo={(reason) =>
        answer({ kind: 'undo', questionId: question.id, version: question.version, reason })
      }
    />
  )
  const open = questions.filter(({ state }) => state === 'open')
  const settled = questions.filter(({ state }) => state === 'settled')
  return (
    <>
      {open.length > 0 && (
        <section>
          <h2>{say('questionsTitle')}</h2>
          {open.map(card)}
        </section>
      )}
      {settled.length > 0 && (
        <section>
          <h2>{say('questionsSettled')}</h2>
          {settled.map(card)}
        </section>
      )}
    </>
  )
}

/** Families written down here that may be known already. Answered with signal only: the answer needs the register. */
function Newcomers({ list }: { readonly list: readonly NewcomerView[] }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const { syncNow } = useField()
  const [wrong, setWrong] = useState<string | null>(null)
  const answer = async (newcomer: NewcomerView, sameAs: string | null) => {
    setWrong(null)
    try {
      await client.visits.answerNewcomer({ id: newcomer.id, version: newcomer.version, sameAs })
    } catch (error) {
      const { kind, happened } = problemOf(error)
      setWrong(kind === 'offline' ? say('endOffline') : text(happened))
    }
    await syncNow()
  }
  if (list.length === 0) return null
  return (
    <section>
      <h2>{say('newAsked')}</h2>
      {wrong && (
        <p className="lf-note" role="alert">
          {wrong}
        </p>
      )}
      {list.map((newcomer) => (
        <div key={newcomer.id} className="lf-card lf-form">
          <h3>
            {newcomer.name} <span className="lf-soft">{newcomer.address}</span>
          </h3>
          {newcomer.candidates.map((one) => (
            <div key={one.householdId}>
              <p className="lf-soft">{one.address}</p>
              <button
                type="button"
                className="lf-button"
                onClick={() => void answer(newcomer, one.householdId)}
              >
                {say('newSame', { name: one.headName, no: one.no })}
              </button>
            </div>
          ))}
          <button type="button" className="lf-button" onClick={() => void answer(newcomer, null)}>
            {say('newNew')}
          </button>
        </div>
      ))}
    </section>
  )
}
