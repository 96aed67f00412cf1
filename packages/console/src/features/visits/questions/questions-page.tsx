import { useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useApi } from '../../../app/api.ts'
import {
  EmptyState,
  FilterSelect,
  given,
  LoadedPage,
  PageHeader,
  Segments,
  SkeletonCards,
  useFacts,
  useListAddress,
  useScope,
} from '../../../frame/index.ts'
import { QuestionCard } from './question-card.tsx'
import { words } from './words.ts'

const route = getRouteApi('/staff/fact-questions')
const AGES = { any: 'anyAge', week: 'week', month: 'month' } as const
const DAYS = { any: undefined, week: 7, month: 30 } as const
type Age = keyof typeof AGES

/** Facts of which several say different things, those that wait longest first; each is settled by a person with a reason. */
export function QuestionsPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const scope = useScope()
  const facts = useFacts()
  const search = route.useSearch()
  const { state = 'open', fact, age } = search
  const { narrowInPlace: narrow, rows, paging } = useListAddress(search, 20)
  const summary = useQuery(api.visits.questionSummary.queryOptions({ input: scope.within }))
  const questions = useQuery({
    ...api.visits.questions.queryOptions({
      input: {
        state,
        ...scope.within,
        ...given({ fact, olderThanDays: age }),
        ...rows,
      },
    }),
    placeholderData: keepPreviousData,
  })
  const labelOf = (name: string) => {
    const [kind, id = ''] = name.split('.')
    const entry = facts.find(id, kind === 'household' ? 'household' : 'person')
    return entry ? text(entry.label) : name
  }
  const counted = (summary.data?.facts ?? []).map((one) => ({
    ...one,
    name: `${one.entityKind}.${one.fact}`,
  }))
  const named = counted.map(({ name, open }) => ({
    value: name,
    label: say('factCount', { fact: labelOf(name), count: open }),
  }))
  const choices =
    fact === undefined || counted.some(({ name }) => name === fact)
      ? named
      : [...named, { value: fact, label: labelOf(fact) }]
  const ageName = (Object.keys(DAYS) as Age[]).find((key) => DAYS[key] === age) ?? 'any'
  return (
    <>
      <PageHeader title={say('title')} line={say('line')} />
      <div className="lm-row lm-list-controls">
        <Segments
          name="question-state"
          label={say('show')}
          value={state}
          options={[
            { value: 'open', label: say('open') },
            { value: 'settled', label: say('settled') },
          ]}
          onChange={(next) => narrow({ state: next === 'open' ? undefined : next })}
        />
        <Segments<Age>
          name="question-age"
          label={say('age')}
          value={ageName}
          options={(Object.keys(AGES) as Age[]).map((value) => ({ value, label: say(AGES[value]) }))}
          onChange={(next) => narrow({ age: DAYS[next] })}
        />
        <FilterSelect
          label={say('fact')}
          typed
          value={fact}
          options={choices}
          onChange={(next) => narrow({ fact: next })}
          width={200}
        />
      </div>
      <LoadedPage
        query={questions}
        paging={paging}
        skeleton={<SkeletonCards cards={4} />}
        empty={
          <EmptyState title={say(state === 'open' ? 'noneTitle' : 'noneSettled')} text={say('noneText')} />
        }
      >
        {(items, total) => (
          <>
            <p className="lm-soft" role="status">
              {say('count', { scope: scope.name, count: total })}
            </p>
            <div className="lm-cards">
              {items.map((question) => (
                <QuestionCard key={question.id} question={question} />
              ))}
            </div>
          </>
        )}
      </LoadedPage>
    </>
  )
}
