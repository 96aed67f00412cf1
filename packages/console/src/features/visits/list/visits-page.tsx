import type { VisitRow } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Input } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import {
  type Column,
  DataList,
  EmptyState,
  FilterSelect,
  given,
  Moment,
  PageHeader,
  useListAddress,
  useScope,
} from '../../../frame/index.ts'
import { VisitTabs } from '../visit-tabs.tsx'
import { words } from './words.ts'

type Row = z.infer<typeof VisitRow>
const route = getRouteApi('/staff/visits')

/** Visits of a unit, the latest first; narrowed by who went, by campaign, by household and by day. */
export function VisitsPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const scope = useScope()
  const go = useNavigate()
  const search = route.useSearch()
  const { by, campaign, household, from, to } = search
  const { narrowInPlace: narrow, rows, paging } = useListAddress(search)
  const input = {
    ...scope.within,
    ...given({ by, campaignId: campaign, householdId: household, from, to }),
    ...rows,
  }
  const visits = useQuery({
    ...api.surveys.visits.queryOptions({ input }),
    placeholderData: keepPreviousData,
  })
  const campaigns = useQuery({
    ...api.surveys.campaigns.queryOptions({ input: { limit: 100, offset: 0 } }),
    staleTime: 60_000,
  })
  const visitors = visits.data?.visitors ?? []
  const nameOf = (id: string) => visitors.find((one) => one.id === id)?.name ?? '…'
  const titleOf = (id: string) => campaigns.data?.items.find((one) => one.id === id)?.title ?? '…'
  const chips = [
    by ? { id: 'by', label: nameOf(by), onRemove: () => narrow({ by: undefined }) } : null,
    campaign
      ? { id: 'campaign', label: titleOf(campaign), onRemove: () => narrow({ campaign: undefined }) }
      : null,
    household
      ? {
          id: 'household',
          label: visits.data?.items[0]?.headName ?? say('oneFamily'),
          onRemove: () => narrow({ household: undefined }),
        }
      : null,
    from
      ? { id: 'from', label: say('fromChip', { day: from }), onRemove: () => narrow({ from: undefined }) }
      : null,
    to ? { id: 'to', label: say('toChip', { day: to }), onRemove: () => narrow({ to: undefined }) } : null,
  ]
  return (
    <>
      <PageHeader title={say('title')} line={say('line')} />
      <VisitTabs />
      <DataList<Row>
        id="visits"
        label={say('title')}
        query={visits}
        columns={useColumns()}
        rowKey={(row) => row.id}
        rowName={(row) => row.headName}
        onOpen={(row) => void go({ to: '/visits/$visitId', params: { visitId: row.id } })}
        countLine={(count) => say('count', { scope: scope.name, count })}
        filters={chips}
        controls={
          <>
            <FilterSelect
              label={say('by')}
              typed
              value={by}
              options={visitors.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(next) => narrow({ by: next })}
              width={140}
            />
            <FilterSelect
              label={say('campaign')}
              typed
              value={campaign}
              options={(campaigns.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
              onChange={(next) => narrow({ campaign: next })}
              width={180}
            />
            <Input
              type="date"
              aria-label={say('from')}
              value={from ?? ''}
              max={to}
              onChange={(event) => narrow({ from: event.target.value || undefined })}
              style={{ width: 150 }}
            />
            <Input
              type="date"
              aria-label={say('to')}
              value={to ?? ''}
              min={from}
              onChange={(event) => narrow({ to: event.target.value || undefined })}
              style={{ width: 150 }}
            />
          </>
        }
        empty={<EmptyState title={say('noneTitle')} text={say('noneText')} />}
        {...paging}
        exportPage={(offset, limit) => api.surveys.visits.call({ ...input, offset, limit })}
      />
    </>
  )
}

function useColumns(): readonly Column<Row>[] {
  const say = useWords(words)
  const text = useText()
  const dayOf = (row: Row) => legalDateAt(new Date(row.startedAt))
  return [
    {
      id: 'family',
      title: say('family'),
      primary: true,
      short: true,
      cell: (row) => (
        <Link
          to="/visits/$visitId"
          params={{ visitId: row.id }}
          aria-label={say('openOf', { name: row.headName, when: dayOf(row) })}
        >
          {row.headName}
        </Link>
      ),
      text: (row) => row.headName,
    },
    { id: 'when', title: say('when'), cell: (row) => <Moment at={row.startedAt} />, text: dayOf },
    { id: 'by', title: say('by'), cell: (row) => row.by, text: (row) => row.by },
    { id: 'place', title: say('place'), cell: (row) => row.orgName, text: (row) => row.orgName },
    {
      id: 'form',
      title: say('form'),
      cell: (row) => text(row.form),
      text: (row) => say('version', { form: text(row.form), version: row.formVersion }),
    },
    {
      id: 'met',
      title: say('met'),
      cell: (row) => say(row.reached ? 'yes' : 'no'),
      text: (row) => say(row.reached ? 'yes' : 'no'),
    },
    {
      id: 'minutes',
      title: say('minutes'),
      numeric: true,
      cell: (row) => row.minutes,
      text: (row) => String(row.minutes),
    },
    {
      id: 'files',
      title: say('files'),
      numeric: true,
      quiet: (row) => row.files === 0,
      cell: (row) => row.files,
      text: (row) => String(row.files),
    },
    {
      id: 'placed',
      title: say('placed'),
      optional: true,
      quiet: (row) => !row.placed,
      cell: (row) => (row.placed ? '✓' : ''),
      text: (row) => (row.placed ? '1' : ''),
    },
  ]
}
