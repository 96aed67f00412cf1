import {
  legalDateAt,
  NEED_CATEGORIES,
  NEED_KINDS,
  NEED_SOURCES,
  type NeedCategory,
  type NeedKind,
  type NeedSource,
  ROOT_CAUSES,
  type RootCause,
} from '@lastmile/domain'
import { type ApiClient, useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import {
  type Column,
  DataList,
  EmptyState,
  type FilterChip,
  HumanDay,
  Loaded,
  PageHeader,
  Segments,
  SkeletonLines,
  StateTag,
  saveFile,
  useSaid,
  useScope,
} from '../../frame/index.ts'
import { useStateName, waits } from '../cases/state-name.ts'
import { NeedPicture } from './picture.tsx'
import { words } from './words.ts'

type Row = Awaited<ReturnType<ApiClient['needs']['list']>>['items'][number]
const route = getRouteApi('/staff/needs')
const PAGE = 50
type Change = {
  readonly [K in 'state' | 'category' | 'kind' | 'cause' | 'urgency']?: ReturnType<typeof route.useSearch>[K]
}
const STATES = ['open', 'met', 'unmet', 'withdrawn', 'all'] as const

/** The list of needs (服务需求清单) of an area: the picture, the list, and the file to hand in. */
export function NeedsPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const scope = useScope()
  const stateName = useStateName()
  const { state = 'open', category, kind, cause, urgency, page = 1 } = route.useSearch()
  const navigate = route.useNavigate()
  const go = useNavigate()
  const narrow = {
    ...(scope.narrowed ? { under: scope.path } : {}),
    ...(state === 'all' ? {} : { state }),
    ...(urgency === undefined ? {} : { urgency }),
  }
  const filter = {
    ...narrow,
    ...(category === undefined ? {} : { category }),
    ...(kind === undefined ? {} : { kind }),
    ...(cause === undefined ? {} : { cause }),
  }
  const input = { ...filter, limit: PAGE, offset: (page - 1) * PAGE }
  const needs = useQuery({ ...api.needs.list.queryOptions({ input }), placeholderData: keepPreviousData })
  const summary = useQuery({
    ...api.needs.summary.queryOptions({ input: narrow }),
    placeholderData: keepPreviousData,
  })
  const take = useMutation({
    mutationFn: async (format: 'xlsx' | 'csv') =>
      saveFile(await (format === 'xlsx' ? api.needs.exportXlsx : api.needs.exportCsv).call(filter)),
    onError: said.failed,
  })
  const change = (to: Change) => void navigate({ search: (old) => ({ ...old, ...to, page: undefined }) })
  const columns = useColumns(stateName)
  const chips: (FilterChip | null)[] = [
    category === undefined
      ? null
      : {
          id: 'category',
          label: text(NEED_CATEGORIES[category]),
          onRemove: () => change({ category: undefined, kind: undefined }),
        },
    kind === undefined
      ? null
      : { id: 'kind', label: text(NEED_KINDS[kind]), onRemove: () => change({ kind: undefined }) },
    cause === undefined
      ? null
      : { id: 'cause', label: text(ROOT_CAUSES[cause]), onRemove: () => change({ cause: undefined }) },
    urgency === undefined
      ? null
      : {
          id: 'urgency',
          label: say(`urgency${urgency}` as 'urgency1'),
          onRemove: () => change({ urgency: undefined }),
        },
  ]
  return (
    <>
      <PageHeader
        title={say('title')}
        line={say('line')}
        actions={
          may('need.export') ? (
            <>
              <Button
                loading={take.isPending && take.variables === 'xlsx'}
                onClick={() => take.mutate('xlsx')}
              >
                {say('xlsx')}
              </Button>
              <Button loading={take.isPending && take.variables === 'csv'} onClick={() => take.mutate('csv')}>
                {say('csv')}
              </Button>
            </>
          ) : undefined
        }
      />
      <Loaded query={summary} skeleton={<SkeletonLines lines={8} />}>
        {(data) =>
          data.needs === 0 ? null : (
            <NeedPicture
              summary={data}
              category={category}
              cause={cause}
              onCategory={(next) => change({ category: next, kind: undefined })}
              onCause={(next) => change({ cause: next })}
            />
          )
        }
      </Loaded>
      <DataList<Row>
        id="needs"
        label={say('title')}
        query={needs}
        columns={columns}
        rowKey={(row) => row.id}
        rowName={(row) => row.headName}
        onOpen={(row) =>
          void go({ to: '/households/$householdId', params: { householdId: row.householdId } })
        }
        countLine={(count) => say('count', { scope: scope.name, count })}
        filters={chips.filter((chip) => chip !== null)}
        controls={
          <Segments
            name="needs-state"
            label={say('which')}
            value={state}
            options={STATES.map((value) => ({ value, label: say(value) }))}
            onChange={(value) => change({ state: value })}
          />
        }
        empty={<EmptyState title={say('emptyTitle')} text={say('emptyText')} />}
        page={page}
        pageSize={PAGE}
        onPage={(next) => void navigate({ search: (old) => ({ ...old, page: next }) })}
      />
    </>
  )
}

