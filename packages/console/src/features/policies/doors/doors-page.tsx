import { type ApiClient, useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import {
  AskDialog,
  type Column,
  DataList,
  EmptyState,
  FilterSelect,
  given,
  HumanDay,
  Money,
  PageHeader,
  StateTag,
  textOf,
  useListAddress,
  useSaid,
  useScope,
} from '../../../frame/index.ts'
import { useFamilyColumns } from '../../households/family-columns.tsx'
import { DoorTabs } from './door-tabs.tsx'
import { words } from './words.ts'

type Row = Awaited<ReturnType<ApiClient['policies']['effects']>>['items'][number]
const route = getRouteApi('/staff/doors')
const KINDS = ['loses', 'less', 'unsure', 'gains', 'more'] as const
const STATES = ['open', 'told', 'planned'] as const
const keyOf = (row: Row) => `${row.changeId} ${row.householdId} ${row.policy}`

/** The doors that a change of policy opens: who loses, gains, gets more or less, why, and whether they were told. */
export function DoorsPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const scope = useScope()
  const queries = useQueryClient()
  const search = route.useSearch()
  const { change, policy, kind, state = 'open' } = search
  const address = useListAddress(search)
  const families = useFamilyColumns<Row>(keyOf)
  const [asked, setAsked] = useState<Row | null>(null)
  const input = {
    ...scope.within,
    ...given({ changeId: change, policy, kind }),
    state,
    ...address.rows,
  }
  const doors = useQuery({
    ...api.policies.effects.queryOptions({ input }),
    placeholderData: keepPreviousData,
  })
  const columns: readonly Column<Row>[] = [
    families.family,
    {
      id: 'kind',
      title: say('kind'),
      short: true,
      cell: (row) => <StateTag waits={row.kind === 'loses' || row.kind === 'less'}>{say(row.kind)}</StateTag>,
      text: (row) => say(row.kind),
    },
    {
      id: 'policy',
      title: say('policy'),
      cell: (row) => text(row.policyName),
      text: (row) => text(row.policyName),
    },
    {
      id: 'money',
      title: say('money'),
      cell: (row) => (
        <span>
          <Money fen={row.beforeFen} per={row.per} unknown={say('nothing')} /> →{' '}
          <Money fen={row.afterFen} per={row.per} unknown={say('nothing')} />
        </span>
      ),
      text: (row) => `${(row.beforeFen ?? 0) / 100} → ${(row.afterFen ?? 0) / 100}`,
    },
    families.place,
    {
      id: 'by',
      title: say('by'),
      short: true,
      cell: (row) => <HumanDay day={row.effectiveOn} due={row.state === 'open'} />,
      text: (row) => row.effectiveOn,
    },
    families.why,
    {
      id: 'tell',
      title: say('state'),
      bare: true,
      short: true,
      cell: (row) =>
        row.state === 'told' ? (
          <span className="lm-soft">
            {say('toldBy', { name: row.toldBy ?? '' })} {row.note}
          </span>
        ) : may('door.tell') && row.state === 'open' ? (
          <Button size="small" type="primary" onClick={() => setAsked(row)}>
            {say('tell')}
          </Button>
        ) : (
          <span className="lm-soft">{say(row.state)}</span>
        ),
      text: (row) => say(row.state),
    },
  ]
  return (
    <>
      <PageHeader title={say('title')} line={say('line')} />
      <DoorTabs />
      <DataList<Row>
        id="doors"
        label={say('title')}
        query={doors}
        columns={columns}
        rowKey={keyOf}
        rowName={(row) => row.headName}
        onOpen={families.openFamily}
        countLine={(count) => say('count', { scope: scope.name, count })}
        controls={
          <>
            <FilterSelect
              label={say('change')}
              value={change}
              onChange={(next) => address.narrow({ change: next })}
              options={(doors.data?.changes ?? []).map((one) => ({ value: one.id, label: one.title }))}
              width={180}
            />
            <FilterSelect
              label={say('policy')}
              value={policy}
              onChange={(next) => address.narrow({ policy: next })}
              options={(doors.data?.policies ?? []).map((one) => ({ value: one.id, label: text(one.name) }))}
              width={150}
            />
            <FilterSelect
              label={say('kind')}
              value={kind}
              onChange={(next) => address.narrow({ kind: next })}
              options={KINDS.map((value) => ({ value, label: say(value) }))}
              width={120}
            />
            <Select
              aria-label={say('state')}
              value={state}
              onChange={(value) => address.narrow({ state: value })}
              options={STATES.filter((value) => value !== 'planned' || may('policy.draft')).map((value) => ({
                value,
                label: say(value),
              }))}
              style={{ minWidth: 110 }}
            />
          </>
        }
        below={(row) =>
          families.reasons(row, say('whyOf', { name: row.headName, policy: text(row.policyName) }))
        }
        empty={<EmptyState title={say('none')} text={say('noneText')} />}
        {...address.paging}
        exportPage={(offset, limit) => api.policies.effects.call({ ...input, offset, limit })}
      />
      {asked && (
        <AskDialog
          title={say('tellTitle', { name: asked.headName })}
          submit={say('tell')}
          onClose={() => setAsked(null)}
          fields={[{ name: 'note', label: say('note'), kind: 'area', maxLength: 500 }]}
          onSubmit={async (answers) => {
            await api.policies.tellEffect.call({
              changeId: asked.changeId,
              householdId: asked.householdId,
              policy: asked.policy,
              note: textOf(answers, 'note'),
            })
            await queries.invalidateQueries()
            said.done(say('done'))
          }}
        />
      )}
    </>
  )
}
