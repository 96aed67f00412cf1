import type { CaseRow } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import {
  type Column,
  DataList,
  EmptyState,
  HumanDay,
  PageHeader,
  StateTag,
  useScope,
} from '../../frame/index.ts'
import { useStateName, waits } from './state-name.ts'
import { words } from './words.ts'

type Row = z.infer<typeof CaseRow>
const route = getRouteApi('/staff/cases')
const PAGE = 50
const STATES = ['open', 'serving', 'closure_proposed', 'closed'] as const

/** The cases in scope, the nearest next contact first. */
export function CasesPage(): ReactNode {
  const say = useWords(words)
  const stateName = useStateName()
  const api = useApi()
  const scope = useScope()
  const { state, mine = false, overdue = false, page = 1 } = route.useSearch()
  const navigate = route.useNavigate()
  const input = {
    ...(scope.narrowed ? { under: scope.path } : {}),
    ...(state ? { state } : {}),
    mine,
    overdue,
    limit: PAGE,
    offset: (page - 1) * PAGE,
  }
  const cases = useQuery({ ...api.casework.list.queryOptions({ input }), placeholderData: keepPreviousData })
  const filter = (change: {
    state?: (typeof STATES)[number] | undefined
    mine?: boolean | undefined
    overdue?: boolean | undefined
  }) => void navigate({ search: (old) => ({ ...old, ...change, page: undefined }) })
  const columns: readonly Column<Row>[] = [
    {
      id: 'family',
      title: say('family'),
      primary: true,
      short: true,
      cell: (row) => (
        <Link to="/cases/$caseId" params={{ caseId: row.id }}>
          {row.headName}
        </Link>
      ),
      text: (row) => row.headName,
    },
    { id: 'no', title: say('no'), short: true, cell: (row) => row.no, text: (row) => row.no },
    {
      id: 'state',
      title: say('state'),
      cell: (row) => <StateTag waits={waits(row.state)}>{stateName(row.state)}</StateTag>,
      text: (row) => stateName(row.state),
    },
    { id: 'place', title: say('place'), cell: (row) => row.orgName, text: (row) => row.orgName },
    {
      id: 'advisor',
      title: say('advisor'),
      cell: (row) => row.advisorName ?? say('noAdvisor'),
      text: (row) => row.advisorName ?? say('noAdvisor'),
    },
    {
      id: 'next',
      title: say('next'),
      short: true,
      quiet: (row) => row.nextContactOn === null,
      cell: (row) =>
        row.nextContactOn ? <HumanDay day={row.nextContactOn} due={row.state !== 'closed'} /> : '',
      text: (row) => row.nextContactOn ?? '',
    },
    {
      id: 'open',
      title: say('openItems'),
      numeric: true,
      cell: (row) => row.openItems,
      text: (row) => String(row.openItems),
    },
  ]
  return (
    <>
      <PageHeader title={say('title')} />
      <DataList<Row>
        id="cases"
        label={say('title')}
        query={cases}
        columns={columns}
        rowKey={(row) => row.id}
        rowName={(row) => row.headName}
        onOpen={(row) => void navigate({ to: '/cases/$caseId', params: { caseId: row.id } })}
        countLine={(count) => say('count', { scope: scope.name, count })}
        filters={[
          ...(state
            ? [{ id: 'state', label: stateName(state), onRemove: () => filter({ state: undefined }) }]
            : []),
          ...(overdue
            ? [{ id: 'overdue', label: say('overdue'), onRemove: () => filter({ overdue: undefined }) }]
            : []),
          ...(mine ? [{ id: 'mine', label: say('mine'), onRemove: () => filter({ mine: undefined }) }] : []),
        ]}
        controls={
          <>
            <Select
              aria-label={say('state')}
              placeholder={say('state')}
              allowClear
              value={state ?? null}
              onChange={(value) => filter({ state: value ?? undefined })}
              options={STATES.map((value) => ({ value, label: stateName(value) }))}
              style={{ minWidth: 140 }}
            />
            <Select
              aria-label={say('advisor')}
              value={mine ? 'mine' : 'all'}
              onChange={(value) => filter({ mine: value === 'mine' ? true : undefined })}
              options={[
                { value: 'all', label: say('all') },
                { value: 'mine', label: say('mine') },
              ]}
              style={{ minWidth: 110 }}
            />
          </>
        }
        empty={
          <EmptyState
            title={say('emptyTitle')}
            text={say('emptyText')}
            action={<Link to="/households">{say('toHouseholds')}</Link>}
          />
        }
        page={page}
        pageSize={PAGE}
        onPage={(next) => void navigate({ search: (old) => ({ ...old, page: next }) })}
        exportPage={(offset, limit) => api.casework.list.call({ ...input, offset, limit })}
      />
    </>
  )
}
