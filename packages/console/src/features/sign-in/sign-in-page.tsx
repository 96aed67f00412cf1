import { useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { queryClient, useApi } from '../../app/api.ts'
import { keepMe, type Session } from '../../app/session.ts'
import { FormProblem } from '../../frame/index.ts'
import { DemoAccounts } from './demo-accounts.tsx'
import { Gate } from './gate.tsx'
import { words } from './words.ts'

interface Credentials {
  readonly login: string
  readonly password: string
}

const route = getRouteApi('/sign-in')

/** Where an account begins its day. */
function homeOf(me: Session): string {
  if (me.mustChangePassword) return '/account'
  return me.permissions.includes('own.read') ? '/own' : '/today'
}

export function SignInPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const navigate = useNavigate()
  const { next, ended } = route.useSearch()
  const [waiting, setWaiting] = useState<Credentials | null>(null)
  useEffect(() => {
    document.title = `${say('title')} · ${say('product')}`
  }, [say])
  const signIn = useMutation(
    api.identity.signIn.mutationOptions({
      onSuccess: (answer, input) => {
        if (answer.result === 'totp-needed') {
          setWaiting({ login: input.login, password: input.password })
          return
        }
        keepMe(queryClient, null)
        keepMe(queryClient, answer.me)
        void navigate({ href: next ?? homeOf(answer.me), replace: true })
      },
    }),
  )
  return (
    <Gate
      aside={
        waiting === null && (
          <DemoAccounts busy={signIn.isPending} onChoose={(account) => signIn.mutate(account)} />
        )
      }
    >
      {waiting === null ? (
        <PasswordStep
          ended={ended === true}
          busy={signIn.isPending}
          error={signIn.error}
          onSubmit={(credentials) => signIn.mutate(credentials)}
        />
      ) : (
        <CodeStep
          busy={signIn.isPending}
          error={signIn.error}
          onBack={() => {
            signIn.reset()
            setWaiting(null)
          }}
          onSubmit={(totp) => signIn.mutate({ ...waiting, totp })}
        />
      )}
    </Gate>
  )
}

function PasswordStep(props: {
  readonly ended: boolean
  readonly busy: boolean
  readonly error: unknown
  readonly onSubmit: (credentials: Credentials) => void
}): ReactNode {
  const say = useWords(words)
  return (
    <>
      <h1>{say('title')}</h1>
      {props.ended && !props.error && (
        <p className="lm-form-problem" role="status">
          {say('ended')}
        </p>
      )}
      <Form<Credentials> layout="vertical" requiredMark={false} onFinish={props.onSubmit}>
        <FormProblem error={props.error} />
        <Form.Item name="login" label={say('login')} rules={[{ required: true, message: say('needLogin') }]}>
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64} autoFocus />
        </Form.Item>
        <Form.Item
          name="password"
          label={say('password')}
          rules={[{ required: true, message: say('needPassword') }]}
        >
          <Input.Password autoComplete="current-password" maxLength={256} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={props.busy}>
          {say('submit')}
        </Button>
      </Form>
      <details className="lm-gate-forgot">
        <summary>{say('forgot')}</summary>
        <p className="lm-soft">{say('forgotText')}</p>
      </details>
    </>
  )
}

function CodeStep(props: {
  readonly busy: boolean
  readonly error: unknown
  readonly onBack: () => void
  readonly onSubmit: (code: string) => void
}): ReactNode {
  const say = useWords(words)
  return (
    <>
      <h1>{say('codeTitle')}</h1>
      <p className="lm-soft">{say('codeText')}</p>
      <Form<{ readonly code: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ code }) => props.onSubmit(code.trim())}
      >
        <FormProblem error={props.error} />
        <Form.Item name="code" label={say('code')} rules={[{ required: true, message: say('needCode') }]}>
          <Input autoComplete="one-time-code" maxLength={32} autoFocus />
        </Form.Item>
        <div className="lm-row">
          <Button type="primary" htmlType="submit" loading={props.busy}>
            {say('verify')}
          </Button>
          <Button onClick={props.onBack}>{say('back')}</Button>
        </div>
      </Form>
    </>
  )
}
