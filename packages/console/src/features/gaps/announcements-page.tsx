import { type ApiClient, useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useApi } from '../../app/api.ts'
import {
  type Column,
  DataList,
  EmptyState,
  HumanDay,
  Money,
  PageHeader,
  useListAddress,
  useScope,
} from '../../frame/index.ts'
import { useFamilyColumns } from '../households/family-columns.tsx'
import { words } from './announcements-words.ts'
import { GapTabs } from './gap-tabs.tsx'

type Row = Awaited<ReturnType<ApiClient['gaps']['announcements']>>['items'][number]

const route = getRouteApi('/staff/gaps/announcements')

/** Who will gain or lose a benefit within ninety days, and why: to be told before it happens. */
export function AnnouncementsPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const scope = useScope()
  const address = useListAddress(route.useSearch())
  const families = useFamilyColumns<Row>((row) => row.id)
  const input = { ...scope.within, ...address.rows }
  const list = useQuery({
    ...api.gaps.announcements.queryOptions({ input }),
    placeholderData: keepPreviousData,
  })
  const whatOf = (row: Row) => say(row.kind, { policy: text(row.policyName) })
  const columns: readonly Column<Row>[] = [
    {
      id: 'day',
      title: say('day'),
      short: true,
      cell: (row) => <HumanDay day={row.day} />,
      text: (row) => row.day,
    },
    families.family,
    { id: 'what', title: say('what'), cell: whatOf, text: whatOf },
    { id: 'cause', title: say('cause'), cell: (row) => text(row.reason), text: (row) => text(row.reason) },
    {
      id: 'amount',
      title: say('amount'),
      numeric: true,
      quiet: (row) => row.beforeFen === null && row.afterFen === null,
      cell: (row) => <Amounts row={row} />,
      text: (row) => [row.beforeFen, row.afterFen].map((fen) => (fen === null ? '' : fen / 100)).join(' → '),
    },
    families.place,
    families.why,
  ]
  return (
    <>
      <PageHeader title={say('title')} line={say('line')} />
      <GapTabs />
      <DataList<Row>
        id="announcements"
        label={say('title')}
        query={list}
        columns={columns}
        rowKey={(row) => row.id}
        rowName={(row) => row.headName}
        onOpen={families.openFamily}
        countLine={(count) => say('count', { scope: scope.name, count })}
        below={(row) =>
          families.reasons(row, say('whyOf', { name: row.headName, policy: text(row.policyName) }))
        }
        empty={<EmptyState title={say('emptyTitle')} text={say('emptyText')} />}
        {...address.paging}
        exportPage={(offset, limit) => api.gaps.announcements.call({ ...input, offset, limit })}
      />
    </>
  )
}

function Amounts({ row }: { readonly row: Row }): ReactNode {
  const { beforeFen, afterFen, per } = row
  if (beforeFen === null && afterFen === null) return null
  if (row.kind === 'more' || row.kind === 'less')
    return (
      <>
        <Money fen={beforeFen} per={per} /> → <Money fen={afterFen} per={per} />
      </>
    )
  return <Money fen={afterFen ?? beforeFen} per={per} />
}
