import { useText, useWords } from '@lastmile/web-kit'
import { Checkbox, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useFacts } from '../../frame/index.ts'
import { choicesOf, KINDS, type Kind, type Question } from './form-model.ts'
import { formWords } from './form-words.ts'
import { OnlyIf } from './only-if.tsx'
import { OrderButtons, type Ways } from './order-buttons.tsx'
import { QuestionLimits } from './question-limits.tsx'
import { words } from './words.ts'

/** One question of a form: what is asked, how it is answered, and when. */
export function QuestionCard({
  number,
  question,
  others,
  owner,
  onChange,
  ways,
  onRemove,
}: {
  readonly number: number
  readonly question: Question
  /** Those before it, which it may wait for. */
  readonly others: readonly Question[]
  /** Whose facts it can ask for. */
  readonly owner: 'household' | 'person'
  readonly onChange: (question: Question) => void
  readonly ways: Ways
  readonly onRemove: () => void
}): ReactNode {
  const say = useWords(words)
  const sayForm = useWords(formWords)
  const name = say('question', { n: number })
  const listed = question.kind === 'one' || question.kind === 'many'
  return (
    <section className="lm-card lm-form-question" aria-label={name}>
      <div className="lm-row">
        <b>{name}</b>
        <OrderButtons name={name} ways={ways} onRemove={onRemove} />
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
      <div>
        <span>{sayForm('help')}</span>
        <Input
          aria-label={sayForm('help')}
          value={question.help}
          maxLength={300}
          onChange={(event) => onChange({ ...question, help: event.target.value })}
        />
      </div>
      <Select<Kind>
        aria-label={say('kind')}
        value={question.kind}
        options={KINDS.map((value) => ({ value, label: say(`kind${value}`) }))}
        onChange={(kind) => onChange(asKind(question, kind))}
      />
      {listed && <Choices question={question} onChange={onChange} />}
      {question.kind === 'fact' && <FactOf question={question} owner={owner} onChange={onChange} />}
      <QuestionLimits question={question} onChange={onChange} />
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

/** The same question answered in another way: what belonged to the old way is gone. */
function asKind(question: Question, kind: Kind): Question {
  return { ...question, kind, raw: {}, choices: [], min: null, max: null, pattern: '', patternText: '' }
}

/** Choices as lines. What is being typed stays as it is typed, until the choices change from outside. */
function Choices({
  question,
  onChange,
}: {
  readonly question: Question
  readonly onChange: (question: Question) => void
}): ReactNode {
  const say = useWords(words)
  const titles = question.choices.map(({ title }) => title).join('\n')
  const [typed, setTyped] = useState(titles)
  const read = choicesOf(typed, question.choices)
    .map(({ title }) => title)
    .join('\n')
  return (
    <div>
      <span>{say('choices')}</span>
      <Input.TextArea
        aria-label={say('choices')}
        autoSize={{ minRows: 3 }}
        value={read === titles ? typed : titles}
        onChange={(event) => {
          setTyped(event.target.value)
          onChange({ ...question, choices: choicesOf(event.target.value, question.choices) })
        }}
      />
    </div>
  )
}

/** Which fact of the household or of each member the answer becomes; its kind of answer follows from the dictionary. */
function FactOf({
  question,
  owner,
  onChange,
}: {
  readonly question: Question
  readonly owner: 'household' | 'person'
  readonly onChange: (question: Question) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const facts = useFacts()
  const askable = facts.all.filter(
    (fact) => fact.entity === owner && !fact.derived && fact.sensitivity !== 'protected',
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
      name: `${owner}__${fact}`,
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
      value={question.name.startsWith(`${owner}__`) ? question.name.slice(owner.length + 2) : null}
      options={askable.map(({ name, label }) => ({ value: name, label: text(label) }))}
      onChange={choose}
    />
  )
}
