import type { SignalTrial } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { Button, Form, InputNumber, Modal } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { FormProblem } from '../../../frame/index.ts'
import type { RuleView } from '../shapes.ts'
import { hours } from './percent.ts'
import { ProposeThresholds } from './propose-thresholds.tsx'
import { words } from './words.ts'

/** Other thresholds of a rule, tried on last year's signals and on the households of today. */
export function TryThresholds({
  rule,
  onClose,
}: {
  readonly rule: RuleView
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const trial = useMutation(api.signals.tryThresholds.mutationOptions())
  return (
    <Modal
      open
      title={say('tryTitle', { rule: text(rule.name) })}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={<Button onClick={onClose}>{say('closeTry')}</Button>}
      destroyOnHidden
    >
      <p className="lm-soft">{say('tryText')}</p>
      <FormProblem error={trial.error} />
      <Form<Record<string, number>>
        layout="vertical"
        initialValues={Object.fromEntries(rule.thresholds.map(({ name, value }) => [name, value]))}
        onValuesChange={() => trial.reset()}
        onFinish={(values) => trial.mutate({ rule: rule.rule, values })}
      >
        {rule.thresholds.map((one) => (
          <Form.Item
            key={one.name}
            name={one.name}
            label={`${text(one.label)}（${one.unit}）`}
            rules={[{ required: true }]}
          >
            <InputNumber
              style={{ width: '100%' }}
              step={one.type === 'ratio' ? 0.05 : one.type === 'money' ? 1000 : 1}
            />
          </Form.Item>
        ))}
        <Button type="primary" htmlType="submit" loading={trial.isPending}>
          {say('run')}
        </Button>
      </Form>
      <div aria-live="polite">{trial.data && <Result trial={trial.data} />}</div>
      {trial.data && may('signal.tune') && (
        <ProposeThresholds rule={rule} values={trial.variables.values} onDone={onClose} />
      )}
    </Modal>
  )
}

function Result({ trial }: { readonly trial: z.infer<typeof SignalTrial> }): ReactNode {
  const say = useWords(words)
  const { before, kept, today } = trial
  return (
    <div className="lm-trial">
      <p>
        {say('trialPast', {
          tried: trial.tried,
          raised: kept.raised,
          takenIn: kept.takenIn,
          before: before.raised,
          beforeTaken: before.takenIn,
        })}
      </p>
      <p>{say('trialMissed', { missed: trial.missed, hours: hours(trial.minutesSaved) })}</p>
      <p>
        {say('trialToday', { households: today.households, present: today.present, now: today.tried })}
        {today.of > today.households && say('trialPart', { households: today.households, of: today.of })}
      </p>
      {today.tried > today.present && <p className="lm-soft">{say('trialLoose')}</p>}
    </div>
  )
}
