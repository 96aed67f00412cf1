import { addDays, newId } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { useSession } from '../../app/session.ts'
import { FormProblem, markFields, useSaid, useToday } from '../../frame/index.ts'
import { ConditionFields } from '../households/conditions/condition-fields.tsx'
import { type Conditions, setConditions } from '../households/conditions/conditions.ts'
import { filterWords } from '../households/household-filters.ts'
import { words } from './words.ts'

const FILTERS = ['all', 'receiving', 'with-gaps', 'with-needs', 'in-case', 'unpaired', 'overdue'] as const

interface Fields {
  readonly title: string
  readonly formId: string
  readonly under: string
  readonly filter: (typeof FILTERS)[number]
  readonly dueOn: string
}

/** Begins a campaign: what it is called, with which form, whom it asks and by when, counted before it begins. */
export function BeginCampaign({ onClose }: { readonly onClose: () => void }): ReactNode {
  const say = useWords(words)
  const filterName = useWords(filterWords)
  const text = useText()
  const api = useApi()
  const me = useSession()
  const said = useSaid()
  const today = useToday()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [key] = useState(newId)
  const [form] = Form.useForm<Fields>()
  const forms = useQuery(api.surveys.published.queryOptions())
  const units = useQuery(api.identity.orgs.queryOptions({ input: { under: me.orgPath, depth: 5 } }))
  const [conditions, setAll] = useState<Conditions>({})
  const whoOf = ({ under, filter }: Pick<Fields, 'under' | 'filter'>) => ({
    under,
    filter,
    ...setConditions(conditions),
  })
  const preview = useMutation(api.surveys.preview.mutationOptions({ onError: said.failed }))
  const begin = useMutation(
    api.surveys.begin.mutationOptions({
      onSuccess: async ({ id, asked }) => {
        said.done(say('begun', { count: asked }))
        await queries.invalidateQueries()
        void navigate({ to: '/campaigns/$campaignId', params: { campaignId: id } })
      },
      onError: (error) => markFields(form, error),
    }),
  )
  const places = (units.data ?? []).filter(({ kind }) => ['district', 'street', 'committee'].includes(kind))
  return (
    <Modal
      open
      title={say('begin')}
      width={640}
      onCancel={onClose}
      okText={say('begin')}
      confirmLoading={begin.isPending}
      onOk={() => form.submit()}
      destroyOnHidden
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ under: me.orgPath, filter: 'receiving', dueOn: addDays(today, 30) }}
        onValuesChange={() => preview.reset()}
        onFinish={({ title, formId, dueOn, ...who }) =>
          begin.mutate({ key, title: title.trim(), formId, dueOn, who: whoOf(who) })
        }
      >
        <FormProblem error={begin.error} />
        <Form.Item
          name="title"
          label={say('campaignTitle')}
          extra={say('campaignHint')}
          rules={[{ required: true, min: 2, whitespace: true, message: say('required') }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="formId" label={say('form')} rules={[{ required: true, message: say('required') }]}>
          <Select
            loading={forms.isPending}
            options={(forms.data ?? []).map((one) => ({ value: one.id, label: text(one.title) }))}
          />
        </Form.Item>
        <Form.Item name="under" label={say('under')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={places.map(({ path, name }) => ({ value: path, label: name }))}
          />
        </Form.Item>
        <Form.Item name="filter" label={say('who')}>
          <Select options={FILTERS.map((value) => ({ value, label: filterName(value) }))} />
        </Form.Item>
        <details className="lm-campaign-conditions">
          <summary>{say('moreConditions')}</summary>
          <ConditionFields
            value={conditions}
            onChange={(next) => {
              preview.reset()
              setAll(next)
            }}
          />
        </details>
        <Form.Item name="dueOn" label={say('dueOn')} rules={[{ required: true, message: say('required') }]}>
          <Input type="date" min={today} />
        </Form.Item>
        <div className="lm-row">
          <Button
            loading={preview.isPending}
            onClick={() => preview.mutate({ who: whoOf(form.getFieldsValue(['under', 'filter'])) })}
          >
            {say('count')}
          </Button>
          {preview.data && (
            <span role="status">
              {say('counted', {
                households: preview.data.households,
                people: preview.data.people.length,
                unassigned: preview.data.unassigned,
              })}
            </span>
          )}
        </div>
        {preview.data && (
          <p className="lm-soft">
            {preview.data.people
              .slice(0, 12)
              .map(({ name, households, metres }) =>
                metres === null
                  ? say('countedWho', { name, count: households })
                  : say('countedNear', { name, count: households, metres }),
              )
              .join('，')}
          </p>
        )}
      </Form>
    </Modal>
  )
}
