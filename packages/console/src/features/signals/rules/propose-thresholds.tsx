import { newId } from '@lastmile/domain'
import { useWords } from '@lastmile/web-kit'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { FormProblem, useSaid } from '../../../frame/index.ts'
import type { RuleView } from '../shapes.ts'
import { words } from './words.ts'

interface Fields {
  readonly fromDay?: string
  readonly reason: string
}

/** Proposes the thresholds that were just tried; a second person publishes them. */
export function ProposeThresholds({
  rule,
  values,
  onDone,
}: {
  readonly rule: RuleView
  readonly values: Readonly<Record<string, number>>
  readonly onDone: () => void
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const [key] = useState(newId)
  const proposal = useMutation(
    api.signals.proposeChange.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries()
        said.done(say('proposedDone'))
        onDone()
      },
    }),
  )
  return (
    <section className="lm-trial" aria-labelledby="propose-thresholds">
      <h3 id="propose-thresholds">{say('proposeTitle')}</h3>
      <FormProblem error={proposal.error} />
      <Form<Fields>
        layout="vertical"
        onFinish={({ fromDay, reason }) =>
          proposal.mutate({
            rule: rule.rule,
            key,
            kind: 'thresholds',
            values,
            ...(fromDay ? { fromDay } : {}),
            reason: reason.trim(),
          })
        }
      >
        <Form.Item name="fromDay" label={say('fromDay')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item
          name="reason"
          label={say('reasonOf')}
          rules={[{ required: true, whitespace: true, min: 4, message: say('reasonNeeded') }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
        </Form.Item>
        <Button htmlType="submit" loading={proposal.isPending}>
          {say('propose')}
        </Button>
      </Form>
    </section>
  )
}
