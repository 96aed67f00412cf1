import { newId } from '@lastmile/domain'
import { useWords } from '@lastmile/web-kit'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Radio, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { queryClient, useApi } from '../../../app/api.ts'
import { useSession } from '../../../app/session.ts'
import { FormProblem, markFields, useSaid } from '../../../frame/index.ts'
import type { CheckFields } from './check-form.tsx'
import { words } from './words.ts'

interface Fields {
  readonly orgPath: string
  readonly address?: string
  readonly sex?: 'male' | 'female'
  readonly docMissingReason?: string
}

/** The second step: where the household belongs, and what the search did not need. */
export function CreateForm(props: {
  readonly person: CheckFields
  readonly token: string
  readonly onBack: () => void
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const me = useSession()
  const said = useSaid()
  const navigate = useNavigate()
  const [form] = Form.useForm<Fields>()
  const [key] = useState(newId)
  const { person } = props
  const units = useQuery({
    ...api.identity.orgs.queryOptions({ input: { under: me.orgPath, depth: 5 } }),
    staleTime: 600_000,
  })
  const places = (units.data ?? []).filter((unit) => unit.kind === 'committee')
  const create = useMutation(
    api.households.create.mutationOptions({
      onSuccess: ({ id, no }) => {
        said.done(say('created', { name: person.name, no }))
        void queryClient.invalidateQueries({ queryKey: api.households.key() })
        void navigate({ to: '/households/$householdId', params: { householdId: id } })
      },
      onError: (error) => markFields(form, error, 'head.'),
    }),
  )
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ orgPath: me.role === 'cadre' ? me.orgPath : undefined }}
      onFinish={(fields) =>
        create.mutate({
          key,
          checkToken: props.token,
          orgPath: fields.orgPath,
          ...(fields.address?.trim() ? { address: fields.address.trim() } : {}),
          head: {
            name: person.name,
            ...(person.idNumber ? { idNumber: person.idNumber } : {}),
            ...(fields.docMissingReason ? { docMissingReason: fields.docMissingReason } : {}),
            ...(fields.sex ? { sex: fields.sex } : {}),
            ...(person.birthDate ? { birthDate: person.birthDate } : {}),
            ...(person.phone ? { phone: person.phone } : {}),
          },
        })
      }
    >
      <p>
        <b>{person.name}</b>
      </p>
      <FormProblem error={create.error} />
      {!person.idNumber && (
        <Form.Item
          name="docMissingReason"
          label={say('noNumber')}
          extra={say('noNumberHint')}
          rules={[{ required: true, whitespace: true, message: say('need') }]}
        >
          <Input maxLength={100} />
        </Form.Item>
      )}
      {!person.idNumber && (
        <Form.Item name="sex" label={say('sex')}>
          <Radio.Group
            options={[
              { value: 'female', label: say('female') },
              { value: 'male', label: say('male') },
            ]}
          />
        </Form.Item>
      )}
      <Form.Item name="orgPath" label={say('unit')} rules={[{ required: true, message: say('need') }]}>
        <Select
          loading={units.isPending}
          showSearch={{ optionFilterProp: 'label' }}
          options={places.map((unit) => ({ value: unit.path, label: unit.name }))}
        />
      </Form.Item>
      <Form.Item name="address" label={say('address')} extra={say('addressHint')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <div className="lm-row">
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {say('create')}
        </Button>
        <Button onClick={props.onBack}>{say('checkAgain')}</Button>
      </div>
    </Form>
  )
}
