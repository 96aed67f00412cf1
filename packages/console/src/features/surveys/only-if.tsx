import { useWords } from '@lastmile/web-kit'
import { InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import type { OnlyIf as Condition, How } from './condition.ts'
import type { Question } from './form-model.ts'
import { formWords } from './form-words.ts'
import { firstCondition, howsFor } from './waits-for.ts'
import { words } from './words.ts'

/** Asked always, or only where a question before it was answered in some way. */
export function OnlyIf({
  question,
  others,
  onChange,
}: {
  readonly question: Question
  readonly others: readonly Question[]
  readonly onChange: (question: Question) => void
}): ReactNode {
  const say = useWords(words)
  const sayForm = useWords(formWords)
  const able = others.filter((one) => howsFor(one).length > 0)
  const { onlyIf } = question
  const asked = able.find(({ name }) => name === onlyIf?.question)
  if (able.length === 0) return null
  const change = (to: Condition | null) => onChange({ ...question, onlyIf: to })
  const hows = asked ? howsFor(asked) : []
  return (
    <div className="lm-row">
      <Select
        aria-label={say('onlyIf')}
        style={{ minWidth: 180 }}
        value={onlyIf?.question ?? ''}
        options={[
          { value: '', label: say('onlyIfNone') },
          ...able.map(({ name, title }) => ({ value: name, label: `${say('onlyIf')}：${title}` })),
        ]}
        onChange={(name) => {
          const other = able.find((one) => one.name === name)
          change(other ? firstCondition(other, name) : null)
        }}
      />
      {onlyIf && hows.length > 1 && (
        <Select<How>
          aria-label={sayForm('how')}
          style={{ minWidth: 110 }}
          value={onlyIf.how}
          options={hows.map((value) => ({ value, label: sayForm(`how${value}`) }))}
          onChange={(how) => change({ ...onlyIf, how })}
        />
      )}
      {onlyIf && asked && <Compared asked={asked} onlyIf={onlyIf} onChange={change} />}
    </div>
  )
}

/** With which answer, or figure, it is compared. */
function Compared({
  asked,
  onlyIf,
  onChange,
}: {
  readonly asked: Question
  readonly onlyIf: Condition
  readonly onChange: (condition: Condition) => void
}): ReactNode {
  const say = useWords(words)
  if (onlyIf.how === 'at-least' || onlyIf.how === 'at-most')
    return (
      <InputNumber
        aria-label={say('onlyIfIs')}
        value={Number(onlyIf.value)}
        onChange={(value) => onChange({ ...onlyIf, value: String(value ?? 0) })}
      />
    )
  const answers =
    asked.choices.length > 0
      ? asked.choices.map(({ value, title }) => ({ value, label: title }))
      : [
          { value: 'true', label: say('yes') },
          { value: 'false', label: say('no') },
        ]
  return (
    <Select
      aria-label={say('onlyIfIs')}
      style={{ minWidth: 120 }}
      value={onlyIf.value}
      options={answers}
      onChange={(value) => onChange({ ...onlyIf, value })}
    />
  )
}
