import { useText, useWords } from '@lastmile/web-kit'
import { Button, Checkbox, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useFacts } from '../../frame/index.ts'
import { choicesOf, KINDS, type Kind, type Question } from './form-model.ts'
import { words } from './words.ts'

/** One question of a form: what is asked, how it is answered, and when. */
export function QuestionCard({
  number,
  question,
  others,
  onChange,
  onMove,
  onRemove,
}: {
  readonly number: number
  readonly question: Question
  /** Those before it, which it may wait for. */
  readonly others: readonly Question[]
  readonly onChange: (question: Question) => void
  readonly onMove: (by: 1 | -1) => void
  readonly onRemove: () => void
}): ReactNode {
  const say = useWords(words)
  const name = say('question', { n: number })
  const listed = question.kind === 'one' || question.kind === 'many'
  return (
    <section className="lm-card lm-form-question" aria-label={name}>
      <div className="lm-row">
        <b>{name}</b>
        <Button size="small" onClick={() => onMove(-1)}>
          {say('up')}
        </Button>
        <Button size="small" onClick={() => onMove(1)}>
          {say('down')}
        </Button>
        <Button size="small" danger onClick={onRemove}>
          {say('remove')}
        </Button>
      </div>
      <div>
        <span>{say('ask')}</span>
        <Input
          aria-label={say('ask')}
          value={question.title}
          maxLength={200}
          status={question.title.trim() === '' ? 'error' : ''}
          onChange={(event) => onChange({ ...question, title: event.target.value })}
        />
      </div>
      <Select<Kind>
        aria-label={say('kind')}
        value={question.kind}
        options={KINDS.map((value) => ({ value, label: say(`kind${value}`) }))}
        onChange={(kind) => onChange({ ...question, kind, raw: {}, choices: [] })}
      />
      {listed && (
        <div>
          <span>{say('choices')}</span>
          <Input.TextArea
            aria-label={say('choices')}
            autoSize={{ minRows: 3 }}
            defaultValue={question.choices.map(({ title }) => title).join('\n')}
            onChange={(event) =>
              onChange({ ...question, choices: choicesOf(event.target.value, question.choices) })
            }
          />
        </div>
      )}
      {question.kind === 'fact' && <FactOf question={question} onChange={onChange} />}
      <Checkbox
        checked={question.required}
        onChange={(event) => onChange({ ...question, required: event.target.checked })}
      >
        {say('must')}
      </Checkbox>
      <OnlyIf question={question} others={others} onChange={onChange} />
    </section>
  )
}

/** Which fact of the household the answer becomes; its kind of answer follows from the dictionary. */
function FactOf({
  question,
  onChange,
}: {
  readonly question: Question
  readonly onChange: (question: Question) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const facts = useFacts()
  const askable = facts.all.filter(
    (fact) => fact.entity === 'household' && !fact.derived && fact.sensitivity !== 'protected',
  )
  const choose = (fact: string) => {
    const entry = askable.find(({ name }) => name === fact)
    if (!entry) return
    const raw =
      entry.type === 'boolean'
        ? { type: 'boolean', renderAs: 'radio' }
        : entry.type === 'enum'
          ? { type: 'radiogroup' }
          : {
              type: 'text',
              inputType: entry.type === 'date' ? 'date' : entry.type === 'string' ? 'text' : 'number',
            }
    onChange({
      ...question,
      name: `household__${fact}`,
      raw,
      title: question.title || (entry.question ? text(entry.question) : text(entry.label)),
      choices: (entry.values ?? []).map((value) => ({
        value: value.value,
        title: value.zh,
        titleEn: value.en,
      })),
    })
  }
  return (
    <Select
      aria-label={say('fact')}
      placeholder={say('fact')}
      showSearch={{ optionFilterProp: 'label' }}
      value={question.name.startsWith('household__') ? question.name.slice('household__'.length) : null}
      options={askable.map(({ name, label }) => ({ value: name, label: text(label) }))}
      onChange={choose}
    />
  )
}

function OnlyIf({
  question,
  others,
  onChange,
}: {
  readonly question: Question
  readonly others: readonly Question[]
  readonly onChange: (question: Question) => void
}): ReactNode {
  const say = useWords(words)
  const able = others.filter(({ kind }) => kind === 'one' || kind === 'yesno')
  const { onlyIf } = question
  const asked = able.find(({ name }) => name === onlyIf?.question)
  if (able.length === 0) return null
  const answers =
    asked?.kind === 'yesno'
      ? [
          { value: 'true', label: say('yes') },
          { value: 'false', label: say('no') },
        ]
      : (asked?.choices ?? []).map(({ value, title }) => ({ value, label: title }))
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
        onChange={(name) =>
          onChange({
            ...question,
            onlyIf:
              name === ''
                ? null
                : {
                    question: name,
                    value:
                      able.find((one) => one.name === name)?.kind === 'yesno'
                        ? 'true'
                        : (able.find((one) => one.name === name)?.choices[0]?.value ?? ''),
                  },
          })
        }
      />
      {onlyIf && (
        <Select
          aria-label={say('onlyIfIs')}
          style={{ minWidth: 120 }}
          value={onlyIf.value}
          options={answers}
          onChange={(value) => onChange({ ...question, onlyIf: { ...onlyIf, value } })}
        />
      )}
    </div>
  )
}
