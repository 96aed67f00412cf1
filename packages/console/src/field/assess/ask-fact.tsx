import { useText, useWords } from '@lastmile/web-kit'
import { type ReactNode, useState } from 'react'
import { type FactEntry, UNITS } from '../../frame/index.ts'
import { assessWords } from './assess-words.ts'

type Value = boolean | number | string

/** One question about a fact, answered by a thumb: choices as large rows, figures with the keys of a telephone. */
export function AskFact({
  entry,
  question,
  onAnswer,
}: {
  readonly entry: FactEntry
  readonly question: string
  readonly onAnswer: (value: Value) => void
}): ReactNode {
  const say = useWords(assessWords)
  const text = useText()
  const [value, setValue] = useState<Value | null>(null)
  const choices: readonly { readonly value: Value; readonly label: string }[] | null =
    entry.type === 'boolean'
      ? [
          { value: true, label: say('yes') },
          { value: false, label: say('no') },
        ]
      : entry.type === 'enum'
        ? (entry.values ?? []).map((one) => ({ value: one.value, label: text(one) }))
        : null
  const unit = entry.unit === null ? null : (UNITS[entry.unit] ?? null)
  return (
    <form
      className="lf-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (value !== null) onAnswer(value)
      }}
    >
      {choices ? (
        <fieldset className="lf-voices">
          <legend>{question}</legend>
          {choices.map((one) => (
            <label key={String(one.value)} className="lf-voice">
              <input
                type="radio"
                name={entry.name}
                checked={value === one.value}
                onChange={() => setValue(one.value)}
              />
              {one.label}
            </label>
          ))}
        </fieldset>
      ) : (
        <label>
          <span>
            {question}
            {unit && <span className="lf-soft">（{text(unit)}）</span>}
          </span>
          <input
            type={entry.type === 'date' ? 'date' : entry.type === 'string' ? 'text' : 'number'}
            inputMode={entry.type === 'integer' ? 'numeric' : entry.type === 'string' ? 'text' : 'decimal'}
            step={entry.type === 'integer' ? 1 : 'any'}
            min={entry.min}
            max={entry.max}
            value={value === null ? '' : String(value)}
            onChange={({ target }) => setValue(typed(entry, target.value))}
          />
        </label>
      )}
      <button type="submit" className="lf-button" disabled={value === null}>
        {say('record')}
      </button>
    </form>
  )
}

function typed(entry: FactEntry, text: string): Value | null {
  if (text.trim() === '') return null
  if (entry.type === 'date' || entry.type === 'string') return text
  const number = Number(text)
  return Number.isFinite(number) ? number : null
}
