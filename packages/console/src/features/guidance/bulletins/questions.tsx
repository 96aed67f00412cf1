import type { Bulletin } from '@lastmile/contract'
import { newId } from '@lastmile/domain'
import { useWords } from '@lastmile/web-kit'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import { FormProblem, StateTag, useSaid } from '../../../frame/index.ts'
import { words } from './words.ts'

type View = z.infer<typeof Bulletin>

/** The questions of a bulletin: asked once, all together, and then shown with what is right and why. */
export function Questions({ bulletin }: { readonly bulletin: View }): ReactNode {
  const say = useWords(words)
  const { result } = bulletin
  const asks = result === null && bulletin.state === 'published'
  return (
    <section className="lm-stack">
      <h2>{say('questions')}</h2>
      {asks && <p className="lm-soft">{say('questionsHint')}</p>}
      {result ? (
        bulletin.questions.map((question, index) => (
          <Solved
            key={question.text}
            no={index + 1}
            question={question}
            right={result.right[index] ?? -1}
            why={result.why[index] ?? ''}
            chosen={result.answers[index] ?? -1}
          />
        ))
      ) : asks ? (
        <Asked bulletin={bulletin} />
      ) : null}
    </section>
  )
}

function Asked({ bulletin }: { readonly bulletin: View }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const queries = useQueryClient()
  const said = useSaid()
  const [chosen, setChosen] = useState<readonly (number | null)[]>(bulletin.questions.map(() => null))
  const [missing, setMissing] = useState(false)
  const [key] = useState(newId)
  const answer = useMutation(
    api.guidance.answerBulletin.mutationOptions({
      onSuccess: async (view) => {
        await queries.invalidateQueries()
        said.done(say('sent', { right: view.mine?.rightCount ?? 0 }))
      },
    }),
  )
  const send = (event: FormEvent) => {
    event.preventDefault()
    const answers = chosen.filter((one) => one !== null)
    setMissing(answers.length < chosen.length)
    if (answers.length === chosen.length) answer.mutate({ id: bulletin.id, no: bulletin.no, key, answers })
  }
  return (
    <form className="lm-stack" onSubmit={send}>
      {bulletin.questions.map((question, index) => (
        <fieldset key={question.text} className="lm-question">
          <legend>
            {say('questionNo', { no: index + 1 })}
            {question.text}
          </legend>
          {question.options.map((option, place) => (
            <label key={option}>
              <input
                type="radio"
                name={`question-${index}`}
                checked={chosen[index] === place}
                onChange={() => setChosen(chosen.map((one, at) => (at === index ? place : one)))}
              />
              {option}
            </label>
          ))}
        </fieldset>
      ))}
      <FormProblem error={answer.error} />
      {missing && <p role="alert">{say('answerAll')}</p>}
      <div>
        <Button type="primary" htmlType="submit" loading={answer.isPending}>
          {say('send')}
        </Button>
      </div>
    </form>
  )
}

function Solved({
  no,
  question,
  right,
  why,
  chosen,
}: {
  readonly no: number
  readonly question: View['questions'][number]
  readonly right: number
  readonly why: string
  readonly chosen: number
}): ReactNode {
  const say = useWords(words)
  return (
    <div className="lm-question">
      <h3>
        {say('questionNo', { no })}
        {question.text}
      </h3>
      {question.options.map((option, place) => (
        <div
          key={option}
          className="lm-question-option"
          data-right={place === right}
          data-wrong={place === chosen && place !== right}
        >
          {option}
          {place === right && <StateTag>{say('correct')}</StateTag>}
          {place === chosen && <StateTag waits={place !== right}>{say('yours')}</StateTag>}
        </div>
      ))}
      <p className="lm-question-why">{why}</p>
    </div>
  )
}
