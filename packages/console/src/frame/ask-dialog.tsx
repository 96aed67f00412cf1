import { legalDateAt } from '@lastmile/domain'
import { problemOf, useWords } from '@lastmile/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, InputNumber, Modal, Radio, Select } from 'antd'
import { type ReactElement, type ReactNode, useState } from 'react'
import { FormProblem, markFields } from './form-problem.tsx'
import { words } from './words.ts'

/** One field of a small form. Days are `YYYY-MM-DD`, yes/no is a boolean, a number stays a number. */
export interface AskField {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'area' | 'day' | 'number' | 'choice' | 'yesno'
  readonly required?: boolean
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly initial?: string | number | boolean
  readonly extra?: string
  readonly maxLength?: number
  /** Days before it cannot be chosen. */
  readonly earliest?: string
}

export type Answers = Readonly<Record<string, unknown>>

/** A text of the answers, or undefined when it was left empty. */
export function textOf(answers: Answers, name: string): string | undefined {
  const value = answers[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** A number of the answers, or undefined. */
export function numberOf(answers: Answers, name: string): number | undefined {
  const value = answers[name]
  return typeof value === 'number' ? value : undefined
}

/** The control of a field. A form gives its value and id to its direct child, so this is an element and no component. */
function controlOf(field: AskField, words: { readonly yes: string; readonly no: string }): ReactElement {
  switch (field.kind) {
    case 'area':
      return <Input.TextArea rows={3} maxLength={field.maxLength ?? 1000} />
    case 'number':
      return <InputNumber min={0} style={{ width: '100%' }} />
    case 'choice':
      return (
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={[...(field.options ?? [])]}
          allowClear={!field.required}
        />
      )
    case 'yesno':
      return (
        <Radio.Group
          options={[
            { value: true, label: words.yes },
            { value: false, label: words.no },
          ]}
        />
      )
    case 'day':
      return <Input type="date" min={field.earliest} max="2099-12-31" />
    case 'text':
      return <Input maxLength={field.maxLength ?? 100} />
  }
}

/**
 * A small form in a dialog: asks, sends, shows the server's answer beside the fields, closes when it worked. What was
 * typed stays when sending fails. Where somebody else was faster, what lies behind the dialog is read anew, so that
 * sending once more goes by the present version.
 */
export function AskDialog({
  title,
  intro,
  fields,
  submit,
  onSubmit,
  onClose,
}: {
  readonly title: string
  readonly intro?: ReactNode
  readonly fields: readonly AskField[]
  readonly submit: string
  /** Sends; what it throws is shown in the form. */
  readonly onSubmit: (answers: Answers) => Promise<unknown>
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  const queries = useQueryClient()
  const [form] = Form.useForm<Record<string, unknown>>()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const initial = Object.fromEntries(
    fields.flatMap((field) => (field.initial === undefined ? [] : [[field.name, field.initial]])),
  )
  const send = async (answers: Answers) => {
    setBusy(true)
    setError(null)
    try {
      await onSubmit(answers)
      onClose()
    } catch (problem) {
      if (problemOf(problem).kind === 'conflict') await queries.invalidateQueries()
      setError(problem)
      markFields(form, problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={title}
      okText={submit}
      cancelText={say('cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
      mask={{ closable: false }}
    >
      {intro}
      <Form
        form={form}
        className="lm-ask"
        layout="vertical"
        initialValues={initial}
        onFinish={(answers) => void send(answers)}
      >
        <FormProblem error={error} />
        {fields.map((field) => (
          <Form.Item
            key={field.name}
            name={field.name}
            label={field.label}
            extra={field.extra}
            rules={[{ required: field.required === true, message: say('needed', { name: field.label }) }]}
          >
            {controlOf(field, { yes: say('yes'), no: say('no') })}
          </Form.Item>
        ))}
      </Form>
    </Modal>
  )
}

/** Today in Shanghai, as the first value of a day field. */
export function todayValue(): string {
  return legalDateAt(new Date())
}
