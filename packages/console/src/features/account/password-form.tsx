import { useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { queryClient, useApi } from '../../app/api.ts'
import { keepMe, useSession } from '../../app/session.ts'
import { FormProblem, markFields, useSaid } from '../../frame/index.ts'
import { words } from './words.ts'

interface Fields {
  readonly current: string
  readonly next: string
  readonly repeat: string
}

/** Changes the own password; every other session ends. */
export function PasswordForm(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const me = useSession()
  const said = useSaid()
  const router = useRouter()
  const [form] = Form.useForm<Fields>()
  const change = useMutation(
    api.identity.changePassword.mutationOptions({
      onSuccess: async () => {
        form.resetFields()
        said.done(say('changed'))
        keepMe(queryClient, { ...me, mustChangePassword: false })
        await queryClient.invalidateQueries({ queryKey: api.identity.sessions.key() })
        await router.invalidate()
      },
      onError: (error) => markFields(form, error),
    }),
  )
  const required = { required: true, message: say('need') }
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={({ current, next }) => change.mutate({ current, next })}
    >
      <p className="lm-soft">{say('passwordText')}</p>
      <FormProblem error={change.error} />
      <input type="text" autoComplete="username" value={me.login} readOnly hidden />
      <Form.Item name="current" label={say('current')} rules={[required]}>
        <Input.Password autoComplete="current-password" maxLength={256} />
      </Form.Item>
      <Form.Item name="next" label={say('next')} extra={say('nextHint')} rules={[required]}>
        <Input.Password autoComplete="new-password" maxLength={256} />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={say('repeat')}
        dependencies={['next']}
        rules={[
          required,
          {
            validator: (_, value) =>
              value === undefined || value === form.getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(say('different'))),
          },
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={256} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {say('change')}
      </Button>
    </Form>
  )
}
