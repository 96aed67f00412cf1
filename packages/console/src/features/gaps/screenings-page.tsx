import type { ScreeningRuns } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { EmptyState, Loaded, Moment, PageHeader, StateTag, useSaid } from '../../frame/index.ts'
import { GapTabs } from './gap-tabs.tsx'
import { words } from './screenings-words.ts'

type Run = z.infer<typeof ScreeningRuns>['runs'][number]

function isActive(run: Run): boolean {
  return run.state === 'queued' || run.state === 'running'
}

/** The screenings of the whole district: when the next begins, what the last ones came to, and the button for one now. */
export function ScreeningsPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const runs = useQuery({
    ...api.gaps.screeningRuns.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.runs.some(isActive) ? 1500 : 60_000),
  })
  const screen = useMutation(
    api.gaps.screenAll.mutationOptions({
      onSuccess: async () => {
        said.done(say('asked'))
        await queries.invalidateQueries()
      },
      onError: said.failed,
    }),
  )
  const active = runs.data?.runs.some(isActive) ?? false
  return (
    <>
      <PageHeader
        title={say('title')}
        line={say('line')}
        actions={
          <Button
            type="primary"
            loading={screen.isPending}
            disabled={active}
            onClick={() => screen.mutate({})}
          >
            {say('screenAll')}
          </Button>
        }
      />
      <GapTabs />
      <Loaded query={runs}>
        {(data) => (
          <>
            <p className="lm-soft">
              {say('next')} <Moment at={data.next} />
            </p>
            {data.runs.length === 0 ? (
              <EmptyState title={say('emptyTitle')} text={say('emptyText')} />
            ) : (
              <ul className="lm-runs" aria-live="polite">
                {data.runs.map((run) => (
                  <RunLine key={run.id} run={run} />
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </>
  )
}

function RunLine({ run }: { readonly run: Run }): ReactNode {
  const say = useWords(words)
  const reason = run.reason === 'night' ? 'night' : run.reason === 'published' ? 'published' : 'askedFor'
  return (
    <li>
      <div className="lm-row">
        <b>{say(reason)}</b>
        <StateTag waits={run.state === 'failed'}>{say(run.state)}</StateTag>
        <span className="lm-soft">
          <Moment at={run.finishedAt ?? run.askedAt} />
        </span>
      </div>
      {isActive(run) && run.total !== null && run.total > 0 && (
        <>
          <Progress
            percent={Math.min(100, Math.floor((run.done / run.total) * 100))}
            aria-label={say(reason)}
          />
          <span className="lm-soft">{say('progress', { done: run.done, total: run.total })}</span>
        </>
      )}
      {run.opened !== null && run.closed !== null && (
        <div>{say('result', { done: run.done, opened: run.opened, closed: run.closed })}</div>
      )}
      {run.failed !== null && run.failed > 0 && (
        <details className="lm-details">
          <summary>{say('failures', { count: run.failed })}</summary>
          <ul>
            {run.failures.map((one) => (
              <li key={one.householdId}>
                <Link to="/households/$householdId" params={{ householdId: one.householdId }}>
                  {one.headName}
                </Link>{' '}
                <span className="lm-soft">{one.reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}
