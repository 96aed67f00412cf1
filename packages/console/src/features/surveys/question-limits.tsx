import { useWords } from '@lastmile/web-kit'
import { Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { isPattern, isUpsideDown } from './edit-form.ts'
import type { Question } from './form-model.ts'
import { formWords } from './form-words.ts'

const PATTERNS = {
  phone: '^1[0-9]{10}$',
  postcode: '^[0-9]{6}$',
  digits: '^[0-9]+$',
} as const
type Ready = keyof typeof PATTERNS
const READY = Object.keys(PATTERNS) as Ready[]
/** What an own pattern begins as: anything at all. */
const ANYTHING = '.+'

/** What an answer must keep to: the least and the most of numbers and days, the format of a line. */
export function QuestionLimits({
  question,
  onChange,
}: {
  readonly question: Question
  readonly onChange: (question: Question) => void
}): ReactNode {
  const type = question.kind === 'fact' ? question.raw.inputType : question.kind
  if (type === 'number') return <Range question={question} onChange={onChange} />
  if (type === 'date') return <Days question={question} onChange={onChange} />
  return question.kind === 'line' ? <Pattern question={question} onChange={onChange} /> : null
}

interface Props {
  readonly question: Question
  readonly onChange: (question: Question) => void
}

function Range({ question, onChange }: Props): ReactNode {
  const say = useWords(formWords)
  const wrong = isUpsideDown(question)
  const numberOf = (value: Question['min']) => (value === null ? null : Number(value))
  return (
    <div className="lm-form-two">
      <div>
        <span>{say('min')}</span>
        <InputNumber
          aria-label={say('min')}
          value={numberOf(question.min)}
          {...(wrong ? { status: 'error' as const } : {})}
          onChange={(min) => onChange({ ...question, min })}
        />
      </div>
      <div>
        <span>{say('max')}</span>
        <InputNumber
          aria-label={say('max')}
          value={numberOf(question.max)}
          {...(wrong ? { status: 'error' as const } : {})}
          onChange={(max) => onChange({ ...question, max })}
        />
      </div>
      {wrong && <p role="alert">{say('upsideDown')}</p>}
    </div>
  )
}

function Days({ question, onChange }: Props): ReactNode {
  const say = useWords(formWords)
  return (
    <div className="lm-form-two">
      <div>
        <span>{say('minDay')}</span>
        <Input
          type="date"
          aria-label={say('minDay')}
          value={question.min ?? ''}
          onChange={(event) => onChange({ ...question, min: event.target.value || null })}
        />
      </div>
      <div>
        <span>{say('maxDay')}</span>
        <Input
          type="date"
          aria-label={say('maxDay')}
          value={question.max ?? ''}
          onChange={(event) => onChange({ ...question, max: event.target.value || null })}
        />
      </div>
      {isUpsideDown(question) && <p role="alert">{say('upsideDown')}</p>}
    </div>
  )
}

function Pattern({ question, onChange }: Props): ReactNode {
  const say = useWords(formWords)
  const { pattern } = question
  const chosen = pattern === '' ? 'None' : (READY.find((one) => PATTERNS[one] === pattern) ?? 'custom')
  const good = isPattern(pattern)
  return (
    <>
      <div>
        <span>{say('pattern')}</span>
        <Select<'None' | Ready | 'custom'>
          aria-label={say('pattern')}
          value={chosen}
          options={(['None', ...READY, 'custom'] as const).map((value) => ({
            value,
            label: say(`pattern${value}`),
          }))}
          onChange={(value) =>
            onChange({
              ...question,
              pattern: value === 'None' ? '' : value === 'custom' ? ANYTHING : PATTERNS[value],
              patternText: value === 'None' ? '' : question.patternText,
            })
          }
        />
      </div>
      {chosen === 'custom' && (
        <div>
          <span>{say('patternOwn')}</span>
          <Input
            aria-label={say('patternOwn')}
            value={pattern}
            maxLength={200}
            status={good ? '' : 'error'}
            onChange={(event) => onChange({ ...question, pattern: event.target.value })}
          />
          {!good && <p role="alert">{say('patternBad')}</p>}
        </div>
      )}
      {pattern !== '' && (
        <div>
          <span>{say('patternText')}</span>
          <Input
            aria-label={say('patternText')}
            value={question.patternText}
            maxLength={100}
            onChange={(event) => onChange({ ...question, patternText: event.target.value })}
          />
        </div>
      )}
    </>
  )
}
