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
  FilterSelect,
  given,
  HumanDay,
  PageHeader,
  StateTag,
  useListAddress,
  useScope,
} from '../../frame/index.ts'
import { useStateName, waits } from './state-name.ts'
import { words } from './words.ts'

type Row = z.infer<typeof CaseRow>
const route = getRouteApi('/staff/cases')
const STATES = ['open', 'serving', 'closure_proposed', 'closed'] as const

/** The cases in scope, the nearest next contact first. */
export function CasesPage(): ReactNode {
  const say = useWords(words)
  const stateName = useStateName()
  const api = useApi()
  const scope = useScope()
  const search = route.useSearch()
  const { state, mine = false, overdue = false } = search
  const { narrow, rows, paging } = useListAddress(search)
  const navigate = route.useNavigate()
  const input = {
    ...scope.within,
    ...given({ state }),
    mine,
    overdue,
    ...rows,
  }
  const cases = useQuery({ ...api.casework.list.queryOptions({ input }), placeholderData: keepPreviousData })
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
          state
            ? { id: 'state', label: stateName(state), onRemove: () => narrow({ state: undefined }) }
            : null,
          overdue
            ? { id: 'overdue', label: say('overdue'), onRemove: () => narrow({ overdue: undefined }) }
            : null,
          mine ? { id: 'mine', label: say('mine'), onRemove: () => narrow({ mine: undefined }) } : null,
        ]}
        controls={
          <>
            <FilterSelect
              label={say('state')}
              value={state}
              onChange={(next) => narrow({ state: next })}
              options={STATES.map((value) => ({ value, label: stateName(value) }))}
              width={140}
            />
            <Select
              aria-label={say('advisor')}
              value={mine ? 'mine' : 'all'}
              onChange={(value) => narrow({ mine: value === 'mine' ? true : undefined })}
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
        {...paging}
        exportPage={(offset, limit) => api.casework.list.call({ ...input, offset, limit })}
      />
    </>
  )
}
