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
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import {
  type Column,
  DataList,
  EmptyState,
  given,
  HumanDay,
  Loaded,
  PageHeader,
  Segments,
  SkeletonLines,
  StateTag,
  useListAddress,
  useScope,
  useTakeFile,
} from '../../frame/index.ts'
import { useStateName, waits } from '../cases/state-name.ts'
import { type Families, useFamilies } from '../households/families.tsx'
import { NeedPicture } from './picture.tsx'
import { words } from './words.ts'

type Row = Awaited<ReturnType<ApiClient['needs']['list']>>['items'][number]
const route = getRouteApi('/staff/needs')
const STATES = ['open', 'met', 'unmet', 'withdrawn', 'all'] as const

/** The list of needs (服务需求清单) of an area: the picture, the list, and the file to hand in. */
export function NeedsPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const scope = useScope()
  const stateName = useStateName()
  const search = route.useSearch()
  const { state = 'open', category, kind, cause, urgency } = search
  const { narrow, rows, paging } = useListAddress(search)
  const families = useFamilies<Row>()
  const pictured = {
    ...scope.within,
    ...(state === 'all' ? {} : { state }),
    ...given({ urgency }),
  }
  const filter = { ...pictured, ...given({ category, kind, cause }) }
  const needs = useQuery({
    ...api.needs.list.queryOptions({ input: { ...filter, ...rows } }),
    placeholderData: keepPreviousData,
  })
  const summary = useQuery({
    ...api.needs.summary.queryOptions({ input: pictured }),
    placeholderData: keepPreviousData,
  })
  const { take, taking } = useTakeFile<'xlsx' | 'csv'>((format) =>
    (format === 'xlsx' ? api.needs.exportXlsx : api.needs.exportCsv).call(filter),
  )
  const columns = useColumns(families, stateName)
  const chips = [
    category === undefined
      ? null
      : {
          id: 'category',
          label: text(NEED_CATEGORIES[category]),
          onRemove: () => narrow({ category: undefined, kind: undefined }),
        },
    kind === undefined
      ? null
      : { id: 'kind', label: text(NEED_KINDS[kind]), onRemove: () => narrow({ kind: undefined }) },
    cause === undefined
      ? null
      : { id: 'cause', label: text(ROOT_CAUSES[cause]), onRemove: () => narrow({ cause: undefined }) },
    urgency === undefined
      ? null
      : {
          id: 'urgency',
          label: say(`urgency${urgency}` as 'urgency1'),
          onRemove: () => narrow({ urgency: undefined }),
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
              <Button loading={taking === 'xlsx'} onClick={() => take('xlsx')}>
                {say('xlsx')}
              </Button>
              <Button loading={taking === 'csv'} onClick={() => take('csv')}>
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
              onCategory={(next) => narrow({ category: next, kind: undefined })}
              onCause={(next) => narrow({ cause: next })}
            />
          )
        }
      </Loaded>
      {/* The list comes with the picture above it, so that nothing is pushed down while somebody reads. */}
      {!summary.isPending && (
        <DataList<Row>
          id="needs"
          label={say('title')}
          query={needs}
          columns={columns}
          rowKey={(row) => row.id}
          rowName={(row) => row.headName}
          onOpen={families.openFamily}
          countLine={(count) => say('count', { scope: scope.name, count })}
          filters={chips}
          controls={
            <Segments
              name="needs-state"
              label={say('which')}
              value={state}
              options={STATES.map((value) => ({ value, label: say(value) }))}
              onChange={(value) => narrow({ state: value })}
            />
          }
          empty={<EmptyState title={say('emptyTitle')} text={say('emptyText')} />}
          {...paging}
        />
      )}
    </>
  )
}

function useColumns(
  { family, place }: Families<Row>,
  stateName: (state: string) => string,
): readonly Column<Row>[] {
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
    family,
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
    place,
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
