import { useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useApi } from '../../app/api.ts'
import { FormProblem, markFields } from '../../frame/index.ts'
import { Gate } from './gate.tsx'
import { words } from './words.ts'

const route = getRouteApi('/activate')

interface Passwords {
  readonly password: string
  readonly repeat: string
}

/** Opened from an administrator's one-time link: the person sets the own password. */
export function ActivatePage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const { token } = route.useSearch()
  const [form] = Form.useForm<Passwords>()
  useEffect(() => {
    document.title = `${say('activateTitle')} · ${say('product')}`
  }, [say])
  const activate = useMutation(
    api.identity.activate.mutationOptions({ onError: (error) => markFields(form, error) }),
  )
  return (
    <Gate>
      <h1>{say('activateTitle')}</h1>
      {token === undefined ? (
        <p>{say('noToken')}</p>
      ) : activate.data ? (
        <>
          <p role="status">{say('activated', { login: activate.data.login })}</p>
          <Link to="/sign-in">{say('toSignIn')}</Link>
        </>
      ) : (
        <>
          <p className="lm-soft">{say('activateText')}</p>
          <Form<Passwords>
            form={form}
            layout="vertical"
            requiredMark={false}
            onFinish={({ password }) => activate.mutate({ token, password })}
          >
            <FormProblem error={activate.error} />
            <Form.Item
              name="password"
              label={say('newPassword')}
              extra={say('passwordHint')}
              rules={[{ required: true, message: say('needPassword') }]}
            >
              <Input.Password autoComplete="new-password" maxLength={256} autoFocus />
            </Form.Item>
            <Form.Item
              name="repeat"
              label={say('repeat')}
              dependencies={['password']}
              rules={[
                { required: true, message: say('needPassword') },
                {
                  validator: (_, value) =>
                    value === undefined || value === form.getFieldValue('password')
                      ? Promise.resolve()
                      : Promise.reject(new Error(say('different'))),
                },
              ]}
            >
              <Input.Password autoComplete="new-password" maxLength={256} />
            </Form.Item>
            <Button type="primary" htmlType="submit" block loading={activate.isPending}>
              {say('activate')}
            </Button>
          </Form>
        </>
      )}
    </Gate>
  )
}
