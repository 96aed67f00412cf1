import { ROLE_NAMES, type Role } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useApi } from '../../../../app/api.ts'
import { ErrorState, Moment, Segments, SkeletonCards } from '../../../../frame/index.ts'
import { Composer } from '../compose/composer.tsx'
import type { CaseView, HouseholdView } from '../shapes.ts'
import { type ThreadEvent, wordsOf } from './event-words.ts'
import { words } from './words.ts'

const route = getRouteApi('/staff/households/$householdId')
const GROUPS = [
  'contacts',
  'needs',
  'plan',
  'signals',
  'gaps',
  'benefits',
  'facts',
  'case',
  'import',
  'access',
] as const
const PAGE = 30

/** Everything that happened, newest first, one kind at a time if wished; new things are written at its head. */
export function Thread({ household }: { readonly household: HouseholdView }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const { group } = route.useSearch()
  const navigate = route.useNavigate()
  const events = useInfiniteQuery(
    api.households.thread.infiniteOptions({
      input: (offset: number) => ({
        id: household.id,
        limit: PAGE,
        offset,
        ...(group ? { group } : {}),
      }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => {
        const shown = pages.reduce((sum, page) => sum + page.items.length, 0)
        return shown < last.total && last.items.length > 0 ? shown : undefined
      },
    }),
  )
  const file = useQuery({
    ...api.casework.ofHousehold.queryOptions({ input: { householdId: household.id } }),
    enabled: household.may.includes('case.read'),
  })
  const items = events.data?.pages.flatMap((page) => page.items) ?? []
  const total = events.data?.pages[0]?.total ?? 0
  return (
    <div className="lm-thread">
      <Composer household={household} />
      <div className="lm-thread-filter">
        <Segments
          name="group"
          label={say('filter')}
          value={group ?? 'all'}
          options={[
            { value: 'all', label: say('all') },
            ...GROUPS.map((value) => ({ value, label: say(value) })),
          ]}
          onChange={(next) =>
            void navigate({
              search: (old) => ({ ...old, group: next === 'all' ? undefined : next }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      </div>
      {events.data === undefined ? (
        events.error ? (
          <ErrorState error={events.error} onRetry={() => void events.refetch()} />
        ) : (
          <SkeletonCards cards={5} />
        )
      ) : items.length === 0 ? (
        <p className="lm-soft">{say('empty')}</p>
      ) : (
        <>
          <ol className="lm-events">
            {items.map((event) => (
              <EventLine key={event.id} event={event} file={file.data ?? null} />
            ))}
          </ol>
          <div className="lm-row lm-thread-more">
            <span className="lm-soft" role="status">
              {say('shown', { shown: items.length, total })}
            </span>
            {events.hasNextPage && (
              <Button loading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
                {say('more')}
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  )
}

function EventLine({
  event,
  file,
}: {
  readonly event: ThreadEvent
  readonly file: CaseView | null
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const written = wordsOf(event, file)
  const role = event.actor.role in ROLE_NAMES ? text(ROLE_NAMES[event.actor.role as Role]) : event.actor.role
  return (
    <li className="lm-event" data-group={event.group}>
      <p>{text(event.text)}</p>
      {written !== null && <blockquote>{written}</blockquote>}
      <p className="lm-event-foot">
        <span className="lm-event-group">{say(event.group)}</span>
        <Moment at={event.at} />
        <span>{event.actor.id === null && event.actor.role === 'system' ? say('system') : role}</span>
      </p>
    </li>
  )
}
