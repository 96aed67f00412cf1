import { newId, URGENCIES } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../../app/api.ts'
import { FormProblem, markFields, useSaid } from '../../../../frame/index.ts'
import { useRefresh } from '../refresh.ts'
import type { HouseholdView } from '../shapes.ts'
import { words } from './words.ts'

interface Fields {
  readonly rule: string
  readonly told: string
  readonly urgency: number
}

const KINDS = [
  ['own-eye', 'ownEye'],
  ['neighbour-report', 'neighbour'],
  ['self-report', 'self'],
] as const

/** Reports what was seen or heard of the household: a signal, for whoever goes there. */
export function SignalForm({
  household,
  onDone,
}: {
  readonly household: HouseholdView
  readonly onDone: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const refresh = useRefresh()
  const [key] = useState(newId)
  const [form] = Form.useForm<Fields>()
  const report = useMutation(
    api.signals.report.mutationOptions({
      onSuccess: async ({ joined }) => {
        said.done(joined ? say('signalJoined') : say('signalDone'))
        onDone()
        await refresh()
      },
      onError: (error) => markFields(form, error),
    }),
  )
  const required = [{ required: true, message: say('required') }]
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ rule: 'own-eye', urgency: 2 }}
      onFinish={({ told, ...fields }) =>
        report.mutate({ householdId: household.id, key, told: told.trim(), ...fields })
      }
    >
      <FormProblem error={report.error} />
      <Form.Item name="rule" label={say('signalWho')} rules={required}>
        <Radio.Group options={KINDS.map(([value, word]) => ({ value, label: say(word) }))} />
      </Form.Item>
      <Form.Item
        name="told"
        label={say('signalTold')}
        extra={say('signalHint')}
        rules={[{ required: true, whitespace: true, min: 4, message: say('signalShort') }]}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 8 }} maxLength={500} />
      </Form.Item>
      <Form.Item name="urgency" label={say('urgency')}>
        <Radio.Group
          options={([1, 2, 3] as const).map((value) => ({ value, label: text(URGENCIES[value]) }))}
        />
      </Form.Item>
      <div className="lm-row">
        <Button type="primary" htmlType="submit" loading={report.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onDone}>{say('close')}</Button>
      </div>
    </Form>
  )
}
