import { addDays, legalDateAt, newId } from '@lastmile/domain'
import { calendarDay, useLang, useWords } from '@lastmile/web-kit'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Radio, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../../app/api.ts'
import { useMay } from '../../../../app/session.ts'
import { FormProblem, markFields, useSaid, useToday } from '../../../../frame/index.ts'
import { useRefresh } from '../refresh.ts'
import { words } from './words.ts'

const CHANNELS = ['visit', 'phone', 'office', 'online', 'activity'] as const

interface Fields {
  readonly channel: (typeof CHANNELS)[number]
  readonly reached: boolean
  readonly when: string
  readonly minutes?: number | null
  readonly summary: string
  readonly planItemId?: string
  readonly nextOn?: string
}

/** The present moment in Shanghai as a field for day and time holds it. */
function nowInField(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16)
}

/** Records a contact: how, when, what was said, and when the next one is. */
export function ContactForm({
  householdId,
  onDone,
}: {
  readonly householdId: string
  readonly onDone: () => void
}): ReactNode {
  const say = useWords(words)
  const lang = useLang()
  const today = useToday()
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const refresh = useRefresh()
  const [key] = useState(newId)
  const [form] = Form.useForm<Fields>()
  const file = useQuery({
    ...api.casework.ofHousehold.queryOptions({ input: { householdId } }),
    enabled: may('case.read'),
  })
  const items = (file.data?.plan ?? []).filter((item) => item.state !== 'done' && item.state !== 'cancelled')
  const record = useMutation(
    api.casework.recordContact.mutationOptions({
      onSuccess: async (contact) => {
        said.done(
          contact.nextOn === null
            ? say('contactDone')
            : say('contactDoneNext', { day: calendarDay(contact.nextOn, today, lang) }),
        )
        onDone()
        await refresh()
      },
      onError: (error) => markFields(form, error),
    }),
  )
  const next = [
    { label: say('inWeek'), day: addDays(today, 7) },
    { label: say('inTwoWeeks'), day: addDays(today, 14) },
    { label: say('inMonth'), day: addDays(today, 30) },
  ]
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ channel: 'visit', reached: true, when: nowInField() }}
      onFinish={(fields) =>
        record.mutate({
          householdId,
          key,
          at: new Date(`${fields.when}:00+08:00`).toISOString(),
          channel: fields.channel,
          reached: fields.reached,
          summary: fields.summary.trim(),
          ...(typeof fields.minutes === 'number' ? { minutes: fields.minutes } : {}),
          ...(fields.planItemId ? { planItemId: fields.planItemId } : {}),
          ...(fields.nextOn ? { nextOn: fields.nextOn } : {}),
        })
      }
    >
      <FormProblem error={record.error} />
      <Form.Item name="channel" label={say('channel')}>
        <Radio.Group optionType="button" options={CHANNELS.map((value) => ({ value, label: say(value) }))} />
      </Form.Item>
      <Form.Item name="reached" label={say('reached')}>
        <Radio.Group
          options={[
            { value: true, label: say('reachedYes') },
            { value: false, label: say('reachedNo') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="summary"
        label={say('summary')}
        rules={[{ required: true, whitespace: true, message: say('required') }]}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} />
      </Form.Item>
      <div className="lm-form-pair">
        <Form.Item name="when" label={say('when')} rules={[{ required: true, message: say('required') }]}>
          <Input type="datetime-local" max={`${legalDateAt(new Date())}T23:59`} />
        </Form.Item>
        <Form.Item name="minutes" label={say('minutes')}>
          <InputNumber min={0} max={1440} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        {items.length > 0 && (
          <Form.Item name="planItemId" label={say('about')}>
            <Select
              allowClear
              placeholder={say('aboutNone')}
              options={items.map((item) => ({ value: item.id, label: item.title }))}
            />
          </Form.Item>
        )}
        <Form.Item
          name="nextOn"
          label={say('nextOn')}
          extra={
            <span className="lm-row">
              {next.map((one) => (
                <button
                  key={one.day}
                  type="button"
                  className="lm-link"
                  onClick={() => form.setFieldValue('nextOn', one.day)}
                >
                  {one.label}
                </button>
              ))}
            </span>
          }
        >
          <Input type="date" min={today} />
        </Form.Item>
      </div>
      <div className="lm-row">
        <Button type="primary" htmlType="submit" loading={record.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onDone}>{say('close')}</Button>
      </div>
    </Form>
  )
}
