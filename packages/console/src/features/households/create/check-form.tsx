import { useWords } from '@lastmile/web-kit'
import { Button, Form, Input } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { FormProblem, markFields } from '../../../frame/index.ts'
import { words } from './words.ts'

/** What is known of the person before the search. */
export interface CheckFields {
  readonly name: string
  readonly idNumber?: string
  readonly birthDate?: string
  readonly phone?: string
}

export function CheckForm(props: {
  readonly start: CheckFields
  readonly busy: boolean
  readonly error: unknown
  readonly onSubmit: (fields: CheckFields) => void
}): ReactNode {
  const say = useWords(words)
  const [form] = Form.useForm<CheckFields>()
  useEffect(() => {
    if (props.error) markFields(form, props.error)
  }, [props.error, form])
  return (
    <Form<CheckFields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={props.start}
      onFinish={(fields) => props.onSubmit({ ...fields, name: fields.name.trim() })}
    >
      <FormProblem error={props.error} />
      <Form.Item
        name="name"
        label={say('name')}
        rules={[{ required: true, whitespace: true, message: say('need') }]}
      >
        <Input maxLength={50} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item name="idNumber" label={say('idNumber')} extra={say('idNumberHint')}>
        <Input maxLength={30} autoComplete="off" inputMode="text" />
      </Form.Item>
      <div className="lm-create-pair">
        <Form.Item name="birthDate" label={say('birthDate')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="phone" label={say('phone')}>
          <Input type="tel" maxLength={30} autoComplete="off" />
        </Form.Item>
      </div>
      <Button type="primary" htmlType="submit" loading={props.busy}>
        {say('check')}
      </Button>
    </Form>
  )
}
