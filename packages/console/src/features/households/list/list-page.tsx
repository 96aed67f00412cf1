import { PlusOutlined } from '@ant-design/icons'
import type { HouseholdRow } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { client, useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import {
  DataList,
  EmptyState,
  given,
  LinkButton,
  PageHeader,
  useListAddress,
  useScope,
} from '../../../frame/index.ts'
import { setConditions } from '../conditions/conditions.ts'
import { useHouseholdColumns } from './columns.tsx'
import { ListControls, useFilterChips } from './controls.tsx'
import './list.css'
import { words } from './words.ts'

const route = getRouteApi('/staff/households')

/** The households in scope: search as you type, filters in the address, cards on a phone. */
export function HouseholdListPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const may = useMay()
  const scope = useScope()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { q, filter = 'all', receiving, sort = 'updated' } = search
  const { narrowInPlace, rows, paging } = useListAddress(search)
  const asked = { filter, sort, ...scope.within, ...given({ q, receiving }), ...setConditions(search) }
  const households = useQuery({
    ...api.households.list.queryOptions({ input: { ...asked, ...rows } }),
    placeholderData: keepPreviousData,
  })
  const columns = useHouseholdColumns()
  const chips = useFilterChips()
  const narrowed =
    q !== undefined || filter !== 'all' || receiving !== undefined || chips.some((chip) => chip !== null)
  const create = may('household.create') ? (
    <LinkButton
      to="/households/new"
      search={q ? { name: q } : {}}
      primary
      icon={<PlusOutlined aria-hidden="true" />}
    >
      {say('create')}
    </LinkButton>
  ) : undefined
  return (
    <>
      <PageHeader title={say('title')} actions={create} />
      <DataList<z.infer<typeof HouseholdRow>>
        id="households"
        label={say('title')}
        query={households}
        columns={columns}
        rowKey={(row) => row.id}
        rowName={(row) => row.headName}
        onOpen={(row) => void navigate({ to: '/households/$householdId', params: { householdId: row.id } })}
        countLine={(count) => say('count', { scope: scope.name, count })}
        filters={chips}
        controls={<ListControls />}
        {...paging}
        sort={sort}
        onSort={(next) => narrowInPlace({ sort: next as typeof sort })}
        exportPage={(offset, limit) => client.households.list({ ...asked, offset, limit })}
        empty={
          narrowed ? (
            <EmptyState
              title={say('noneTitle')}
              text={q ? say('noneSearch', { q }) : say('noneText')}
              action={
                <>
                  <Button
                    onClick={() => void navigate({ search: (old) => ({ under: old.under }), replace: true })}
                  >
                    {say('clear')}
                  </Button>
                  {q && create}
                </>
              }
            />
          ) : (
            <EmptyState title={say('emptyTitle')} text={say('emptyText')} action={create} />
          )
        }
      />
    </>
  )
}
