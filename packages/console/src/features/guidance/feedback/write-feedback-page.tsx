import { newId } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Form, Input, InputNumber, Radio, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { FormProblem, LinkButton, markFields, PageHeader } from '../../../frame/index.ts'
import '../guidance.css'
import type { FeedbackView } from './feedback-card.tsx'
import { words } from './words.ts'

const route = getRouteApi('/staff/feedback/new')

interface Fields {
  readonly policy: string
  readonly what: string
  readonly fallsThrough?: string
  readonly households?: number | null
  readonly householdId?: string
  readonly voice: 'advisor' | 'resident'
  readonly residentWords?: string
  readonly residentName?: string
}

/** Writes feedback on a policy, and then shows the code by which its answer is asked for. */
export function WriteFeedbackPage(): ReactNode {
  const say = useWords(words)
  const [written, setWritten] = useState<FeedbackView | null>(null)
  return (
    <div className="lm-write">
      <PageHeader title={say('write')} line={say('lineWriter')} />
      {written ? (
        <Slip feedback={written} onAgain={() => setWritten(null)} />
      ) : (
        <FeedbackForm onDone={setWritten} />
      )}
    </div>
  )
}

function Slip({
  feedback,
  onAgain,
}: {
  readonly feedback: FeedbackView
  readonly onAgain: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  return (
    <section className="lm-panel lm-stack" role="status">
      <h2>
        {say('sent')}：{text(feedback.policy.name)}
      </h2>
      <p>
        {say('code')} <b className="lm-code lm-code-big">{feedback.code}</b>
      </p>
      <p>{say('slip')}</p>
      <p>
        <b>{`${window.location.origin}/answers`}</b>
      </p>
      <div className="lm-card-steps">
        <Button onClick={() => window.print()}>{say('print')}</Button>
        <LinkButton to="/feedback" primary>
          {say('toList')}
        </LinkButton>
        <Button onClick={onAgain}>{say('another')}</Button>
      </div>
    </section>
  )
}

function FeedbackForm({ onDone }: { readonly onDone: (written: FeedbackView) => void }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const queries = useQueryClient()
  const { policy, household } = route.useSearch()
  const [form] = Form.useForm<Fields>()
  const [key] = useState(newId)
  const voice = Form.useWatch('voice', form)
  const policies = useQuery({ ...api.policies.list.queryOptions({ input: {} }), staleTime: 600_000 })
  const needed = { required: true, whitespace: true, message: say('needed') }
  const send = useMutation({
    mutationFn: ({ voice: whose, households, residentWords, residentName, ...fields }: Fields) =>
      api.guidance.writeFeedback.call({
        ...fields,
        key,
        ...(households ? { households } : {}),
        ...(whose === 'resident' ? { residentWords, residentName: residentName || undefined } : {}),
      }),
    onError: (error) => markFields(form, error),
    onSuccess: async (view) => {
      await queries.invalidateQueries()
      onDone(view)
    },
  })
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{
        voice: 'advisor',
        ...(policy ? { policy } : {}),
        ...(household ? { householdId: household } : {}),
      }}
      onFinish={(fields) => send.mutate(fields)}
      scrollToFirstError
    >
      <Form.Item name="policy" label={say('policy')} rules={[needed]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(policies.data ?? []).map((one) => ({ value: one.id, label: text(one.name) }))}
        />
      </Form.Item>
      <Form.Item name="voice" label={say('voice')}>
        <Radio.Group
          options={[
            { value: 'advisor', label: say('voiceMine') },
            { value: 'resident', label: say('voiceResident') },
          ]}
        />
      </Form.Item>
      {voice === 'resident' && (
        <>
          <Form.Item name="residentWords" label={say('residentWords')} rules={[needed]}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Form.Item>
          <Form.Item name="residentName" label={say('residentName')}>
            <Input maxLength={50} autoComplete="off" />
          </Form.Item>
        </>
      )}
      <Form.Item name="what" label={say('what')} extra={say('whatExtra')} rules={[{ ...needed, min: 5 }]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Form.Item name="fallsThrough" label={say('who')}>
        <Input.TextArea rows={1} maxLength={1000} />
      </Form.Item>
      <Form.Item name="households" label={say('howMany')}>
        <InputNumber min={1} max={100_000} precision={0} style={{ width: '10rem' }} />
      </Form.Item>
      <Form.Item name="householdId" label={say('home')} extra={say('homeExtra')}>
        <HouseholdChoice />
      </Form.Item>
      <FormProblem error={send.error} />
      <div className="lm-page-steps">
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {say('send')}
        </Button>
        <LinkButton to="/feedback">{say('toList')}</LinkButton>
      </div>
    </Form>
  )
}

/** Finds a household by name while typing. A form gives it its value. */
function HouseholdChoice({
  value,
  onChange,
  id,
}: {
  readonly value?: string
  readonly onChange?: (householdId: string | undefined) => void
  readonly id?: string
}): ReactNode {
  const api = useApi()
  const [typed, setTyped] = useState('')
  const hits = useQuery({
    ...api.households.search.queryOptions({ input: { q: typed.trim(), limit: 20 } }),
    enabled: typed.trim().length > 0,
  })
  const known = useQuery({
    ...api.households.get.queryOptions({ input: { id: value ?? '' } }),
    enabled: value !== undefined,
    staleTime: 600_000,
  })
  const options = new Map(
    (hits.data?.hits ?? []).map((hit) => [hit.householdId, `${hit.headName} · ${hit.orgName}`]),
  )
  if (value !== undefined && !options.has(value)) options.set(value, known.data?.headName ?? '…')
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      allowClear
      value={value ?? null}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onChange={(next: string | null | undefined) => onChange?.(next ?? undefined)}
      options={[...options].map(([householdId, label]) => ({ value: householdId, label }))}
    />
  )
}
