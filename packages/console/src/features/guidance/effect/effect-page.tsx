import type { EffectTable as Table } from '@lastmile/contract'
import { csvOf, DISMISS_REASONS, type DismissReason } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import {
  EmptyState,
  given,
  Loaded,
  PageHeader,
  SkeletonRows,
  saveText,
  useScope,
  useTakeFile,
  useToday,
} from '../../../frame/index.ts'
import '../guidance.css'
import { words } from './words.ts'

type Effect = z.infer<typeof Table>
type Row = Effect['rows'][number]
const route = getRouteApi('/staff/effect')

/** What policies come to: by policy, and for one policy by the units below. Each figure leads to its list. */
export function EffectPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const scope = useScope()
  const { policy } = route.useSearch()
  const effect = useQuery(
    api.guidance.effect.queryOptions({
      input: { ...scope.within, ...given({ policy }) },
    }),
  )
  const name = effect.data?.rows[0]?.policy.name
  return (
    <>
      <PageHeader
        title={policy ? say('policyTitle', { policy: name ? text(name) : policy }) : say('title')}
        line={say('line', { scope: scope.name })}
        actions={
          policy ? (
            <>
              <Link to="/policies/$policyId" params={{ policyId: policy }}>
                {say('library')}
              </Link>
              <Link to="/effect" search={{}}>
                {say('all')}
              </Link>
            </>
          ) : undefined
        }
      />
      <Loaded query={effect} skeleton={<SkeletonRows rows={8} />}>
        {({ rows, guarded }) =>
          rows.length === 0 ? (
            <EmptyState title={say('emptyTitle')} text={say('emptyText')} />
          ) : (
            <EffectTable rows={rows} guarded={guarded} policy={policy} />
          )
        }
      </Loaded>
    </>
  )
}

const sumOf = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((total, count) => total + count, 0)
const rounded = (value: number) => Math.round(value * 10) / 10

function EffectTable({
  rows,
  guarded,
  policy: asked,
}: {
  readonly rows: readonly Row[]
  readonly guarded: Effect['guarded']
  readonly policy: string | undefined
}): ReactNode {
  const byUnit = asked !== undefined
  const api = useApi()
  const scope = useScope()
  const { take, taking } = useTakeFile<'xlsx'>(() =>
    api.guidance.effectXlsx.call({ ...scope.within, ...given({ policy: asked }) }),
  )
  const say = useWords(words)
  const text = useText()
  const today = useToday()
  const reasons = (row: Row) =>
    Object.entries(row.dismissed)
      .map(([reason, count]) => {
        const label = DISMISS_REASONS[reason as DismissReason]
        return `${label ? text(label) : reason} ${count}`
      })
      .join('；')
  const days = (row: Row) =>
    row.days === null
      ? say('noDays')
      : say('daysOf', {
          median: rounded(row.days.median),
          q1: rounded(row.days.q1),
          q3: rounded(row.days.q3),
          count: row.days.count,
        })
  const first = (row: Row) => (byUnit ? row.unit.name : text(row.policy.name))
  const heads = ['receiving', 'entitled', 'open', 'confirmed', 'waiting', 'dismissed', 'days'] as const
  const save = () =>
    saveText(
      `${say('title')}-${today}.csv`,
      csvOf([
        [say(byUnit ? 'unit' : 'policy'), ...heads.map((head) => say(head))],
        ...rows.map((row) => [
          first(row),
          ...[row.receiving, row.entitled, row.open, row.confirmed, row.waiting].map(String),
          reasons(row),
          days(row),
        ]),
      ]),
    )
  return (
    <>
      <p className="lm-guidance-bar">
        <Button onClick={() => take('xlsx')} loading={taking !== null}>
          {say('exportXlsx')}
        </Button>{' '}
        <Button onClick={save}>{say('export')}</Button>
      </p>
      <div className="lm-table-frame">
        <table className="lm-table">
          <thead>
            <tr>
              <th scope="col">{say(byUnit ? 'unit' : 'policy')}</th>
              {heads.map((head) => (
                <th
                  key={head}
                  scope="col"
                  className={head === 'days' || head === 'dismissed' ? undefined : 'lm-number'}
                >
                  {say(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const share = Math.round((100 * (row.open + row.waiting)) / Math.max(1, row.entitled))
              const policy = row.policy.id
              // One's own scope stands in the address already; only a unit below narrows it.
              const under = byUnit ? { under: row.unit.path } : {}
              return (
                <tr key={`${policy}-${row.unit.path}`}>
                  <td className="lm-table-primary">
                    {byUnit ? (
                      row.unit.name
                    ) : (
                      <Link to="/effect" search={{ policy }}>
                        {text(row.policy.name)}
                      </Link>
                    )}
                  </td>
                  <td data-label={say('receiving')} className="lm-number">
                    <Link to="/households" search={{ receiving: policy, ...under }}>
                      {row.receiving}
                    </Link>
                  </td>
                  <td data-label={say('entitled')} className="lm-number">
                    <Link to="/effect/households" search={{ policy, kind: 'entitled', ...under }}>
                      {row.entitled}
                    </Link>
                    {row.entitled > 0 && row.open + row.waiting > 0 && (
                      <span
                        className="lm-bar"
                        role="img"
                        aria-label={say('bar', { share })}
                        title={say('bar', { share })}
                      >
                        <i style={{ width: `${share}%` }} />
                      </span>
                    )}
                  </td>
                  {(['open', 'confirmed', 'waiting'] as const).map((kind) => (
                    <td key={kind} data-label={say(kind)} className="lm-number">
                      {kind === 'confirmed' ? (
                        <Link to="/effect/households" search={{ policy, kind: 'confirmed', ...under }}>
                          {row.confirmed}
                        </Link>
                      ) : (
                        <Link
                          to="/gaps"
                          search={{ policy, state: kind === 'open' ? 'open' : 'confirmed', ...under }}
                        >
                          {row[kind]}
                        </Link>
                      )}
                    </td>
                  ))}
                  <td data-label={say('dismissed')}>
                    <Link to="/gaps" search={{ policy, state: 'dismissed', ...under }}>
                      {sumOf(row.dismissed)}
                    </Link>{' '}
                    <span className="lm-soft">{reasons(row)}</span>
                  </td>
                  <td data-label={say('days')}>{days(row)}</td>
                </tr>
              )
            })}
            {guarded && (
              <tr>
                <td className="lm-table-primary">{say('guarded')}</td>
                {(['receiving', 'entitled', 'open', 'confirmed', 'waiting', 'dismissed'] as const).map(
                  (kind) => (
                    <td
                      key={kind}
                      data-label={say(kind)}
                      className={kind === 'dismissed' ? undefined : 'lm-number'}
                    >
                      {guarded[kind] ?? say('few')}
                    </td>
                  ),
                )}
                <td data-label={say('days')} className="lm-soft">
                  {say('guardedDays')}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {guarded && <p className="lm-soft">{say('guardedLine')}</p>}
    </>
  )
}
