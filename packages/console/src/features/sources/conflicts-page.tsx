import type { Conflict } from '@lastmile/contract'
import { useLang, useText, useWords } from '@lastmile/web-kit'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import {
  EmptyState,
  factInWords,
  given,
  LoadedPage,
  Moment,
  PageHeader,
  UnknownValue,
  useFacts,
  useListAddress,
  useSaid,
  useScope,
} from '../../frame/index.ts'
import { SourceTabs } from './source-tabs.tsx'
import './sources.css'
import { words } from './words.ts'

const route = getRouteApi('/staff/sources/conflicts')

/** Facts of which two sources say different things: both values, which is used, and why. */
export function ConflictsPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const scope = useScope()
  const search = route.useSearch()
  const { rows, paging } = useListAddress(search, 30)
  const conflicts = useQuery(
    api.sources.conflicts.queryOptions({
      input: { ...rows, ...given({ source: search.source }), ...scope.within },
    }),
  )
  return (
    <>
      <PageHeader title={say('conflicts')} line={say('conflictsLine')} />
      <SourceTabs />
      <LoadedPage
        query={conflicts}
        paging={paging}
        empty={<EmptyState title={say('noConflictsTitle')} text={say('noConflictsText')} />}
      >
        {(items, total) => (
          <>
            <p className="lm-soft">{say('total', { count: total })}</p>
            <ul className="lm-sources">
              {items.map((conflict) => (
                <ConflictLine key={`${conflict.entityId}.${conflict.fact}`} conflict={conflict} />
              ))}
            </ul>
          </>
        )}
      </LoadedPage>
    </>
  )
}

function ConflictLine({ conflict }: { readonly conflict: z.infer<typeof Conflict> }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const lang = useLang()
  const entry = useFacts().find(conflict.fact, conflict.entityKind)
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const queries = useQueryClient()
  const ask = useMutation(
    api.visits.askQuestion.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.visits.key() })
        said.done(say('asked'))
      },
      onError: said.failed,
    }),
  )
  return (
    <li>
      <div className="lm-row">
        <Link
          to="/households/$householdId"
          params={{ householdId: conflict.householdId }}
          search={{
            fact: `${conflict.entityId}.${conflict.fact}`,
            ...(conflict.entityKind === 'person' ? { person: conflict.entityId } : {}),
          }}
        >
          {conflict.headName} · {conflict.personName ?? say('home')} ·{' '}
          {entry ? text(entry.label) : conflict.fact}
        </Link>
        <span className="lm-soft">
          {conflict.orgName} · <Moment at={conflict.since} />
        </span>
      </div>
      <dl className="lm-source-values">
        <div>
          <dt className="lm-soft">
            {say('uses')} · {text(conflict.wins)} ({say(conflict.byRule === 'order' ? 'byOrder' : 'byNewest')}
            )
          </dt>
          <dd>
            <b>{factInWords(entry, conflict.winsValue, lang) ?? <UnknownValue />}</b>
          </dd>
        </div>
        <div>
          <dt className="lm-soft">
            {say('not')} · {text(conflict.loses)}
          </dt>
          <dd>{factInWords(entry, conflict.losesValue, lang) ?? <UnknownValue />}</dd>
        </div>
      </dl>
      {may('fact.record') && (
        <Button
          loading={ask.isPending}
          disabled={ask.isSuccess}
          onClick={() =>
            ask.mutate({
              householdId: conflict.householdId,
              entityId: conflict.entityId,
              fact: `${conflict.entityKind}.${conflict.fact}`,
            })
          }
        >
          {say('letSettle')}
        </Button>
      )}
    </li>
  )
}
