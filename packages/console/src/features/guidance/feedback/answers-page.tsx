import { FEEDBACK_STATES } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useApi } from '../../../app/api.ts'
import { FormProblem, HumanDay, StateTag } from '../../../frame/index.ts'
import { Gate } from '../../sign-in/gate.tsx'
import '../guidance.css'
import { Markdown } from '../markdown.tsx'
import { words } from './words.ts'

const route = getRouteApi('/answers')

/** For everybody, without an account: how far a piece of feedback is and what was answered, by its code. */
export function AnswersPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const { code } = route.useSearch()
  useEffect(() => {
    document.title = say('askTitle')
  }, [say])
  const ask = useMutation({
    mutationFn: (typed: string) => api.guidance.publicAnswer.call({ code: typed }),
  })
  const found = ask.data
  return (
    <Gate>
      <h1>{say('askTitle')}</h1>
      <p className="lm-soft">{say('askText')}</p>
      <Form<{ code: string }>
        layout="vertical"
        requiredMark={false}
        initialValues={{ code: code ?? '' }}
        onFinish={(fields) => ask.mutate(fields.code)}
      >
        <FormProblem error={ask.error} />
        <Form.Item
          name="code"
          label={say('code')}
          rules={[{ required: true, whitespace: true, message: say('needed') }]}
        >
          <Input size="large" maxLength={40} autoComplete="off" className="lm-code" />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" block loading={ask.isPending}>
          {say('ask')}
        </Button>
      </Form>
      {found && (
        <section className="lm-stack lm-public-answer" role="status">
          <h2>
            {text(found.policyName)}{' '}
            <StateTag waits={found.answer === null}>{text(FEEDBACK_STATES[found.state])}</StateTag>
          </h2>
          {found.answer === null ? <p>{say('noAnswerYet')}</p> : <Markdown source={found.answer} />}
          <p className="lm-soft">
            {say('received', { day: '' }).trim()} <HumanDay day={found.receivedOn} />
          </p>
          {found.answeredOn && (
            <p className="lm-soft">
              {say('answered', { day: '' }).trim()} <HumanDay day={found.answeredOn} />
            </p>
          )}
          <p>{say('human')}</p>
        </section>
      )}
    </Gate>
  )
}
