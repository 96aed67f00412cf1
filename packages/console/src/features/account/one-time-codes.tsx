import { useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { Button, Form, Input, QRCode } from 'antd'
import { type ReactNode, useState } from 'react'
import { queryClient, useApi } from '../../app/api.ts'
import { keepMe, useSession } from '../../app/session.ts'
import { FormProblem, markFields, useSaid } from '../../frame/index.ts'
import { words } from './words.ts'

type Step =
  | { readonly at: 'rest' }
  | { readonly at: 'password' }
  | { readonly at: 'scan'; readonly secret: string; readonly uri: string }
  | { readonly at: 'recovery'; readonly codes: readonly string[] }

/** Sets up one-time codes: password, scan, first code, recovery codes (shown once). */
export function OneTimeCodes(): ReactNode {
  const say = useWords(words)
  const me = useSession()
  const router = useRouter()
  const said = useSaid()
  const [step, setStep] = useState<Step>({ at: 'rest' })
  const rest = () => setStep({ at: 'rest' })
  switch (step.at) {
    case 'rest':
      return (
        <div className="lm-stack">
          <p>{me.totpEnabled ? say('codesOn') : say('codesOff')}</p>
          <div>
            <Button onClick={() => setStep({ at: 'password' })}>
              {me.totpEnabled ? say('beginAgain') : say('begin')}
            </Button>
          </div>
        </div>
      )
    case 'password':
      return <PasswordStep onCancel={rest} onDone={(begun) => setStep({ at: 'scan', ...begun })} />
    case 'scan':
      return <ScanStep {...step} onCancel={rest} onDone={(codes) => setStep({ at: 'recovery', codes })} />
    case 'recovery':
      return (
        <RecoveryCodes
          codes={step.codes}
          onKept={() => {
            rest()
            said.done(say('codesReady'))
            keepMe(queryClient, { ...me, totpEnabled: true })
            void router.invalidate()
          }}
        />
      )
  }
}

function PasswordStep(props: {
  readonly onCancel: () => void
  readonly onDone: (begun: { readonly secret: string; readonly uri: string }) => void
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const [form] = Form.useForm<{ current: string }>()
  const begin = useMutation(
    api.identity.beginTotp.mutationOptions({
      onSuccess: props.onDone,
      onError: (error) => markFields(form, error),
    }),
  )
  return (
    <Form<{ current: string }>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={({ current }) => begin.mutate({ password: current })}
    >
      <FormProblem error={begin.error} />
      <Form.Item
        name="current"
        label={say('passwordFirst')}
        rules={[{ required: true, message: say('need') }]}
      >
        <Input.Password autoComplete="current-password" maxLength={256} autoFocus />
      </Form.Item>
      <div className="lm-row">
        <Button type="primary" htmlType="submit" loading={begin.isPending}>
          {say('goOn')}
        </Button>
        <Button onClick={props.onCancel}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}

function ScanStep(props: {
  readonly secret: string
  readonly uri: string
  readonly onCancel: () => void
  readonly onDone: (codes: readonly string[]) => void
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const [form] = Form.useForm<{ code: string }>()
  const confirm = useMutation(
    api.identity.confirmTotp.mutationOptions({
      onSuccess: ({ recoveryCodes }) => props.onDone(recoveryCodes),
      onError: (error) => markFields(form, error),
    }),
  )
  return (
    <Form<{ code: string }>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={({ code }) => confirm.mutate({ code: code.trim() })}
    >
      <p>{say('scan')}</p>
      <div role="img" aria-label={say('scanAlt')} className="lm-qr">
        <QRCode type="svg" value={props.uri} size={184} bordered={false} />
      </div>
      <p className="lm-soft">{say('secret')}</p>
      <p className="lm-secret" lang="en">
        {props.secret.replace(/(.{4})/g, '$1 ').trim()}
      </p>
      <FormProblem error={confirm.error} />
      <Form.Item name="code" label={say('code')} rules={[{ required: true, message: say('need') }]}>
        <Input inputMode="numeric" autoComplete="one-time-code" maxLength={16} />
      </Form.Item>
      <div className="lm-row">
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          {say('confirm')}
        </Button>
        <Button onClick={props.onCancel}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}

function RecoveryCodes(props: { readonly codes: readonly string[]; readonly onKept: () => void }): ReactNode {
  const say = useWords(words)
  const said = useSaid()
  return (
    <div className="lm-stack">
      <h3>{say('recoveryTitle')}</h3>
      <p>{say('recoveryText')}</p>
      <ul className="lm-recovery" lang="en">
        {props.codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="lm-row">
        <Button
          onClick={() =>
            navigator.clipboard
              .writeText(props.codes.join('\n'))
              .then(() => said.done(say('copied')), said.failed)
          }
        >
          {say('copy')}
        </Button>
        <Button onClick={() => window.print()}>{say('print')}</Button>
        <Button type="primary" onClick={props.onKept}>
          {say('kept')}
        </Button>
      </div>
    </div>
  )
}
