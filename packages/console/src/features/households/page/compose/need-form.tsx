import {
  kindLiesIn,
  NEED_CATEGORIES,
  NEED_KINDS,
  type NeedCategory,
  type NeedKind,
  newId,
  ROOT_CAUSES,
  type RootCause,
} from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, Radio, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../../app/api.ts'
import { FormProblem, markFields, useSaid } from '../../../../frame/index.ts'
import { useRefresh } from '../refresh.ts'
import type { HouseholdView } from '../shapes.ts'
import { words } from './words.ts'

interface Fields {
  readonly category: NeedCategory
  readonly kind?: NeedKind
  readonly title: string
  readonly urgency: number
  readonly rootCause?: RootCause
  readonly ownWords?: string
  readonly wish?: string
  readonly evidence?: string
  readonly consent?: boolean
}

/** Confirms a need that was seen or told; opens a case when none is open. */
export function NeedForm({
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
  const category = Form.useWatch('category', form)
  const confirm = useMutation(
    api.needs.confirm.mutationOptions({
      onSuccess: async () => {
        said.done(say('needDone'))
        onDone()
        await refresh()
      },
      onError: (error) => markFields(form, error),
    }),
  )
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ urgency: 2 }}
      onFinish={(fields) =>
        confirm.mutate({
          householdId: household.id,
          key,
          category: fields.category,
          ...(fields.kind === undefined ? {} : { kind: fields.kind }),
          title: fields.title.trim(),
          urgency: fields.urgency,
          rootCause: fields.rootCause ?? 'unknown',
          sourceKind: 'staff',
          ...(fields.ownWords?.trim() ? { ownWords: fields.ownWords.trim() } : {}),
          ...(fields.wish?.trim() ? { wish: fields.wish.trim() } : {}),
          ...(fields.evidence?.trim() ? { evidence: fields.evidence.trim() } : {}),
          ...(fields.consent === undefined ? {} : { consent: fields.consent }),
        })
      }
    >
      <FormProblem error={confirm.error} />
      <Form.Item
        name="category"
        label={say('category')}
        rules={[{ required: true, message: say('required') }]}
      >
        <Radio.Group
          className="lm-choice-wrap"
          optionType="button"
          options={Object.entries(NEED_CATEGORIES).map(([value, label]) => ({ value, label: text(label) }))}
          onChange={() => form.resetFields(['kind'])}
        />
      </Form.Item>
      {category !== undefined && (
        <Form.Item name="kind" label={say('kind')}>
          <Radio.Group
            className="lm-choice-wrap"
            optionType="button"
            options={Object.entries(NEED_KINDS)
              .filter(([kind]) => kindLiesIn(kind, category))
              .map(([value, label]) => ({ value, label: text(label) }))}
          />
        </Form.Item>
      )}
      <Form.Item
        name="title"
        label={say('title')}
        extra={say('titleHint')}
        rules={[{ required: true, whitespace: true, message: say('required') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <div className="lm-form-pair">
        <Form.Item name="urgency" label={say('urgency')}>
          <Radio.Group
            options={[
              { value: 3, label: say('urgency3') },
              { value: 2, label: say('urgency2') },
              { value: 1, label: say('urgency1') },
            ]}
          />
        </Form.Item>
        <Form.Item name="rootCause" label={say('rootCause')}>
          <Select
            allowClear
            placeholder={text(ROOT_CAUSES.unknown)}
            options={Object.entries(ROOT_CAUSES).map(([value, label]) => ({ value, label: text(label) }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="ownWords" label={say('ownWords')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} />
      </Form.Item>
      <Form.Item name="wish" label={say('wish')}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={1000} />
      </Form.Item>
      <Form.Item name="evidence" label={say('evidence')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} />
      </Form.Item>
      <Form.Item name="consent" label={say('consent')}>
        <Radio.Group
          options={[
            { value: true, label: say('yes') },
            { value: false, label: say('no') },
          ]}
        />
      </Form.Item>
      <div className="lm-row">
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onDone}>{say('close')}</Button>
      </div>
    </Form>
  )
}
