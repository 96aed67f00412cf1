import { newId } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../../app/api.ts'
import {
  type FactChoice,
  FactField,
  FormProblem,
  useFacts,
  useSaid,
  useToday,
} from '../../../../frame/index.ts'
import { useRefresh } from '../refresh.ts'
import type { HouseholdView, ScreeningView } from '../shapes.ts'
import { QuestionList } from './question-list.tsx'
import { type Question, questionsOf } from './questions.ts'
import { Section } from './section.tsx'
import { type SourceKind, SourceSelect } from './source-select.tsx'
import { words } from './words.ts'

const SHOWN = 3

/** The unknown facts worth asking, as kind questions that are answered in place. */
export function Questions({
  household,
  screening,
}: {
  readonly household: HouseholdView
  readonly screening: ScreeningView
}): ReactNode {
  const say = useWords(words)
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set())
  const [all, setAll] = useState(false)
  const list = screening.nextQuestion?.list ?? []
  const questions = questionsOf(screening).filter(
    ({ id, missing }) =>
      !skipped.has(id) && !list.some((one) => one.fact === missing.fact && one.entity === missing.entity),
  )
  if (questions.length + list.length === 0) return null
  const shown = all ? questions : questions.slice(0, SHOWN)
  return (
    <Section title={say('ask')} count={questions.length + list.length}>
      <p className="lm-soft">{say('askText')}</p>
      <ul className="lm-cards">
        {list.length > 0 && (
          <QuestionList key={list.map(({ fact }) => fact).join(' ')} list={list} household={household} />
        )}
        {shown.map((question) => (
          <QuestionCard
            key={question.id}
            question={question}
            household={household}
            onSkip={() => setSkipped(new Set([...skipped, question.id]))}
          />
        ))}
      </ul>
      {shown.length < questions.length && (
        <button type="button" className="lm-link" onClick={() => setAll(true)}>
          {say('askMore', { count: questions.length - shown.length })}
        </button>
      )}
    </Section>
  )
}

function QuestionCard({
  question,
  household,
  onSkip,
}: {
  readonly question: Question
  readonly household: HouseholdView
  readonly onSkip: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const today = useToday()
  const refresh = useRefresh()
  const { missing, policies } = question
  const entry = useFacts().find(missing.fact, missing.entity)
  const [key, setKey] = useState(newId)
  const [value, setValue] = useState<FactChoice>(undefined)
  const [sourceKind, setSourceKind] = useState<SourceKind>('resident')
  const member = household.members.find((one) => one.personId === missing.member)
  const record = useMutation(
    api.households.recordFacts.mutationOptions({
      onSuccess: async () => {
        said.done(say('answered'))
        setKey(newId())
        await refresh()
      },
    }),
  )
  const entityId = missing.entity === 'household' ? household.id : member?.personId
  return (
    <li className="lm-card">
      {member && <p className="lm-soft">{say('askOf', { name: member.name })}</p>}
      <h3>{text(missing.question)}</h3>
      <p className="lm-soft">
        {say('askFor', {
          policies: policies
            .slice(0, 4)
            .map((policy) => text(policy))
            .join('、'),
        })}
      </p>
      <FormProblem error={record.error} />
      {entry && entityId !== undefined && (
        <FactField entry={entry} label={text(missing.question)} value={value} onChange={setValue} />
      )}
      <div className="lm-row lm-card-actions">
        {value !== undefined && entityId !== undefined && (
          <>
            <Button
              type="primary"
              loading={record.isPending}
              onClick={() =>
                record.mutate({
                  id: household.id,
                  key,
                  sourceKind,
                  facts: [
                    {
                      entityKind: missing.entity,
                      entityId,
                      fact: entry?.name ?? missing.fact,
                      value,
                      validFrom: today,
                    },
                  ],
                })
              }
            >
              {say('answer')}
            </Button>
            <SourceSelect value={sourceKind} onChange={setSourceKind} />
          </>
        )}
        <button type="button" className="lm-link" onClick={onSkip}>
          {say('askLater')}
        </button>
      </div>
    </li>
  )
}
