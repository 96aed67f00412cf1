import { newId } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../../app/api.ts'
import { FormProblem, useFacts, useSaid, useToday } from '../../../../frame/index.ts'
import { useRefresh } from '../refresh.ts'
import type { HouseholdView, ScreeningView } from '../shapes.ts'
import { type SourceKind, SourceSelect } from './source-select.tsx'
import { words } from './words.ts'

type List = NonNullable<NonNullable<ScreeningView['nextQuestion']>['list']>
type Answer = boolean | string

/** Whom a line of the list is asked of: the household, or each member who lacks the fact. */
interface Subject {
  readonly entityKind: 'household' | 'person'
  readonly entityId: string
  readonly name: string | null
}

/**
 * Several facts that rarely hold, asked at once: what is ticked holds, all else does not. A line that nobody can answer is left out and stays
 * unknown.
 */
export function QuestionList({
  list,
  household,
}: {
  readonly list: List
  readonly household: HouseholdView
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const today = useToday()
  const refresh = useRefresh()
  const facts = useFacts()
  const [key, setKey] = useState(newId)
  const [sourceKind, setSourceKind] = useState<SourceKind>('resident')
  const [answers, setAnswers] = useState<Readonly<Record<string, Answer>>>({})
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const record = useMutation(
    api.households.recordFacts.mutationOptions({
      onSuccess: async () => {
        said.done(say('answered'))
        setKey(newId())
        setAnswers({})
        await refresh()
      },
    }),
  )
  const lines = list.flatMap(({ fact, entity, members = [] }) => {
    const entry = facts.find(fact, entity)
    const id = `${entity}.${fact}`
    if (!entry || left.has(id)) return []
    const people = household.members.filter(({ personId }) => members.includes(personId))
    const subjects: Subject[] =
      entity === 'household'
        ? [{ entityKind: entity, entityId: household.id, name: null }]
        : people.map(({ personId, name }) => ({ entityKind: entity, entityId: personId, name }))
    return [{ id, entry, subjects }]
  })
  if (lines.length === 0) return null
  const set = (id: string, answer: Answer) => setAnswers({ ...answers, [id]: answer })
  return (
    <li className="lm-card">
      <h3>{say('listTitle')}</h3>
      <p className="lm-soft">{say('listText')}</p>
      <FormProblem error={record.error} />
      <ul className="lm-tick-list">
        {lines.map(({ id, entry, subjects }) => (
          <li key={id}>
            <span>{text(entry.label)}</span>
            <span className="lm-row">
              {subjects.map(({ entityId, name }) => {
                const answer = answers[`${id} ${entityId}`]
                const who = name ?? say('wholeFamily')
                return entry.type === 'boolean' ? (
                  <Checkbox
                    key={entityId}
                    checked={answer === true}
                    onChange={(event) => set(`${id} ${entityId}`, event.target.checked)}
                    aria-label={`${text(entry.label)}：${who}`}
                  >
                    {who}
                  </Checkbox>
                ) : (
                  <Select
                    key={entityId}
                    size="small"
                    aria-label={`${text(entry.label)}：${who}`}
                    value={typeof answer === 'string' ? answer : 'none'}
                    onChange={(value: string) => set(`${id} ${entityId}`, value)}
                    popupMatchSelectWidth={false}
                    options={(entry.values ?? []).map((one) => ({
                      value: one.value,
                      label: `${who}：${text(one)}`,
                    }))}
                  />
                )
              })}
              <button type="button" className="lm-link" onClick={() => setLeft(new Set([...left, id]))}>
                {say('listUnclear')}
              </button>
            </span>
          </li>
        ))}
      </ul>
      <div className="lm-row lm-card-actions">
        <Button
          type="primary"
          loading={record.isPending}
          onClick={() =>
            record.mutate({
              id: household.id,
              key,
              sourceKind,
              facts: lines.flatMap(({ id, entry, subjects }) =>
                subjects.map(({ entityKind, entityId }) => ({
                  entityKind,
                  entityId,
                  fact: entry.name,
                  value: answers[`${id} ${entityId}`] ?? (entry.type === 'boolean' ? false : 'none'),
                  validFrom: today,
                })),
              ),
            })
          }
        >
          {say('listRecord')}
        </Button>
        <SourceSelect value={sourceKind} onChange={setSourceKind} />
      </div>
    </li>
  )
}
