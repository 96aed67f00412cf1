import type { Bulletin } from '@lastmile/contract'
import { BULLETIN_ROLES, type BulletinRole, newId, ROLE_NAMES } from '@lastmile/domain'
import { useLang, useText, useWords } from '@lastmile/web-kit'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import { useSession } from '../../../app/session.ts'
import {
  FormProblem,
  LinkButton,
  Loaded,
  markFields,
  PageHeader,
  SkeletonCards,
  todayValue,
  useSaid,
} from '../../../frame/index.ts'
import '../guidance.css'
import { Markdown } from '../markdown.tsx'
import { type QuestionFields, QuestionsField } from './questions-field.tsx'
import { words } from './words.ts'

type View = z.infer<typeof Bulletin>
const correctRoute = getRouteApi('/staff/bulletins/$bulletinId/correct')
const newRoute = getRouteApi('/staff/bulletins/new')

interface Fields {
  readonly title: string
  readonly body: string
  readonly policies?: readonly string[]
  readonly questions?: readonly QuestionFields[]
  readonly note?: string
  readonly roles?: readonly BulletinRole[]
  readonly units?: readonly string[]
  readonly fromOn?: string
}

/** Writes a new bulletin. */
export function NewBulletinPage(): ReactNode {
  const say = useWords(words)
  const { policy } = newRoute.useSearch()
  return (
    <div className="lm-write">
      <PageHeader title={say('newTitle')} line={say('lineWriter')} />
      <BulletinForm
        bulletin={null}
        start={{
          title: '',
          body: '',
          policies: policy ? [policy] : [],
          roles: BULLETIN_ROLES,
          units: [],
          questions: [],
          fromOn: todayValue(),
        }}
      />
    </div>
  )
}

/** Corrects a bulletin: its text and questions, not whom it was sent to. */
export function CorrectBulletinPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const { bulletinId } = correctRoute.useParams()
  const bulletin = useQuery(api.guidance.bulletin.queryOptions({ input: { id: bulletinId } }))
  return (
    <Loaded query={bulletin} skeleton={<SkeletonCards cards={3} />}>
      {(data) => (
        <div className="lm-write">
          <PageHeader title={say('correctTitle', { title: data.title })} line={say('correctLine')} />
          <BulletinForm
            bulletin={data}
            start={{
              title: data.title,
              body: data.body,
              policies: data.policies.map((policy) => policy.id),
              questions: data.written ?? [],
            }}
          />
        </div>
      )}
    </Loaded>
  )
}

function BulletinForm({
  bulletin,
  start,
}: {
  readonly bulletin: View | null
  readonly start: Fields
}): ReactNode {
  const say = useWords(words)
  const lang = useLang()
  const api = useApi()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const said = useSaid()
  const [form] = Form.useForm<Fields>()
  const [key] = useState(newId)
  const body = Form.useWatch('body', form)
  const needed = { required: true, whitespace: true, message: say('needed') }
  const send = useMutation({
    mutationFn: async (fields: Fields) => {
      const text = {
        key,
        title: fields.title,
        body: fields.body,
        policies: [...(fields.policies ?? [])],
        questions: (fields.questions ?? []).map((question) => ({
          ...question,
          options: [...question.options],
        })),
      }
      return bulletin
        ? api.guidance.correctBulletin.call({
            ...text,
            id: bulletin.id,
            version: bulletin.version,
            note: fields.note ?? '',
          })
        : api.guidance.publishBulletin.call({
            ...text,
            roles: [...(fields.roles ?? [])],
            units: [...(fields.units ?? [])],
            ...(fields.fromOn ? { fromOn: fields.fromOn } : {}),
          })
    },
    onError: (error) => markFields(form, error),
    onSuccess: async (view) => {
      await queries.invalidateQueries()
      said.done(say('published', { count: view.reach?.expected ?? 0 }))
      await navigate({ to: '/bulletins/$bulletinId', params: { bulletinId: view.id } })
    },
  })
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={start}
      onFinish={(fields) => send.mutate(fields)}
      scrollToFirstError
    >
      {bulletin && (
        <Form.Item name="note" label={say('fieldNote')} rules={[needed]}>
          <Input maxLength={300} />
        </Form.Item>
      )}
      <Form.Item name="title" label={say('fieldTitle')} rules={[needed]}>
        <Input maxLength={100} />
      </Form.Item>
      <div className="lm-write-two">
        <Form.Item name="body" label={say('fieldBody')} extra={say('bodyExtra')} rules={[needed]}>
          <Input.TextArea rows={10} maxLength={20_000} />
        </Form.Item>
        <section aria-label={say('preview')}>
          <p className="lm-soft">{say('preview')}</p>
          <div className="lm-write-preview">
            <Markdown source={body ?? ''} />
          </div>
        </section>
      </div>
      <PoliciesField />
      {bulletin === null && (
        <>
          <Form.Item
            name="roles"
            label={say('fieldRoles')}
            // Not `required`: the group would carry an attribute that groups may not have.
            rules={[{ type: 'array', min: 1, message: say('needed') }]}
          >
            <Checkbox.Group
              options={BULLETIN_ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role][lang] }))}
            />
          </Form.Item>
          <UnitsField />
          <Form.Item
            name="fromOn"
            label={say('fieldFrom')}
            rules={[{ required: true, message: say('needed') }]}
          >
            <Input type="date" min={todayValue()} max="2099-12-31" style={{ maxWidth: '14rem' }} />
          </Form.Item>
        </>
      )}
      <QuestionsField />
      <FormProblem error={send.error} />
      <div className="lm-page-steps">
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {say(bulletin ? 'publishVersion' : 'publish')}
        </Button>
        <LinkButton to="/bulletins">{say('cancel')}</LinkButton>
      </div>
    </Form>
  )
}

function PoliciesField(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const policies = useQuery({ ...api.policies.list.queryOptions({ input: {} }), staleTime: 600_000 })
  return (
    <Form.Item name="policies" label={say('fieldPolicies')}>
      <Select
        mode="multiple"
        maxCount={20}
        showSearch={{ optionFilterProp: 'label' }}
        options={(policies.data ?? []).map((policy) => ({ value: policy.id, label: text(policy.name) }))}
      />
    </Form.Item>
  )
}

function UnitsField(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const me = useSession()
  const units = useQuery({
    ...api.identity.orgs.queryOptions({ input: { under: me.orgPath, depth: 1 } }),
    staleTime: 600_000,
  })
  const offered = (units.data ?? []).filter((unit) => unit.kind === 'street' || unit.kind === 'organisation')
  return (
    <Form.Item name="units" label={say('fieldUnits')} extra={say('unitsAll')}>
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        options={offered.map((unit) => ({ value: unit.path, label: unit.name }))}
      />
    </Form.Item>
  )
}
