import { type ApiClient, useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useApi } from '../../../app/api.ts'
import { usePageName } from '../../../app/page-name.ts'
import { useMay } from '../../../app/session.ts'
import { EmptyState, HumanDay, Loaded, PageHeader, SkeletonCards } from '../../../frame/index.ts'
import '../assessment.css'
import { AskSelf, WaitingRequests } from './ask-self.tsx'
import { ScaleForm } from './scale-form.tsx'
import { words } from './scale-words.ts'

type Results = Awaited<ReturnType<ApiClient['assessment']['results']>>
const route = getRouteApi('/staff/households/$householdId/scales')

/** Instruments of one household: one to fill in, and what was filled in before. */
export function ScalesPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const navigate = route.useNavigate()
  const { householdId } = route.useParams()
  const { instrument, person } = route.useSearch()
  const household = useQuery(api.households.get.queryOptions({ input: { id: householdId } }))
  const instruments = useQuery({
    ...api.assessment.instruments.queryOptions(),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const results = useQuery(api.assessment.results.queryOptions({ input: { id: householdId } }))
  // What arrives one by one would push the rest down.
  const waiting = household.isLoading || instruments.isLoading || results.isLoading
  const name = household.data?.headName ?? ''
  usePageName(say('title', { name }))
  const chosen = instruments.data?.find((one) => one.id === instrument)
  const members = (household.data?.members ?? [])
    .filter((member) => member.toDate === null)
    .map((member) => ({ id: member.personId, name: member.name }))
  return (
    <>
      <PageHeader
        title={say('title', { name })}
        line={
          <Link to="/households/$householdId/assessment" params={{ householdId }}>
            {say('back')}
          </Link>
        }
      />
      {waiting ? (
        <SkeletonCards cards={3} />
      ) : (
        <>
          {may('instrument.administer') && (
            <Loaded query={instruments} skeleton={<SkeletonCards cards={1} />}>
              {(list) => (
                <div className="lm-card lm-scale-card">
                  <h2>{say('take')}</h2>
                  <Select
                    aria-label={say('choose')}
                    className="lm-scale-choose"
                    placeholder={say('choose')}
                    showSearch={{ optionFilterProp: 'label' }}
                    value={chosen?.id ?? null}
                    options={list.map((one) => ({
                      value: one.id,
                      label: `${text(one.name)} · ${text(one.measures)}`,
                    }))}
                    onChange={(value) =>
                      void navigate({
                        search: (old) => ({ ...old, instrument: value ?? undefined }),
                        replace: true,
                      })
                    }
                  />
                  {chosen && (
                    <AskSelf
                      householdId={householdId}
                      instrument={chosen}
                      person={person ?? (members.length === 1 ? members[0]?.id : undefined)}
                    />
                  )}
                  {chosen && (
                    <ScaleForm
                      key={`${chosen.id} ${person ?? ''}`}
                      householdId={householdId}
                      instrument={chosen}
                      members={members}
                      person={person ?? (members.length === 1 ? members[0]?.id : undefined)}
                      onPerson={(value) =>
                        void navigate({ search: (old) => ({ ...old, person: value }), replace: true })
                      }
                    />
                  )}
                </div>
              )}
            </Loaded>
          )}
          {may('instrument.administer') && <WaitingRequests householdId={householdId} />}
          <section aria-label={say('results')} className="lm-scale-results">
            <h2>{say('results')}</h2>
            <Loaded query={results} skeleton={<SkeletonCards cards={2} />}>
              {(data) => <ResultTable results={data} />}
            </Loaded>
          </section>
        </>
      )}
    </>
  )
}

function ResultTable({ results }: { readonly results: Results }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const hidden = results.guarded > 0 ? <p>{say('hidden', { count: results.guarded })}</p> : null
  if (results.items.length === 0)
    return <>{hidden ?? <EmptyState title={say('emptyTitle')} text={say('emptyText')} />}</>
  return (
    <>
      {hidden}
      <div className="lm-table-frame">
        <table className="lm-table">
          <thead>
            <tr>
              <th scope="col">{say('scale')}</th>
              <th scope="col">{say('who')}</th>
              <th scope="col">{say('day')}</th>
              <th scope="col">{say('score')}</th>
              <th scope="col">{say('change')}</th>
              <th scope="col">{say('by')}</th>
            </tr>
          </thead>
          <tbody>
            {results.items.map((one) => (
              <tr key={one.id}>
                <td className="lm-table-primary">{text(one.name)}</td>
                <td data-label={say('who')}>{one.personName ?? say('household')}</td>
                <td data-label={say('day')}>
                  <HumanDay day={one.onDay} />
                </td>
                <td data-label={say('score')}>
                  {one.score === null
                    ? say('noScore', { count: one.missing.length })
                    : say('points', { score: one.score, max: one.max ?? 0 })}
                  {one.band && <span className="lm-soft"> {say('hintBand', { band: text(one.band) })}</span>}
                </td>
                <td data-label={say('change')}>
                  {one.change && (
                    <>
                      {say('changed', { sign: one.change.by > 0 ? '+' : '', by: one.change.by })}
                      {one.change.matters && say('matters')}
                    </>
                  )}
                </td>
                <td data-label={say('by')}>{one.by}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
