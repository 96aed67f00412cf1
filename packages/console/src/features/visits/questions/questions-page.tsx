import { useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useApi } from '../../../app/api.ts'
import {
  EmptyState,
  Loaded,
  PageHeader,
  Pager,
  Segments,
  SkeletonCards,
  useFacts,
  useScope,
} from '../../../frame/index.ts'
import { QuestionCard } from './question-card.tsx'
import { words } from './words.ts'

const route = getRouteApi('/staff/fact-questions')
const PAGE = 20
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
  const { state = 'open', fact, age, page = 1 } = route.useSearch()
  const navigate = route.useNavigate()
  const under = scope.narrowed ? { under: scope.path } : {}
  const summary = useQuery(api.visits.questionSummary.queryOptions({ input: under }))
  const questions = useQuery({
    ...api.visits.questions.queryOptions({
      input: {
        state,
        ...under,
        ...(fact ? { fact } : {}),
        ...(age ? { olderThanDays: age } : {}),
        limit: PAGE,
        offset: (page - 1) * PAGE,
      },
    }),
    placeholderData: keepPreviousData,
  })
  const change = (next: {
    readonly state?: 'settled' | undefined
    readonly fact?: string | undefined
    readonly age?: 7 | 30 | undefined
  }) => void navigate({ search: (old) => ({ ...old, ...next, page: undefined }), replace: true })
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
          onChange={(next) => change({ state: next === 'open' ? undefined : next })}
        />
        <Segments<Age>
          name="question-age"
          label={say('age')}
          value={ageName}
          options={(Object.keys(AGES) as Age[]).map((value) => ({ value, label: say(AGES[value]) }))}
          onChange={(next) => change({ age: DAYS[next] })}
        />
        <Select
          aria-label={say('fact')}
          placeholder={say('fact')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={fact ?? null}
          options={choices}
          onChange={(value) => change({ fact: value ?? undefined })}
          style={{ minWidth: 200 }}
        />
      </div>
      <Loaded query={questions} skeleton={<SkeletonCards cards={4} />}>
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState title={say(state === 'open' ? 'noneTitle' : 'noneSettled')} text={say('noneText')} />
          ) : (
            <>
              <p className="lm-soft" role="status">
                {say('count', { scope: scope.name, count: total })}
              </p>
              <div className="lm-cards">
                {items.map((question) => (
                  <QuestionCard key={question.id} question={question} />
                ))}
              </div>
              <Pager
                page={page}
                pageSize={PAGE}
                total={total}
                onPage={(next) => void navigate({ search: (old) => ({ ...old, page: next }) })}
              />
            </>
          )
        }
      </Loaded>
    </>
  )
}
