import { useWords } from '@lastmile/web-kit'
import { Button, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { words } from './words.ts'

/** A question while it is written. */
export interface QuestionFields {
  readonly text: string
  readonly options: readonly string[]
  readonly right: number
  readonly why: string
}

const MOST_QUESTIONS = 3
const MOST_OPTIONS = 5
const BLANK: QuestionFields = { text: '', options: ['', ''], right: 0, why: '' }

/** Up to three single-choice questions. Stands in a form whose field `questions` it is. */
export function QuestionsField(): ReactNode {
  const say = useWords(words)
  return (
    <Form.List name="questions">
      {(questions, { add, remove }) => (
        <section>
          <h2>{say('questions')}</h2>
          {questions.length > 0 && <p className="lm-soft">{say('rightHint')}</p>}
          {questions.map((question) => (
            <fieldset
              key={question.key}
              className="lm-write-question"
              aria-label={say('questionNo', { no: question.name + 1 })}
            >
              <Form.Item
                name={[question.name, 'text']}
                label={`${say('questionNo', { no: question.name + 1 })}${say('fieldQuestion')}`}
                rules={[{ required: true, whitespace: true, min: 2, message: say('needed') }]}
              >
                <Input maxLength={200} />
              </Form.Item>
              <Options question={question.name} />
              <Form.Item name={[question.name, 'right']} hidden>
                <Input />
              </Form.Item>
              <Form.Item
                name={[question.name, 'why']}
                label={say('fieldWhy')}
                rules={[{ required: true, whitespace: true, min: 2, message: say('needed') }]}
              >
                <Input.TextArea rows={1} maxLength={500} />
              </Form.Item>
              <div className="lm-row">
                <button type="button" className="lm-link" onClick={() => remove(question.name)}>
                  {say('dropQuestion')}
                </button>
              </div>
            </fieldset>
          ))}
          {questions.length < MOST_QUESTIONS && (
            <p>
              <Button onClick={() => add(BLANK)}>{say('addQuestion')}</Button>
            </p>
          )}
        </section>
      )}
    </Form.List>
  )
}

function Options({ question }: { readonly question: number }): ReactNode {
  const say = useWords(words)
  const form = Form.useFormInstance()
  const path = ['questions', question, 'right']
  const right: unknown = Form.useWatch(path, form)
  return (
    <Form.List name={[question, 'options']}>
      {(options, { add, remove }) => (
        <>
          {options.map((option) => (
            <div key={option.key} className="lm-write-option">
              <input
                type="radio"
                name={`right-${question}`}
                aria-label={say('rightOne', { no: option.name + 1 })}
                checked={right === option.name}
                onChange={() => form.setFieldValue(path, option.name)}
              />
              <Form.Item
                name={option.name}
                rules={[{ required: true, whitespace: true, message: say('needed') }]}
              >
                <Input
                  maxLength={100}
                  placeholder={say('fieldOption', { no: option.name + 1 })}
                  aria-label={say('fieldOption', { no: option.name + 1 })}
                />
              </Form.Item>
              {options.length > 2 ? (
                <button
                  type="button"
                  className="lm-link"
                  aria-label={say('dropOption', { no: option.name + 1 })}
                  onClick={() => {
                    remove(option.name)
                    // The dot stays at the option that it marked, or falls on the first.
                    if (typeof right === 'number' && right >= option.name)
                      form.setFieldValue(path, right === option.name ? 0 : right - 1)
                  }}
                >
                  ×
                </button>
              ) : (
                <span />
              )}
            </div>
          ))}
          {options.length < MOST_OPTIONS && (
            <p>
              <button type="button" className="lm-link" onClick={() => add('')}>
                {say('addOption')}
              </button>
            </p>
          )}
        </>
      )}
    </Form.List>
  )
}
