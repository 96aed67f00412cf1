import { unsettledShare, yearlyFen } from '@lastmile/domain'
import { useLang, useText, useWords } from '@lastmile/web-kit'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Alert, Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import {
  EmptyState,
  ErrorState,
  FigureMark,
  Moment,
  PageHeader,
  SkeletonRows,
  saveFile,
  useSaid,
} from '../../frame/index.ts'
import { differenceInWords, shareInWords, sumInWords, yearlyChange } from './money.ts'
import { partsOf, useKindName } from './result-view.tsx'
import type { Part, Scenario } from './shapes.ts'
import './what-if.css'
import { words } from './words.ts'

const route = getRouteApi('/staff/what-if/compare')

/** One to four scenarios side by side: what they change, what they rest on, and what they come to. */
export function ComparePage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const { ids: given } = route.useSearch()
  const ids = [...new Set(given.split(',').filter((id) => id !== ''))].slice(0, 4)
  const [saves, setSaves] = useState<Readonly<Record<string, number>>>({})
  const queries = useQueries({
    queries: ids.map((id) =>
      api.whatIf.scenario.queryOptions({
        input: { id, ...(saves[id] ? { no: saves[id] } : {}) },
        retry: false,
      }),
    ),
  })
  const error = queries.find((query) => query.error)?.error
  const scenarios = queries.flatMap(({ data }) => data ?? [])
  return (
    <>
      <PageHeader
        title={ids.length === 1 ? say('oneTitle') : say('compareTitle')}
        actions={
          <>
            <Link to="/what-if">{say('back')}</Link>
            {scenarios.length > 0 && scenarios.length === ids.length && <Exports ids={ids} />}
          </>
        }
      />
      {ids.length === 0 ? (
        <EmptyState title={say('notFound')} text={say('notFoundText')} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => queries.forEach((query) => void query.refetch())} />
      ) : scenarios.length < ids.length ? (
        <SkeletonRows rows={8} />
      ) : (
        <div className="lm-whatif-compare">
          {differ(scenarios) && <Alert type="warning" showIcon title={say('differs')} />}
          <Resting scenarios={scenarios} onSave={(id, no) => setSaves({ ...saves, [id]: no })} />
          <Totals scenarios={scenarios} />
          <Parts scenarios={scenarios} group="street" />
          <Parts scenarios={scenarios} group="kind" />
        </div>
      )}
    </>
  )
}

/** Figures compare as they stand when day, library and area are the same. */
function differ(scenarios: readonly Scenario[]): boolean {
  const of = ({ date, libraryHash, orgPath }: Scenario) => `${date} ${libraryHash} ${orgPath}`
  return new Set(scenarios.map(of)).size > 1
}

