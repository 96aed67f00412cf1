import { type ApiClient, useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useApi } from '../../../app/api.ts'
import {
  type Column,
  DataList,
  EmptyState,
  HumanDay,
  Money,
  PageHeader,
  useListAddress,
  useScope,
} from '../../../frame/index.ts'
import { useFamilies } from '../../households/families.tsx'
import { words } from './words.ts'

type Row = Awaited<ReturnType<ApiClient['guidance']['effectHouseholds']>>['items'][number]
const route = getRouteApi('/staff/effect/households')

/** The households behind a figure of the effect: entitled to a policy, or confirmed by a person. */
export function EffectHouseholdsPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const scope = useScope()
  const search = route.useSearch()
  const { policy, kind, under } = search
  const { rows, paging } = useListAddress(search)
  const { family, place, openFamily } = useFamilies<Row>()
  const input = { policy, kind, ...(under === undefined ? scope.within : { under }), ...rows }
  const list = useQuery({
    ...api.guidance.effectHouseholds.queryOptions({ input }),
    placeholderData: keepPreviousData,
  })
  const policies = useQuery({ ...api.policies.list.queryOptions({ input: {} }), staleTime: 600_000 })
  const known = policies.data?.find((one) => one.id === policy)
  const name = known ? text(known.name) : policy
  const gap = (row: Row) => say(row.gap === null ? 'gap_none' : `gap_${row.gap}`)
  const columns: readonly Column<Row>[] = [
    family,
    place,
    {
      id: 'amount',
      title: say('amount'),
      numeric: true,
      cell: (row) => <Money fen={row.amountFen} per={row.per} />,
      text: (row) => (row.amountFen === null ? '' : String(row.amountFen / 100)),
    },
    {
      id: 'receives',
      title: say('receives'),
      cell: (row) => say(row.receives ? 'yes' : 'no'),
      text: (row) => say(row.receives ? 'yes' : 'no'),
    },
    { id: 'gap', title: say('gap'), cell: gap, text: gap },
    {
      id: 'confirmedOn',
      title: say('confirmedOn'),
      quiet: (row) => row.confirmedOn === null,
      cell: (row) => (row.confirmedOn === null ? null : <HumanDay day={row.confirmedOn} />),
      text: (row) => row.confirmedOn ?? '',
    },
  ]
  return (
    <>
      <PageHeader
        title={say(kind === 'entitled' ? 'entitledTitle' : 'confirmedTitle', { policy: name })}
        line={say('listLine')}
        actions={
          <Link to="/effect" search={under === undefined ? {} : { policy }}>
            {say('back')}
          </Link>
        }
      />
      <DataList<Row>
        id="effect-households"
        label={say(kind === 'entitled' ? 'entitledTitle' : 'confirmedTitle', { policy: name })}
        query={list}
        columns={columns}
        rowKey={(row) => row.householdId}
        rowName={(row) => row.headName}
        onOpen={openFamily}
        countLine={(count) => say('count', { scope: scope.name, count })}
        empty={<EmptyState title={say('noneTitle')} text={say('noneText')} />}
        {...paging}
        exportPage={(offset, limit) => api.guidance.effectHouseholds.call({ ...input, offset, limit })}
      />
    </>
  )
}
