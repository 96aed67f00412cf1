import type { BulletinRow } from '@lastmile/contract'
import { calendarDay, useLang, useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useCallback } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import {
  EmptyState,
  given,
  LinkButton,
  LoadedPage,
  Moment,
  PageHeader,
  SearchField,
  Segments,
  SkeletonCards,
  StateTag,
  useListAddress,
  useToday,
} from '../../../frame/index.ts'
import '../guidance.css'
import { words } from './words.ts'

type Row = z.infer<typeof BulletinRow>
const route = getRouteApi('/staff/bulletins')

/** Bulletins: an advisor's own box, and for the bureau all of them with how far they are read. */
export function BulletinsPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const may = useMay()
  const writer = may('bulletin.write')
  const search = route.useSearch()
  const { box = 'all', q } = search
  const { narrow, narrowInPlace, rows, paging } = useListAddress(search, 20)
  const list = useQuery({
    ...api.guidance.bulletins.queryOptions({
      input: { box, ...given({ q }), ...rows },
    }),
    placeholderData: keepPreviousData,
  })
  const onSearch = useCallback((typed: string) => narrowInPlace({ q: typed || undefined }), [narrowInPlace])
  return (
    <>
      <PageHeader
        title={say('title')}
        line={say(writer ? 'lineWriter' : 'lineReader')}
        actions={
          writer ? (
            <LinkButton to="/bulletins/new" primary>
              {say('write')}
            </LinkButton>
          ) : undefined
        }
      />
      <div className="lm-row lm-guidance-bar">
        <SearchField label={say('search')} value={q ?? ''} onSearch={onSearch} />
        {!writer && (
          <Segments
            name="box"
            label={say('show')}
            value={box}
            options={[
              { value: 'all', label: say('all') },
              {
                value: 'unread',
                label:
                  list.data && list.data.unread > 0
                    ? say('unreadCount', { count: list.data.unread })
                    : say('unreadBox'),
              },
            ]}
            onChange={(next) => narrow({ box: next === 'all' ? undefined : next })}
          />
        )}
      </div>
      <LoadedPage
        query={list}
        paging={paging}
        skeleton={<SkeletonCards cards={4} />}
        empty={<EmptyState title={say('emptyTitle')} text={say(writer ? 'emptyWriter' : 'emptyReader')} />}
      >
        {(items) => (
          <ul className="lm-cards">
            {items.map((row) => (
              <BulletinCard key={row.id} row={row} />
            ))}
          </ul>
        )}
      </LoadedPage>
    </>
  )
}

function BulletinCard({ row }: { readonly row: Row }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const lang = useLang()
  const today = useToday()
  const day = calendarDay(row.fromOn, today, lang)
  return (
    <li className="lm-card">
      <h2>
        <Link to="/bulletins/$bulletinId" params={{ bulletinId: row.id }}>
          {row.title}
        </Link>{' '}
        <ReadState row={row} />
      </h2>
      {row.policies.length > 0 && (
        <p>{row.policies.map((policy) => text(policy.name)).join(lang === 'zh' ? '、' : ', ')}</p>
      )}
      {row.note && row.state === 'published' && <p>{say('newIn', { note: row.note })}</p>}
      <p className="lm-soft">
        {row.fromOn > today ? say('begins', { day }) : say('from', { day })}
        {row.no > 1 && ` · ${say('versionOf', { no: row.no })}`} · {say('by', { name: row.publishedBy })}{' '}
        <Moment at={row.publishedAt} />
      </p>
      {row.reach && (
        <div className="lm-row">
          <span className="lm-bar" style={{ maxWidth: '12rem' }} aria-hidden="true">
            <i style={{ width: `${(100 * row.reach.read) / Math.max(1, row.reach.expected)}%` }} />
          </span>
          <span>{say('reachOf', row.reach)}</span>
        </div>
      )}
    </li>
  )
}

/** How far the reader is with it, or that it was withdrawn. */
export function ReadState({ row }: { readonly row: Row }): ReactNode {
  const say = useWords(words)
  if (row.state === 'withdrawn') return <StateTag>{say('withdrawnState')}</StateTag>
  const { mine } = row
  if (mine === null) return null
  if (mine.readAt === null)
    return <StateTag waits>{say(mine.remindedAt === null ? 'unreadState' : 'remindedState')}</StateTag>
  if (row.questionCount === 0) return <StateTag>{say('readState')}</StateTag>
  return mine.rightCount === null ? (
    <StateTag waits>{say('notAnswered')}</StateTag>
  ) : (
    <StateTag>{say('rightOf', { right: mine.rightCount, count: row.questionCount })}</StateTag>
  )
}
