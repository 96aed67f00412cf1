import { URGENCIES } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useCallback, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { useMay, useSession } from '../../app/session.ts'
import {
  type Column,
  DataList,
  EmptyState,
  FilterSelect,
  given,
  PageHeader,
  SearchField,
  Segments,
  useListAddress,
  useSaid,
  useScope,
} from '../../frame/index.ts'
import { useFamilyColumns } from '../households/family-columns.tsx'
import { AssignList, AssignSelected } from './assign.tsx'
import { EndSignal } from './end-dialog.tsx'
import { ReopenSignal } from './reopen-signal.tsx'
import type { SignalRow } from './shapes.ts'
import { SignalDetails } from './signal-details.tsx'
import { DueMark, OwnerMark, RuleMark, UrgencyTag } from './signal-marks.tsx'
import { SignalTabs } from './signal-tabs.tsx'
import './signals.css'
import { words } from './words.ts'

const route = getRouteApi('/staff/signals')
const VIEWS = { all: 'all', mine: 'mine', loose: 'loose', overdue: 'overdueOnly', ended: 'ended' } as const
type View = keyof typeof VIEWS

/** Households that somebody should look in on, the most urgent first, with reasons opened in place and the decision beside them. */
export function SignalsPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const me = useSession()
  const said = useSaid()
  const scope = useScope()
  const queries = useQueryClient()
  const search = route.useSearch()
  const { view = 'all', rule, urgency, q = '', open } = search
  const address = useListAddress(search)
  const families = useFamilyColumns<SignalRow>((row) => row.id, open)
  const [ending, setEnding] = useState<SignalRow | null>(null)
  const state = view === 'ended' ? ('ended' as const) : ('open' as const)
  const filter = {
    ...scope.within,
    ...given({ rule, urgency, q }),
    state,
    mine: view === 'mine',
    loose: view === 'loose',
    overdue: view === 'overdue',
  }
  const input = { ...filter, ...address.rows }
  const signals = useQuery({ ...api.signals.list.queryOptions({ input }), placeholderData: keepPreviousData })
  const rules = useQuery({ ...api.signals.rules.queryOptions({ input: {} }), staleTime: 600_000 })
  const { narrowInPlace } = address
  const narrow = (to: Omit<Parameters<typeof narrowInPlace>[0], 'open'>) =>
    narrowInPlace({ ...to, open: undefined })
  const onSearch = useCallback(
    (typed: string) => narrowInPlace({ q: typed || undefined, open: undefined }),
    [narrowInPlace],
  )
  const take = (row: SignalRow) => {
    api.signals.take
      .call({ id: row.id, version: row.version })
      .then(async () => {
        said.done(say('taken'))
        await queries.invalidateQueries()
      })
      .catch(said.failed)
  }
  const ruleName = rules.data?.rules.find((one) => one.rule === rule)?.name
  const columns: readonly Column<SignalRow>[] = [
    families.family,
    {
      id: 'urgency',
      title: say('urgency'),
      short: true,
      cell: (row) => <UrgencyTag signal={row} />,
      text: (row) => text(URGENCIES[row.urgency as keyof typeof URGENCIES]),
    },
    {
      id: 'rule',
      title: say('rule'),
      cell: (row) => <RuleMark signal={row} />,
      text: (row) => text(row.ruleName),
    },
    families.place,
    {
      id: 'due',
      title: state === 'open' ? say('due') : say('result'),
      cell: (row) => <DueMark signal={row} />,
      text: (row) => (row.state === 'open' ? row.dueOn : (row.outcome ?? '')),
    },
    {
      id: 'owner',
      title: say('owner'),
      cell: (row) => <OwnerMark signal={row} />,
      text: (row) => row.owner?.name ?? '',
    },
    families.why,
    ...(may('signal.decide') && state === 'ended'
      ? [
          {
            id: 'reopen',
            title: say('decide'),
            bare: true,
            short: true,
            cell: (row: SignalRow) => <ReopenSignal signal={row} />,
            text: () => '',
          },
        ]
      : []),
    ...(may('signal.decide') && state === 'open'
      ? [
          {
            id: 'decide',
            title: say('decide'),
            bare: true,
            short: true,
            cell: (row: SignalRow) => (
              <span className="lm-row">
                {!(row.owner?.id === me.id && row.takenAt !== null) && (
                  <Button size="small" onClick={() => take(row)}>
                    {say('take')}
                  </Button>
                )}
                <Button size="small" type="primary" onClick={() => setEnding(row)}>
                  {say('end')}
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
      <SignalTabs />
      <DataList<SignalRow>
        id="signals"
        label={say('title')}
        query={signals}
        columns={columns}
        rowKey={(row) => row.id}
        rowName={(row) => row.headName}
        onOpen={families.openFamily}
        countLine={(count) => say('count', { scope: scope.name, count })}
        filters={[
          rule
            ? {
                id: 'rule',
                label: text(ruleName ?? { zh: rule, en: rule }),
                onRemove: () => narrow({ rule: undefined }),
              }
            : null,
        ]}
        controls={
          <>
            <SearchField label={say('search')} value={q} onSearch={onSearch} />
            <Segments<View>
              name="view"
              label={say('show')}
              value={view}
              options={(Object.keys(VIEWS) as View[]).map((value) => ({ value, label: say(VIEWS[value]) }))}
              onChange={(next) => narrow({ view: next === 'all' ? undefined : next })}
            />
            <FilterSelect
              label={say('rule')}
              value={rule}
              onChange={(next) => narrow({ rule: next })}
              options={(rules.data?.rules ?? []).map((one) => ({ value: one.rule, label: text(one.name) }))}
              width={160}
            />
            <FilterSelect
              label={say('urgency')}
              value={urgency}
              onChange={(next) => narrow({ urgency: next })}
              options={([1, 2, 3] as const).map((value) => ({ value, label: text(URGENCIES[value]) }))}
              width={110}
            />
            {may('signal.assign') && state === 'open' && (
              <AssignList
                under={scope.path}
                load={async () => (await api.signals.versions.call(filter)).items}
                disabled={(signals.data?.total ?? 0) < 2}
              />
            )}
          </>
        }
        {...(may('signal.assign') && state === 'open'
          ? {
              bulk: (selected: readonly SignalRow[], clear: () => void) => (
                <AssignSelected selected={selected} under={scope.path} onDone={clear} />
              ),
            }
          : {})}
        below={(row) => (families.isOpened(row) ? <SignalDetails signal={row} /> : null)}
        empty={<EmptyState title={say('emptyTitle')} text={say('emptyText')} />}
        {...address.paging}
        exportPage={(offset, limit) => api.signals.list.call({ ...input, offset, limit })}
      />
      {ending && <EndSignal signal={ending} onClose={() => setEnding(null)} />}
    </>
  )
}
