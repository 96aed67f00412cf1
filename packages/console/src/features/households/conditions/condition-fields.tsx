import { useText, useWords } from '@lastmile/web-kit'
import { Button, Input, InputNumber, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMay } from '../../../app/session.ts'
import { type FactEntry, useFacts } from '../../../frame/index.ts'
import { type Conditions, NAMED } from './conditions.ts'
import './conditions.css'
import { type FactCondition, MOST_FACTS, readFacts, UNKNOWN, writeFacts } from './fact-condition.ts'
import { useConditionChoices } from './use-condition-names.ts'
import { words } from './words.ts'

/** The conditions as fields: tier, group, gap, signal, need, hardship, facts. What the reader may not ask by is not there. */
export function ConditionFields({
  value,
  onChange,
}: {
  readonly value: Conditions
  readonly onChange: (next: Conditions) => void
}): ReactNode {
  const say = useWords(words)
  const may = useMay()
  const choices = useConditionChoices()
  return (
    <div className="lm-conditions">
      <div>
        <span>{say('tier')}</span>
        <Select
          aria-label={say('tier')}
          allowClear
          placeholder={say('any')}
          value={value.tier ?? null}
          options={([1, 2, 3, 4] as const).map((tier) => ({ value: tier, label: say(`tier${tier}`) }))}
          onChange={(tier) => onChange({ ...value, tier: tier ?? undefined })}
        />
      </div>
      {NAMED.filter((kind) => choices[kind].length > 0).map((kind) => (
        <div key={kind}>
          <span>{say(kind)}</span>
          <Select
            aria-label={say(kind)}
            allowClear
            placeholder={say('any')}
            showSearch={{ optionFilterProp: 'label' }}
            value={value[kind] ?? null}
            options={[...choices[kind]]}
            onChange={(chosen) => onChange({ ...value, [kind]: chosen ?? undefined })}
          />
        </div>
      ))}
      {may('fact.readSensitive') && (
        <FactRows text={value.facts} onChange={(facts) => onChange({ ...value, facts })} />
      )}
    </div>
  )
}

/** A row that is being written: it counts when its value is there. */
type Row = Partial<FactCondition>

const isWhole = (row: Row): row is FactCondition =>
  row.entity !== undefined && row.fact !== undefined && row.operator !== undefined && (row.value ?? '') !== ''

function FactRows({
  text,
  onChange,
}: {
  readonly text: string | undefined
  readonly onChange: (text: string | undefined) => void
}): ReactNode {
  const say = useWords(words)
  const [rows, setRows] = useState<readonly Row[]>(() => readFacts(text))
  // Conditions can be taken away as chips as well: then the rows follow.
  const known = writeFacts(rows.filter(isWhole))
  const shown = known === text ? rows : readFacts(text)
  const put = (next: readonly Row[]) => {
    setRows(next)
    onChange(writeFacts(next.filter(isWhole)))
  }
  return (
    <fieldset className="lm-condition-facts">
      <legend>{say('facts')}</legend>
      {shown.map((row, at) => (
        <FactRow
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and none moves.
          key={at}
          number={at + 1}
          row={row}
          onChange={(next) => put(shown.map((one, index) => (index === at ? next : one)))}
          onRemove={() => put(shown.filter((_, index) => index !== at))}
        />
      ))}
      {shown.length < MOST_FACTS && (
        <div>
          <Button onClick={() => setRows([...shown, {}])}>{say('addFact')}</Button>
        </div>
      )}
    </fieldset>
  )
}

const isRanged = (entry: FactEntry | null) =>
  entry !== null && ['money', 'integer', 'ratio', 'date'].includes(entry.type)

function FactRow({
  number,
  row,
  onChange,
  onRemove,
}: {
  readonly number: number
  readonly row: Row
  readonly onChange: (row: Row) => void
  readonly onRemove: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const facts = useFacts()
  const entry = row.fact && row.entity ? facts.find(row.fact, row.entity) : null
  const askable = facts.all.filter((fact) => !fact.derived && fact.sensitivity !== 'protected')
  const compare = row.value === UNKNOWN ? UNKNOWN : (row.operator ?? '=')
  return (
    <section className="lm-condition-fact" aria-label={say('factNumber', { n: number })}>
      <Select
        aria-label={say('which')}
        placeholder={say('which')}
        showSearch={{ optionFilterProp: 'label' }}
        value={entry ? `${entry.entity}.${entry.name}` : null}
        options={askable.map((fact) => ({
          value: `${fact.entity}.${fact.name}`,
          label: fact.entity === 'person' ? say('ofPerson', { fact: text(fact.label) }) : text(fact.label),
        }))}
        onChange={(name) => {
          const [entity, fact = ''] = name.split('.')
          const found = facts.find(fact, entity === 'person' ? 'person' : 'household')
          onChange({
            entity: entity === 'person' ? 'person' : 'household',
            fact,
            operator: isRanged(found) ? '<=' : '=',
            value: '',
          })
        }}
      />
      {entry && (
        <>
          <Select
            aria-label={say('compare')}
            value={compare}
            options={[
              ...(isRanged(entry)
                ? [
                    { value: '<=', label: say('atMost') },
                    { value: '>=', label: say('atLeast') },
                  ]
                : []),
              { value: '=', label: say('equals') },
              { value: UNKNOWN, label: say('isUnknown') },
            ]}
            onChange={(next) =>
              onChange(
                next === UNKNOWN
                  ? { ...row, operator: '=', value: UNKNOWN }
                  : {
                      ...row,
                      operator: next as FactCondition['operator'],
                      value: row.value === UNKNOWN ? '' : (row.value ?? ''),
                    },
              )
            }
          />
          {compare !== UNKNOWN && (
            <FactValue
              entry={entry}
              value={row.value ?? ''}
              onChange={(value) => onChange({ ...row, value })}
            />
          )}
        </>
      )}
      <Button size="small" aria-label={say('removeOf', { n: number })} onClick={onRemove}>
        {say('remove')}
      </Button>
    </section>
  )
}

function FactValue({
  entry,
  value,
  onChange,
}: {
  readonly entry: FactEntry
  readonly value: string
  readonly onChange: (value: string) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const label = say('value')
  switch (entry.type) {
    case 'boolean':
    case 'enum': {
      const options =
        entry.type === 'boolean'
          ? [
              { value: 'true', label: say('yes') },
              { value: 'false', label: say('no') },
            ]
          : (entry.values ?? []).map((one) => ({ value: one.value, label: text(one) }))
      return (
        <Select
          aria-label={label}
          placeholder={label}
          value={value || null}
          options={options}
          onChange={onChange}
        />
      )
    }
    case 'date':
      return (
        <Input
          type="date"
          aria-label={label}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'string':
      return (
        <Input
          aria-label={label}
          maxLength={60}
          value={value}
          onChange={(event) => onChange(event.target.value.replaceAll(/[;<>=]/g, ''))}
        />
      )
    default:
      return (
        <InputNumber
          aria-label={label}
          value={value === '' ? null : Number(value)}
          onChange={(next) => onChange(next === null ? '' : String(next))}
        />
      )
  }
}
