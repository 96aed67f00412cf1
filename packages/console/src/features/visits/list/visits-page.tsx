import type { VisitRow } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import {
  type Column,
  DataList,
  EmptyState,
  type FilterChip,
  Moment,
  PageHeader,
  useScope,
} from '../../../frame/index.ts'
import { VisitTabs } from '../visit-tabs.tsx'
import { words } from './words.ts'

type Row = z.infer<typeof VisitRow>
const route = getRouteApi('/staff/visits')
const PAGE = 50

interface Filter {
  readonly by?: string | undefined
  readonly campaign?: string | undefined
  readonly household?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Visits of a unit, the latest first; narrowed by who went, by campaign, by household and by day. */
export function VisitsPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const scope = useScope()
  const go = useNavigate()
  const navigate = route.useNavigate()
  const { page = 1, by, campaign, household, from, to } = route.useSearch()
  const input = {
    ...(scope.narrowed ? { under: scope.path } : {}),
    ...(by ? { by } : {}),
    ...(campaign ? { campaignId: campaign } : {}),
    ...(household ? { householdId: household } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    limit: PAGE,
    offset: (page - 1) * PAGE,
  }
  const visits = useQuery({
    ...api.surveys.visits.queryOptions({ input }),
    placeholderData: keepPreviousData,
  })
  const campaigns = useQuery({
    ...api.surveys.campaigns.queryOptions({ input: { limit: 100, offset: 0 } }),
    staleTime: 60_000,
  })
  const change = (next: Filter) =>
    void navigate({ search: (old) => ({ ...old, ...next, page: undefined }), replace: true })
  const visitors = visits.data?.visitors ?? []
  const nameOf = (id: string) => visitors.find((one) => one.id === id)?.name ?? '…'
  const titleOf = (id: string) => campaigns.data?.items.find((one) => one.id === id)?.title ?? '…'
  const chips: FilterChip[] = [
    ...(by ? [{ id: 'by', label: nameOf(by), onRemove: () => change({ by: undefined }) }] : []),
    ...(campaign
      ? [{ id: 'campaign', label: titleOf(campaign), onRemove: () => change({ campaign: undefined }) }]
      : []),
    ...(household
      ? [
          {
            id: 'household',
            label: visits.data?.items[0]?.headName ?? say('oneFamily'),
            onRemove: () => change({ household: undefined }),
          },
        ]
      : []),
    ...(from
      ? [{ id: 'from', label: say('fromChip', { day: from }), onRemove: () => change({ from: undefined }) }]
      : []),
    ...(to
      ? [{ id: 'to', label: say('toChip', { day: to }), onRemove: () => change({ to: undefined }) }]
      : []),
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
            <Select
              aria-label={say('by')}
              placeholder={say('by')}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              value={by ?? null}
              options={visitors.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(value) => change({ by: value ?? undefined })}
              style={{ minWidth: 140 }}
            />
            <Select
              aria-label={say('campaign')}
              placeholder={say('campaign')}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              value={campaign ?? null}
              options={(campaigns.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
              onChange={(value) => change({ campaign: value ?? undefined })}
              style={{ minWidth: 180 }}
            />
            <Input
              type="date"
              aria-label={say('from')}
              value={from ?? ''}
              max={to}
              onChange={(event) => change({ from: event.target.value || undefined })}
              style={{ width: 150 }}
            />
            <Input
              type="date"
              aria-label={say('to')}
              value={to ?? ''}
              min={from}
              onChange={(event) => change({ to: event.target.value || undefined })}
              style={{ width: 150 }}
            />
          </>
        }
        empty={<EmptyState title={say('noneTitle')} text={say('noneText')} />}
        page={page}
        pageSize={PAGE}
        onPage={(next) => void navigate({ search: (old) => ({ ...old, page: next }) })}
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