function useColumns(stateName: (state: string) => string): readonly Column<Row>[] {
  const say = useWords(words)
  const text = useText()
  const nameOf = (table: Readonly<Record<string, { zh: string; en: string }>>, key: string) =>
    text(table[key] ?? { zh: key, en: key })
  const urgencyOf = (row: Row) => say(`urgency${row.urgency}` as 'urgency1')
  const kindOf = (row: Row) =>
    row.kind === null
      ? text(NEED_CATEGORIES[row.category as NeedCategory] ?? { zh: row.category, en: row.category })
      : `${nameOf(NEED_CATEGORIES, row.category)} · ${text(NEED_KINDS[row.kind as NeedKind] ?? { zh: row.kind, en: row.kind })}`
  const causeOf = (row: Row) =>
    text(ROOT_CAUSES[row.rootCause as RootCause] ?? { zh: row.rootCause, en: row.rootCause })
  const sourceOf = (row: Row) =>
    text(NEED_SOURCES[row.sourceKind as NeedSource] ?? { zh: row.sourceKind, en: row.sourceKind })
  return [
    {
      id: 'family',
      title: text({ zh: '家庭', en: 'Household' }),
      primary: true,
      short: true,
      cell: (row) => (
        <Link to="/households/$householdId" params={{ householdId: row.householdId }}>
          {row.headName}
        </Link>
      ),
      text: (row) => row.headName,
    },
    { id: 'need', title: say('need'), cell: (row) => row.title, text: (row) => row.title },
    { id: 'kind', title: say('kind'), cell: kindOf, text: kindOf },
    { id: 'cause', title: say('cause'), cell: causeOf, text: causeOf },
    {
      id: 'urgency',
      title: say('urgency'),
      short: true,
      cell: (row) => (row.urgency === 3 ? <span className="lm-late">{urgencyOf(row)}</span> : urgencyOf(row)),
      text: urgencyOf,
    },
    {
      id: 'wish',
      title: say('wish'),
      optional: true,
      quiet: (row) => row.wish === null,
      cell: (row) => row.wish ?? '',
      text: (row) => row.wish ?? '',
    },
    { id: 'source', title: say('source'), optional: true, cell: sourceOf, text: sourceOf },
    {
      id: 'place',
      title: text({ zh: '居村', en: 'Committee' }),
      cell: (row) => row.orgName,
      text: (row) => row.orgName,
    },
    {
      id: 'confirmed',
      title: say('confirmed'),
      short: true,
      cell: (row) => <HumanDay day={legalDateAt(new Date(row.confirmedAt))} />,
      text: (row) => legalDateAt(new Date(row.confirmedAt)),
    },
    {
      id: 'by',
      title: say('by'),
      optional: true,
      cell: (row) => row.confirmedBy,
      text: (row) => row.confirmedBy,
    },
    {
      id: 'state',
      title: say('state'),
      short: true,
      cell: (row) => <StateTag waits={waits(row.state)}>{stateName(row.state)}</StateTag>,
      text: (row) => stateName(row.state),
    },
  ]
}
