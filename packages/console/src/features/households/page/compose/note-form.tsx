import { newId } from '@lastmile/domain'
import { useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../../app/api.ts'
import { FormProblem, useSaid } from '../../../../frame/index.ts'
import { useRefresh } from '../refresh.ts'
import type { HouseholdView } from '../shapes.ts'
import { words } from './words.ts'

/** A professional opinion of the organisation, or a counselling note with tighter access. */
export function NoteForm({
  kind,
  household,
  onDone,
}: {
  readonly kind: 'opinion' | 'counselling'
  readonly household: HouseholdView
  readonly onDone: () => void
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const refresh = useRefresh()
  const [key] = useState(newId)
  const write = useMutation({
    mutationFn: async (body: string): Promise<unknown> => {
      const input = { householdId: household.id, key, body }
      return kind === 'opinion'
        ? api.casework.writeOpinion.call(input)
        : api.casework.writeCounselling.call(input)
    },
    onSuccess: async () => {
      said.done(kind === 'opinion' ? say('opinionDone') : say('counsellingDone'))
      onDone()
      await refresh()
    },
  })
  return (
    <Form<{ readonly body: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ body }) => write.mutate(body.trim())}
    >
      <FormProblem error={write.error} />
      <Form.Item
        name="body"
        label={say(kind)}
        extra={kind === 'opinion' ? say('opinionHint') : say('counsellingHint')}
        rules={[{ required: true, whitespace: true, message: say('required') }]}
      >
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 4, maxRows: 14 }}
          maxLength={kind === 'opinion' ? 3000 : 5000}
        />
      </Form.Item>
      <div className="lm-row">
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onDone}>{say('close')}</Button>
      </div>
    </Form>
  )
}