function Exports({ ids }: { readonly ids: readonly string[] }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const [busy, setBusy] = useState<'xlsx' | 'docx' | null>(null)
  const take = async (kind: 'xlsx' | 'docx') => {
    setBusy(kind)
    try {
      const input = { ids: ids.join(',') }
      saveFile(await (kind === 'xlsx' ? api.whatIf.workbook.call(input) : api.whatIf.report.call(input)))
    } catch (error) {
      said.failed(error)
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      <Button loading={busy === 'xlsx'} onClick={() => void take('xlsx')}>
        {say('exportXlsx')}
      </Button>
      <Button loading={busy === 'docx'} onClick={() => void take('docx')}>
        {say('exportDocx')}
      </Button>
    </>
  )
}

/** A table with a column a scenario. On a phone each row is a card that names the scenario before its figure. */
function Beside({
  title,
  head,
  scenarios,
  rows,
}: {
  readonly title: string
  readonly head: string
  readonly scenarios: readonly Scenario[]
  readonly rows: readonly {
    readonly key: string
    readonly name: string
    readonly cells: readonly ReactNode[]
  }[]
}): ReactNode {
  return (
    <section>
      <h2>{title}</h2>
      <div className="lm-table-frame">
        <table className="lm-table lm-table-dense">
          <thead>
            <tr>
              <th scope="col">{head}</th>
              {scenarios.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, cells }) => (
              <tr key={key}>
                <td className="lm-table-primary">{name}</td>
                {scenarios.map((one, at) => (
                  <td key={one.id} data-label={one.name}>
                    <span>{cells[at]}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Resting({
  scenarios,
  onSave,
}: {
  readonly scenarios: readonly Scenario[]
  readonly onSave: (id: string, no: number) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const row = (key: string, name: string, of: (one: Scenario) => ReactNode) => ({
    key,
    name,
    cells: scenarios.map(of),
  })
  return (
    <Beside
      title={say('assumptions')}
      head=""
      scenarios={scenarios}
      rows={[
        row('policies', say('chosenPolicies'), ({ policies }) =>
          policies.map(({ name }) => text(name)).join('、'),
        ),
        row('changes', say('changed'), ({ changes }) =>
          changes.length === 0 ? say('nothingChanged') : <Changes changes={changes} />,
        ),
        row('unverified', say('unverifiedFigures'), ({ unverified }) =>
          unverified.map(({ label, value, unit }) => `${text(label)} ${value ?? '?'} ${unit}`).join('\n'),
        ),
        row('day', say('times'), (one) => (
          <>
            {say('asDay', { date: one.date })}
            {'\n'}
            {say('library', { hash: one.libraryHash })}
            {one.outdated && ` · ${say('outdated')}`}
            {'\n'}
            {say('readAt')} <Moment at={one.readAt} />
          </>
        )),
        row('scope', say('area'), ({ orgName, result }) =>
          say('scopeOf', { scope: orgName, count: result.households, persons: result.persons }),
        ),
        row('saves', say('owner'), (one) => <Saves scenario={one} onSave={onSave} />),
      ]}
    />
  )
}

function Changes({ changes }: { readonly changes: Scenario['changes'] }): ReactNode {
  const text = useText()
  return changes.map(({ policy, parameter, label, before, value, unit, verified }) => (
    <span key={`${policy}.${parameter}`} className="lm-whatif-change">
      {text(label)}：{before ?? '?'} → <strong>{value}</strong> {unit}
      {verified !== 'verified' && before !== null && <FigureMark />}
      {'\n'}
    </span>
  ))
}

function Saves({
  scenario,
  onSave,
}: {
  readonly scenario: Scenario
  readonly onSave: (id: string, no: number) => void
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const { id, name, no, saves, version } = scenario
  const again = async () => {
    setBusy(true)
    try {
      const made = await api.whatIf.changeScenario.call({ id, version })
      onSave(id, made.no)
      await queries.invalidateQueries({ queryKey: api.whatIf.key() })
      said.done(say('againDone', { name }))
    } catch (error) {
      said.failed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {say('savedBy', { owner: scenario.owner, org: scenario.orgName })}
      {'\n'}
      {saves.length > 1 ? (
        <Select
          aria-label={say('earlier')}
          size="small"
          value={no}
          options={saves.map((save) => ({ value: save.no, label: say('saveNo', { no: save.no }) }))}
          onChange={(next) => onSave(id, next)}
        />
      ) : (
        say('saveNo', { no })
      )}
      {scenario.mine && (
        <>
          {' '}
          <Button size="small" loading={busy} onClick={() => void again()}>
            {say('again')}
          </Button>
        </>
      )}
    </>
  )
}

function Totals({ scenarios }: { readonly scenarios: readonly Scenario[] }): ReactNode {
  const say = useWords(words)
  const lang = useLang()
  const row = (key: string, name: string, of: (total: Part) => ReactNode) => ({
    key,
    name,
    cells: scenarios.map(({ result }) => of(result.total)),
  })
  const count = (key: 'better' | 'worse' | 'mixed') =>
    row(key, say(key), (total) => say('households', { count: total[key] }))
  return (
    <Beside
      title={say('overall')}
      head=""
      scenarios={scenarios}
      rows={[
        count('better'),
        count('worse'),
        count('mixed'),
        row('yearly', say('yearly'), (total) => (
          <>
            {differenceInWords(yearlyChange(total), lang)}{' '}
            <span className="lm-soft">
              {say('from', { amount: sumInWords(yearlyFen(total.before), lang) })}
            </span>
          </>
        )),
        row('once', say('once'), ({ before, after }) => differenceInWords(after.once - before.once, lang)),
        row('unsettled', say('unsettled'), ({ after }) => shareInWords(unsettledShare(after))),
      ]}
    />
  )
}

function Parts({
  scenarios,
  group,
}: {
  readonly scenarios: readonly Scenario[]
  readonly group: 'street' | 'kind'
}): ReactNode {
  const say = useWords(words)
  const lang = useLang()
  const kindName = useKindName()
  const streets = scenarios.flatMap((one) => one.streets)
  const nameOf = (key: string) =>
    group === 'kind' ? kindName(key) : (streets.find(({ path }) => path === key)?.name ?? key)
  const parts = scenarios.map(({ result }) => partsOf(result, group, nameOf))
  const keys = [...new Map(parts.flat().map(({ name, part }) => [part.key, name]))]
  return (
    <Beside
      title={say(group === 'kind' ? 'byKind' : 'byStreet')}
      head={say(group)}
      scenarios={scenarios}
      rows={keys.map(([key, name]) => ({
        key,
        name,
        cells: parts.map((list) => {
          const part = list.find((one) => one.part.key === key)?.part
          if (!part) return ''
          const moves = (['better', 'worse', 'mixed'] as const).filter((side) => part[side] > 0)
          return [
            ...moves.map((side) => `${say(side)} ${part[side]}`),
            differenceInWords(yearlyChange(part), lang),
          ].join(' · ')
        }),
      }))}
    />
  )
}
