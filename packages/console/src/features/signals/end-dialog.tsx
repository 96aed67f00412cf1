import {
  ALERT_OUTCOMES,
  type AlertOutcome,
  DECIDED_OUTCOMES,
  type DecidedOutcome,
  NEED_CATEGORIES,
  type NeedCategory,
  NOTHING_REASONS,
  type NothingReason,
  ROOT_CAUSES,
  type RootCause,
} from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, InputNumber, Modal, Radio, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { FormProblem, markFields, useSaid } from '../../frame/index.ts'
import type { SignalRow } from './shapes.ts'
import { words } from './words.ts'

interface Fields {
  readonly outcome: DecidedOutcome
  readonly reason?: NothingReason
  readonly found: string
  readonly minutes: number
  readonly visited: boolean
  readonly safety?: AlertOutcome
  readonly category: NeedCategory
  readonly title: string
  readonly rootCause: RootCause
  readonly ownWords?: string
}

const OUTCOME_WORDS = { need: 'outcomeNeed', known: 'outcomeKnown', nothing: 'outcomeNothing' } as const

/** Ends a signal: what was found at the door, the minutes it took, and what follows. What was typed stays when sending fails. */
export function EndSignal({
  signal,
  onClose,
}: {
  readonly signal: SignalRow
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const outcome = Form.useWatch('outcome', form)
  const send = async (fields: Fields) => {
    setBusy(true)
    setError(null)
    try {
      const { caseId } = await api.signals.end.call({
        id: signal.id,
        version: signal.version,
        outcome: fields.outcome,
        found: fields.found.trim(),
        minutes: fields.minutes,
        visited: fields.visited,
        ...(fields.outcome === 'nothing' && fields.reason ? { reason: fields.reason } : {}),
        ...(signal.alert && fields.safety ? { safety: fields.safety } : {}),
        ...(fields.outcome === 'need' && signal.needId === null
          ? {
              need: {
                category: fields.category,
                title: fields.title.trim(),
                rootCause: fields.rootCause,
                // A need counts the other way round: three is the most urgent.
                urgency: 4 - signal.urgency,
                ...(fields.ownWords?.trim() ? { ownWords: fields.ownWords.trim() } : {}),
              },
            }
          : {}),
      })
      onClose()
      await queries.invalidateQueries()
      if (caseId === null) said.done(say('doneOther'))
      else said.done(say('doneNeed'), undefined, { label: say('toCase'), to: `/cases/${caseId}` })
    } catch (problem) {
      setError(problem)
      markFields(form, problem)
    } finally {
      setBusy(false)
    }
  }
  const required = [{ required: true, message: say('required') }]
  const written = [{ required: true, whitespace: true, message: say('required') }]
  return (
    <Modal
      open
      title={say('endTitle', { name: signal.headName, rule: text(signal.ruleName) })}
      okText={say('save')}
      cancelText={say('cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
      mask={{ closable: false }}
    >
      <p className="lm-soft">{say('atTheDoor', { what: text(signal.atTheDoor) })}</p>
      <Form<Fields>
        form={form}
        className="lm-ask"
        layout="vertical"
        initialValues={{
          visited: true,
          category: signal.need.category,
          rootCause: signal.need.rootCause,
          title: text(signal.ruleName),
        }}
        onFinish={(fields) => void send(fields)}
      >
        <FormProblem error={error} />
        {signal.alert && (
          <Form.Item name="safety" label={say('safety')} rules={required}>
            <Select
              options={Object.entries(ALERT_OUTCOMES).map(([value, name]) => ({ value, label: text(name) }))}
            />
          </Form.Item>
        )}
        <Form.Item name="outcome" label={say('outcome')} rules={required}>
          <Radio.Group
            className="lm-choice-wrap"
            optionType="button"
            options={DECIDED_OUTCOMES.map((value) => ({ value, label: say(OUTCOME_WORDS[value]) }))}
          />
        </Form.Item>
        {outcome === 'nothing' && (
          <Form.Item name="reason" label={say('reason')} rules={required}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={(Object.keys(NOTHING_REASONS) as NothingReason[]).map((value) => ({
                value,
                label: text(NOTHING_REASONS[value]),
              }))}
            />
          </Form.Item>
        )}
        <Form.Item name="found" label={say('found')} rules={written}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={500} />
        </Form.Item>
        <Form.Item name="minutes" label={say('minutes')} rules={required}>
          <InputNumber min={0} max={600} step={5} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="visited" label={say('visited')}>
          <Radio.Group
            options={[
              { value: true, label: say('yes') },
              { value: false, label: say('no') },
            ]}
          />
        </Form.Item>
        {outcome === 'need' && signal.needId !== null && <p className="lm-soft">{say('needStands')}</p>}
        {outcome === 'need' && signal.needId === null && (
          <>
            <Form.Item name="category" label={say('needKind')} rules={required}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={Object.entries(NEED_CATEGORIES).map(([value, label]) => ({
                  value,
                  label: text(label),
                }))}
              />
            </Form.Item>
            <Form.Item name="title" label={say('needTitle')} rules={written}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="rootCause" label={say('rootCause')} rules={required}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={Object.entries(ROOT_CAUSES).map(([value, label]) => ({ value, label: text(label) }))}
              />
            </Form.Item>
            <Form.Item name="ownWords" label={say('ownWords')}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
            </Form.Item>
          </>
        )}
      </Form>
    </Modal>
  )
}
