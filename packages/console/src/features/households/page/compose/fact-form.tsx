import { newId } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../../app/api.ts'
import { useMay } from '../../../../app/session.ts'
import {
  type FactChoice,
  FactField,
  FormProblem,
  useFacts,
  useSaid,
  useToday,
} from '../../../../frame/index.ts'
import { useRefresh } from '../refresh.ts'
import type { HouseholdView } from '../shapes.ts'
import { words } from './words.ts'

type SourceKind = 'visit' | 'resident' | 'staff'

/** Notes one fact of the household or of a member, with where it comes from and since when it is so. */
export function FactForm({
  household,
  onDone,
}: {
  readonly household: HouseholdView
  readonly onDone: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const today = useToday()
  const refresh = useRefresh()
  const dictionary = useFacts()
  const [key, setKey] = useState(newId)
  const [entityId, setEntityId] = useState(household.id)
  const [name, setName] = useState<string | null>(null)
  const [value, setValue] = useState<FactChoice>(undefined)
  const [unknown, setUnknown] = useState(false)
  const [validFrom, setValidFrom] = useState(today)
  const [sourceKind, setSourceKind] = useState<SourceKind>('visit')
  const entityKind = entityId === household.id ? ('household' as const) : ('person' as const)
  const entry = name === null ? null : dictionary.find(name, entityKind)
  const record = useMutation(
    api.households.recordFacts.mutationOptions({
      onSuccess: async ({ recorded }) => {
        said.done(recorded > 0 ? say('factDone') : say('factSame'))
        setKey(newId())
        setName(null)
        setValue(undefined)
        setUnknown(false)
        await refresh()
      },
    }),
  )
  const ready = entry !== null && (unknown || value !== undefined)
  const choices = dictionary.all.filter(
    (fact) =>
      fact.entity === entityKind &&
      !fact.derived &&
      (fact.sensitivity !== 'protected' || may('fact.readProtected')),
  )
  return (
    <Form layout="vertical" requiredMark={false}>
      <FormProblem error={record.error} />
      <div className="lm-form-pair">
        <Form.Item label={say('whom')} htmlFor="fact-whom">
          <Select
            id="fact-whom"
            value={entityId}
            onChange={(next) => {
              setEntityId(next)
              setName(null)
              setValue(undefined)
            }}
            options={[
              { value: household.id, label: say('household') },
              ...household.members
                .filter((member) => member.toDate === null)
                .map((member) => ({ value: member.personId, label: member.name })),
            ]}
          />
        </Form.Item>
        <Form.Item label={say('which')} htmlFor="fact-which">
          <Select
            id="fact-which"
            placeholder={say('whichHint')}
            showSearch={{ optionFilterProp: 'label' }}
            value={name}
            onChange={(next) => {
              setName(next)
              setValue(undefined)
            }}
            options={choices.map((fact) => ({ value: fact.name, label: text(fact.label) }))}
          />
        </Form.Item>
      </div>
      {entry && (
        <>
          <Form.Item label={entry.question ? text(entry.question) : say('value')}>
            {!unknown && (
              <FactField entry={entry} label={text(entry.label)} value={value} onChange={setValue} />
            )}
            <div className="lm-fact-unknown">
              <Checkbox checked={unknown} onChange={(event) => setUnknown(event.target.checked)}>
                {say('stillUnknown')}
              </Checkbox>
            </div>
          </Form.Item>
          <div className="lm-form-pair">
            <Form.Item label={say('howKnown')}>
              <Radio.Group
                aria-label={say('howKnown')}
                value={sourceKind}
                onChange={(event) => setSourceKind(event.target.value as SourceKind)}
                options={[
                  { value: 'visit', label: say('seen') },
                  { value: 'resident', label: say('told') },
                  { value: 'staff', label: say('desk') },
                ]}
              />
            </Form.Item>
            <Form.Item label={say('validFrom')} htmlFor="fact-from">
              <Input
                id="fact-from"
                type="date"
                max={today}
                value={validFrom}
                onChange={(event) => setValidFrom(event.target.value || today)}
              />
            </Form.Item>
          </div>
        </>
      )}
      <div className="lm-row">
        <Button
          type="primary"
          disabled={!ready}
          loading={record.isPending}
          onClick={() =>
            entry &&
            record.mutate({
              id: household.id,
              key,
              sourceKind,
              facts: [{ entityKind, entityId, fact: entry.name, value: unknown ? null : value, validFrom }],
            })
          }
        >
          {say('save')}
        </Button>
        <Button onClick={onDone}>{say('close')}</Button>
      </div>
    </Form>
  )
}
