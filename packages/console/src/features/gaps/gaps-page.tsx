import { type ApiClient, useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import {
  type Column,
  DataList,
  EmptyState,
  FilterSelect,
  given,
  HumanDay,
  Money,
  PageHeader,
  useListAddress,
  useScope,
} from '../../frame/index.ts'
import { useFamilyColumns } from '../households/family-columns.tsx'
import { SelectedActions, WholeListAction } from './bulk-actions.tsx'
import { GapApply } from './gap-apply.tsx'
import { ConfirmGap, DismissGap } from './gap-dialogs.tsx'
import { GapTabs } from './gap-tabs.tsx'
import { words } from './words.ts'

type Row = Awaited<ReturnType<ApiClient['policies']['gaps']>>['items'][number]
const route = getRouteApi('/staff/gaps')
const STATES = {
  open: 'open',
  confirmed: 'confirmedState',
  dismissed: 'dismissedState',
  closed: 'closed',
} as const

/** Entitled and not receiving, with the reason of each opened in place and the decision beside it. */
export function GapsPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const scope = useScope()
  const search = route.useSearch()
  const { policy, state = 'open' } = search
  const address = useListAddress(search)
  const families = useFamilyColumns<Row>((row) => row.id)
  const [asked, setAsked] = useState<{ gap: Row; kind: 'confirm' | 'dismiss' } | null>(null)
  const input = {
    ...scope.within,
    ...given({ policy }),
    state,
    ...address.rows,
  }
  const gaps = useQuery({ ...api.policies.gaps.queryOptions({ input }), placeholderData: keepPreviousData })
  const policies = useQuery({ ...api.policies.list.queryOptions({ input: {} }), staleTime: 600_000 })
  const columns: readonly Column<Row>[] = [
    families.family,
    {
      id: 'policy',
      title: say('policy'),
      cell: (row) => text(row.policyName),
      text: (row) => text(row.policyName),
    },
    {
      id: 'amount',
      title: say('amount'),
      numeric: true,
      cell: (row) => <Money fen={row.amountFen} per={row.per} unverified={row.unverified} />,
      text: (row) => (row.amountFen === null ? '' : String(row.amountFen / 100)),
    },
    families.place,
    {
      id: 'since',
      title: say('since'),
      short: true,
      cell: (row) => <HumanDay day={row.since} />,
      text: (row) => row.since,
    },
    families.why,
    ...(may('gap.decide') && state === 'open'
      ? [
          {
            id: 'decide',
            title: say('decide'),
            bare: true,
            short: true,
            cell: (row: Row) => (
              <span className="lm-row">
                <Button size="small" type="primary" onClick={() => setAsked({ gap: row, kind: 'confirm' })}>
                  {say('confirm')}
                </Button>
                <Button size="small" onClick={() => setAsked({ gap: row, kind: 'dismiss' })}>
                  {say('dismiss')}
                </Button>
              </span>
            ),
            text: () => '',
          },
        ]
      : []),
  ]
  return (
    <>
      <PageHeader title={say('title')} line={say('line')} />
      <GapTabs />
      <DataList<Row>
        id="gaps"
        label={say('title')}
        query={gaps}
        columns={columns}
        rowKey={(row) => row.id}
        rowName={(row) => row.headName}
        onOpen={families.openFamily}
        countLine={(count) => say('count', { scope: scope.name, count })}
        filters={[
          policy
            ? {
                id: 'policy',
                label: text(
                  policies.data?.find((one) => one.id === policy)?.name ?? { zh: policy, en: policy },
                ),
                onRemove: () => address.narrow({ policy: undefined }),
              }
            : null,
        ]}
        controls={
          <>
            <FilterSelect
              label={say('policy')}
              value={policy}
              onChange={(next) => address.narrow({ policy: next })}
              options={(policies.data ?? []).map((one) => ({ value: one.id, label: text(one.name) }))}
              width={160}
            />
            <Select
              aria-label={say('state')}
              value={state}
              onChange={(value) => address.narrow({ state: value })}
              options={(Object.keys(STATES) as (keyof typeof STATES)[]).map((value) => ({
                value,
                label: say(STATES[value]),
              }))}
              style={{ minWidth: 110 }}
            />
            {may('gap.decide') && state === 'open' && (
              <WholeListAction
                {...scope.within}
                policy={policy}
                // Stays while its dialog tells what came out, though the list is empty then.
                disabled={(gaps.data?.total ?? 0) < 2}
              />
            )}
          </>
        }
        {...(may('gap.decide') && state === 'open'
          ? {
              bulk: (selected: readonly Row[], clear: () => void) => (
                <SelectedActions selected={selected} onDone={clear} />
              ),
            }
          : {})}
        below={(row) => {
          const reasons = families.reasons(
            row,
            say('whyOf', { name: row.headName, policy: text(row.policyName) }),
          )
          return reasons === null ? null : (
            <div className="lm-gap-opened">
              {reasons}
              <GapApply gap={row} />
            </div>
          )
        }}
        empty={<EmptyState title={say('emptyTitle')} text={say('emptyText')} />}
        {...address.paging}
        exportPage={(offset, limit) => api.policies.gaps.call({ ...input, offset, limit })}
      />
      {asked?.kind === 'confirm' && <ConfirmGap gap={asked.gap} onClose={() => setAsked(null)} />}
      {asked?.kind === 'dismiss' && <DismissGap gap={asked.gap} onClose={() => setAsked(null)} />}
    </>
  )
}
