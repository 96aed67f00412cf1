import { HOUSEHOLD_KINDS } from '@lastmile/measure'
import { type ApiClient, useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import type { ReactNode } from 'react'
import { useApi } from '../../app/api.ts'
import { useMay, useSession } from '../../app/session.ts'
import {
  type Column,
  DataList,
  EmptyState,
  given,
  HumanDay,
  PageHeader,
  Segments,
  StateTag,
  TierBadge,
  useListAddress,
  useSaid,
  useScope,
} from '../../frame/index.ts'
import { type Families, useFamilies } from '../households/families.tsx'
import './assessment.css'
import { percentRange } from './percent.ts'
import { AssessmentTabs } from './tabs.tsx'
import { words } from './words.ts'

type Row = Awaited<ReturnType<ApiClient['assessment']['list']>>['items'][number]
const route = getRouteApi('/staff/assessments')
const BOXES = ['to_confirm', 'due', 'all'] as const

/** Tiers to confirm, assessments that are due, and everybody by depth of hardship. */
export function AssessmentsPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const me = useSession()
  const said = useSaid()
  const queries = useQueryClient()
  const scope = useScope()
  const search = route.useSearch()
  const { box = 'to_confirm', tier, indicator, kind, poor, undecided } = search
  const { narrow, rows, paging } = useListAddress(search)
  const families = useFamilies<Row>('/households/$householdId/assessment')
  const input = {
    box,
    ...scope.within,
    ...given({
      tier,
      indicator,
      kind,
      poor: poor || undefined,
      undecided: undecided || undefined,
    }),
    ...rows,
  }
  const list = useQuery({ ...api.assessment.list.queryOptions({ input }), placeholderData: keepPreviousData })
  const counts = list.data?.counts
  const confirm = useMutation({
    mutationFn: (rows: readonly Row[]) =>
      api.assessment.confirmMany.call({
        households: rows.map((row) => ({ id: row.householdId, version: row.version })),
      }),
    onSuccess: async ({ confirmed, skipped }) => {
      await queries.invalidateQueries()
      said.done(
        skipped.length === 0
          ? say('bulkDone', { count: confirmed })
          : say('bulkSkipped', { count: confirmed, left: skipped.length }),
      )
    },
    onError: said.failed,
  })
  const kindName = kind === undefined ? undefined : HOUSEHOLD_KINDS[kind as keyof typeof HOUSEHOLD_KINDS]
  const chips = [
    indicator === undefined
      ? null
      : {
          id: 'indicator',
          label: say('indicatorIs', { name: indicator }),
          onRemove: () => narrow({ indicator: undefined }),
        },
    kind === undefined
      ? null
      : {
          id: 'kind',
          label: say('kindIs', { name: kindName ? text(kindName) : kind }),
          onRemove: () => narrow({ kind: undefined }),
        },
    poor ? { id: 'poor', label: say('onlyPoor'), onRemove: () => narrow({ poor: undefined }) } : null,
    undecided
      ? { id: 'undecided', label: say('onlyOpen'), onRemove: () => narrow({ undecided: undefined }) }
      : null,
  ]
  return (
    <>
      <PageHeader title={say('title')} line={say('line')} />
      <AssessmentTabs />
      <DataList<Row>
        id="assessments"
        label={say('title')}
        query={list}
        columns={useColumns(families, box)}
        rowKey={(row) => row.householdId}
        rowName={(row) => row.headName}
        onOpen={families.openFamily}
        countLine={(count) => say('count', { scope: scope.name, count })}
        filters={chips}
        {...(may('assessment.confirm') && me.role === 'cadre' && box !== 'all'
          ? {
              bulk: (rows: readonly Row[], clear: () => void) => (
                <Button
                  loading={confirm.isPending}
                  onClick={() => confirm.mutate(rows, { onSuccess: clear })}
                >
                  {say('bulk')}
                </Button>
              ),
            }
          : {})}
        controls={
          <>
            <Segments
              name="assessments-box"
              label={say('which')}
              value={box}
              options={BOXES.map((value) => ({
                value,
                label: `${say(value)}${counts ? ` ${counts[value === 'to_confirm' ? 'toConfirm' : value]}` : ''}`,
              }))}
              onChange={(value) => narrow({ box: value })}
            />
            <Select
              aria-label={say('tier')}
              className="lm-assess-tier"
              value={tier ?? 0}
              options={[0, 1, 2, 3, 4].map((value) => ({
                value,
                label: value === 0 ? say('anyTier') : say('tierN', { tier: value }),
              }))}
              onChange={(value) => narrow({ tier: value === 0 ? undefined : value })}
            />
          </>
        }
        empty={
          <EmptyState
            title={say('emptyTitle')}
            text={say(box === 'to_confirm' ? 'emptyConfirm' : box === 'due' ? 'emptyDue' : 'emptyAll')}
          />
        }
        {...paging}
      />
    </>
  )
}

function useColumns({ family, place }: Families<Row>, box: (typeof BOXES)[number]): readonly Column<Row>[] {
  const say = useWords(words)
  const text = useText()
  const askOf = (row: Row) =>
    row.ask === null
      ? ''
      : row.possible === row.proposed
        ? text(row.ask)
        : say('askRange', { tier: row.possible, name: text(row.ask) })
  return [
    {
      ...family,
      cell: (row) => (
        <>
          {family.cell(row)}
          {row.urgent && <span className="lm-assess-urgent">{say('urgent')}</span>}
        </>
      ),
    },
    {
      id: 'proposed',
      title: say('proposed'),
      short: true,
      cell: (row) => <TierBadge tier={row.proposed} />,
      text: (row) => say('tierN', { tier: row.proposed }),
    },
    {
      id: 'place',
      title: say('place'),
      short: true,
      numeric: true,
      cell: (row) => say('placeOf', { place: row.place }),
      text: (row) => String(row.place),
    },
    {
      id: 'score',
      title: say('score'),
      short: true,
      numeric: true,
      cell: (row) => percentRange(row.lower, row.upper),
      text: (row) => percentRange(row.lower, row.upper),
    },
    {
      id: 'firmness',
      title: say('firmness'),
      short: true,
      cell: (row) => <StateTag waits={row.firmness === 'loose'}>{say(row.firmness)}</StateTag>,
      text: (row) => say(row.firmness),
    },
    {
      id: 'ask',
      title: say('ask'),
      quiet: (row) => row.ask === null,
      cell: askOf,
      text: askOf,
    },
    {
      id: 'move',
      title: say('move'),
      optional: true,
      quiet: (row) => row.move === null,
      cell: (row) => (row.move ? text(row.move) : ''),
      text: (row) => (row.move ? text(row.move) : ''),
    },
    {
      id: 'decided',
      title: say('decided'),
      short: true,
      quiet: (row) => row.tier === null,
      cell: (row) =>
        row.tier === null ? (
          ''
        ) : row.state === 'second' ? (
          <>
            <TierBadge tier={row.tier} /> <StateTag waits>{say('second')}</StateTag>
          </>
        ) : (
          <TierBadge tier={row.tier} />
        ),
      text: (row) => (row.tier === null ? '' : say('tierN', { tier: row.tier })),
    },
    ...(box === 'to_confirm'
      ? []
      : [
          {
            id: 'due',
            title: say('dueOn'),
            short: true,
            quiet: (row: Row) => row.dueOn === null,
            cell: (row: Row) => (row.dueOn ? <HumanDay day={row.dueOn} due /> : ''),
            text: (row: Row) => row.dueOn ?? '',
          },
        ]),
    { ...place, id: 'unit' },
  ]
}
