import { useWords } from '@lastmile/web-kit'
import { useQueries } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { EmptyState, ErrorState, PageHeader, SkeletonRows, useTakeFile } from '../../frame/index.ts'
import { Parts, Totals } from './compare-results.tsx'
import { Resting } from './resting.tsx'
import type { Scenario } from './shapes.ts'
import './what-if.css'
import { words } from './words.ts'

const route = getRouteApi('/staff/what-if/compare')

/** One to four scenarios side by side: what they change, what they rest on, and what they come to. */
export function ComparePage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const { ids: given } = route.useSearch()
  const ids = [...new Set(given.split(',').filter((id) => id !== ''))].slice(0, 4)
  const [saves, setSaves] = useState<Readonly<Record<string, number>>>({})
  const queries = useQueries({
    queries: ids.map((id) =>
      api.whatIf.scenario.queryOptions({
        input: { id, ...(saves[id] ? { no: saves[id] } : {}) },
        retry: false,
      }),
    ),
  })
  const error = queries.find((query) => query.error)?.error
  const scenarios = queries.flatMap(({ data }) => data ?? [])
  return (
    <>
      <PageHeader
        title={ids.length === 1 ? say('oneTitle') : say('compareTitle')}
        actions={
          <>
            <Link to="/what-if">{say('back')}</Link>
            {scenarios.length > 0 && scenarios.length === ids.length && <Exports ids={ids} />}
          </>
        }
      />
      {ids.length === 0 ? (
        <EmptyState title={say('notFound')} text={say('notFoundText')} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => queries.forEach((query) => void query.refetch())} />
      ) : scenarios.length < ids.length ? (
        <SkeletonRows rows={8} />
      ) : (
        <div className="lm-whatif-compare">
          {differ(scenarios) && <Alert type="warning" showIcon title={say('differs')} />}
          <Resting scenarios={scenarios} onSave={(id, no) => setSaves({ ...saves, [id]: no })} />
          <Totals scenarios={scenarios} />
          <Parts scenarios={scenarios} group="street" />
          <Parts scenarios={scenarios} group="kind" />
        </div>
      )}
    </>
  )
}

/** Figures compare as they stand when day, library and area are the same. */
function differ(scenarios: readonly Scenario[]): boolean {
  const of = ({ date, libraryHash, orgPath }: Scenario) => `${date} ${libraryHash} ${orgPath}`
  return new Set(scenarios.map(of)).size > 1
}

function Exports({ ids }: { readonly ids: readonly string[] }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const { take, taking } = useTakeFile<'xlsx' | 'docx'>((kind) =>
    (kind === 'xlsx' ? api.whatIf.workbook : api.whatIf.report).call({ ids: ids.join(',') }),
  )
  return (
    <>
      <Button loading={taking === 'xlsx'} onClick={() => take('xlsx')}>
        {say('exportXlsx')}
      </Button>
      <Button loading={taking === 'docx'} onClick={() => take('docx')}>
        {say('exportDocx')}
      </Button>
    </>
  )
}
