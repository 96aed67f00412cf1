import { useText, useWords } from '@lastmile/web-kit'
import { Input, InputNumber, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { words } from '../words.ts'
import type { FactEntry } from './dictionary.ts'
import { UNITS } from './format-fact.ts'

/** What was chosen: a value of the fact's type (money in yuan), or undefined while nothing is chosen. */
export type FactChoice = boolean | number | string | undefined

/** A big, typed field for the value of one fact: taps for yes/no and lists, numbers with their unit, a day. */
export function FactField({
  entry,
  label,
  value,
  onChange,
}: {
  readonly entry: FactEntry
  readonly label: string
  readonly value: FactChoice
  readonly onChange: (value: FactChoice) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  switch (entry.type) {
    case 'boolean':
      return (
        <Radio.Group
          aria-label={label}
          optionType="button"
          value={value}
          onChange={(event) => onChange(event.target.value === true)}
          options={[
            { value: true, label: say('yes') },
            { value: false, label: say('no') },
          ]}
        />
      )
    case 'enum':
      return (entry.values?.length ?? 0) <= 6 ? (
        <Radio.Group
          aria-label={label}
          className="lm-fact-choices"
          value={value}
          onChange={(event) => onChange(String(event.target.value))}
          options={(entry.values ?? []).map((one) => ({ value: one.value, label: text(one) }))}
        />
      ) : (
        <Select
          aria-label={label}
          style={{ width: '100%' }}
          showSearch={{ optionFilterProp: 'label' }}
          {...(typeof value === 'string' ? { value } : {})}
          onChange={(chosen: string) => onChange(chosen)}
          options={(entry.values ?? []).map((one) => ({ value: one.value, label: text(one) }))}
        />
      )
    case 'money':
    case 'integer':
    case 'ratio':
      return (
        <InputNumber
          aria-label={label}
          style={{ width: '12rem' }}
          value={typeof value === 'number' ? value : null}
          onChange={(typed) => onChange(typed ?? undefined)}
          {...(entry.min === undefined ? {} : { min: entry.min })}
          {...(entry.max === undefined ? {} : { max: entry.max })}
          {...(entry.type === 'integer' ? { precision: 0 } : {})}
          suffix={
            entry.unit === null
              ? undefined
              : UNITS[entry.unit]
                ? text(UNITS[entry.unit] ?? { zh: '', en: '' })
                : entry.unit
          }
        />
      )
    case 'date':
      return (
        <Input
          type="date"
          aria-label={label}
          style={{ width: '12rem' }}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      )
    case 'string':
      return (
        <Input
          aria-label={label}
          value={typeof value === 'string' ? value : ''}
          maxLength={200}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      )
  }
}
