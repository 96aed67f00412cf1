import type { CampaignPage, CampaignTarget } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import {
  AskDialog,
  type Column,
  DataList,
  EmptyState,
  HumanDay,
  Segments,
  textOf,
  useListAddress,
  useSaid,
  useScope,
} from '../../frame/index.ts'
import { useFamilies } from '../households/families.tsx'
import { words } from './words.ts'

type Row = z.infer<typeof CampaignTarget>
const route = getRouteApi('/staff/campaigns/$campaignId')
const STATES = {
  all: 'stateAll',
  waiting: 'stateWaiting',
  visited: 'stateVisited',
  doubted: 'stateDoubted',
} as const

/** The households of a campaign, those still to visit first; they can be given to somebody else. */
export function Targets({ campaign }: { readonly campaign: z.infer<typeof CampaignPage> }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const may = useMay()
  const scope = useScope()
  const search = route.useSearch()
  const { state = 'all' } = search
  const { narrow, rows: seen, paging } = useListAddress(search)
  const { openFamily } = useFamilies<Row>()
  const [giving, setGiving] = useState<{ rows: readonly Row[]; clear: () => void } | null>(null)
  const targets = useQuery({
    ...api.surveys.targets.queryOptions({
      input: {
        id: campaign.id,
        state,
        ...scope.within,
        ...seen,
      },
    }),
    placeholderData: keepPreviousData,
  })
  const assignable = may('campaign.assign') && campaign.state === 'running'
  return (
    <div className="lm-survey-section">
      <DataList<Row>
        id="campaign-households"
        label={say('households')}
        query={targets}
        columns={useColumns()}
        rowKey={(row) => row.householdId}
        rowName={(row) => row.headName}
        onOpen={openFamily}
        countLine={(count) => say('householdsCount', { count })}
        controls={
          <Segments
            name="campaign-state"
            label={say('state')}
            value={state}
            options={(Object.keys(STATES) as (keyof typeof STATES)[]).map((value) => ({
              value,
              label: say(STATES[value]),
            }))}
            onChange={(next) => narrow({ state: next })}
          />
        }
        {...(assignable
          ? {
              bulk: (rows: readonly Row[], clear: () => void) => (
                <Button onClick={() => setGiving({ rows, clear })}>{say('assign')}</Button>
              ),
            }
          : {})}
        empty={<EmptyState title={say('noHouseholds')} text={say('noHouseholdsText')} />}
        {...paging}
      />
      {giving && <Give campaignId={campaign.id} {...giving} onClose={() => setGiving(null)} />}
    </div>
  )
}

function useColumns(): readonly Column<Row>[] {
  const say = useWords(words)
  const text = useText()
  const { family, place } = useFamilies<Row>()
  const doubts = (row: Row) => row.visit?.doubts.map((doubt) => say(doubt)).join('，') ?? ''
  return [
    family,
    place,
    {
      id: 'person',
      title: say('person'),
      cell: (row) => row.assignee?.name ?? say('nobody'),
      text: (row) => row.assignee?.name ?? '',
    },
    {
      id: 'why',
      title: say('why'),
      cell: (row) => say(`why${row.assignedWhy}`),
      text: (row) => say(`why${row.assignedWhy}`),
    },
    {
      id: 'visit',
      title: say('visit'),
      cell: (row) =>
        row.visit ? (
          <>
            <Link to="/visits/$visitId" params={{ visitId: row.visit.id }}>
              {row.visit.by}
            </Link>{' '}
            <HumanDay day={legalDateAt(new Date(row.visit.at))} />
            {!row.visit.reached && ` · ${row.visit.notMet ? text(row.visit.notMet) : say('notMet')}`}
          </>
        ) : (
          say('stateWaiting')
        ),
      text: (row) => (row.visit ? `${row.visit.by} ${legalDateAt(new Date(row.visit.at))}` : ''),
    },
    {
      id: 'doubts',
      title: say('doubts'),
      quiet: (row) => (row.visit?.doubts.length ?? 0) === 0,
      cell: (row) => <span className="lm-late">{doubts(row)}</span>,
      text: doubts,
    },
  ]
}

function Give({
  campaignId,
  rows,
  clear,
  onClose,
}: {
  readonly campaignId: string
  readonly rows: readonly Row[]
  readonly clear: () => void
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const staff = useQuery(api.identity.staff.queryOptions({ input: {} }))
  const visitors = (staff.data ?? []).filter(({ role }) =>
    ['backbone', 'cadre', 'social_worker'].includes(role),
  )
  return (
    <AskDialog
      title={say('assign')}
      submit={say('assign')}
      onClose={onClose}
      fields={[
        {
          name: 'to',
          label: say('assignTo'),
          kind: 'choice',
          required: true,
          options: visitors.map(({ id, name, orgName }) => ({ value: id, label: `${name} · ${orgName}` })),
        },
      ]}
      onSubmit={async (answers) => {
        const assigneeId = textOf(answers, 'to') ?? ''
        const { assigned } = await api.surveys.assign.call({
          id: campaignId,
          households: rows.map(({ householdId }) => householdId),
          assigneeId,
        })
        await queries.invalidateQueries()
        clear()
        said.done(
          say('assigned', {
            name: visitors.find(({ id }) => id === assigneeId)?.name ?? '',
            count: assigned,
          }),
        )
      }}
    />
  )
}
