import type { GapPrecision } from '@lastmile/contract'
import { DISMISS_REASONS, type DismissReason } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { EmptyState, Loaded, PageHeader, useScope } from '../../frame/index.ts'
import { GapTabs } from './gap-tabs.tsx'
import { words } from './precision-words.ts'

type Line = z.infer<typeof GapPrecision>['policies'][number]

function percent(share: number | null): string | null {
  return share === null ? null : `${Math.round(share * 100)}%`
}

/** How well the gaps of each policy hold, by what people decided; each number opens the gaps behind it. */
export function PrecisionPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const scope = useScope()
  const precision = useQuery(api.gaps.precision.queryOptions({ input: scope.within }))
  return (
    <>
      <PageHeader title={say('title')} line={say('line')} />
      <GapTabs />
      <Loaded query={precision}>
        {({ policies, total, guarded }) =>
          policies.length === 0 ? (
            <EmptyState title={say('emptyTitle')} text={say('emptyText')} />
          ) : (
            <>
              <p>
                <b>
                  {say('rate')} {percent(total.precision) ?? say('undecided')}
                </b>{' '}
                <span className="lm-soft">
                  {scope.name} · {say('total', total)}
                </span>
              </p>
              <ul className="lm-runs">
                {policies.map((line) => (
                  <PolicyLine key={line.policy} line={line} />
                ))}
                {guarded && (
                  <li>
                    <div className="lm-row">
                      <b>{say('guarded')}</b>
                      <span className="lm-soft">
                        {guarded.precision === null
                          ? say('undecided')
                          : `${say('rate')} ${percent(guarded.precision)}`}
                      </span>
                    </div>
                    <div className="lm-row lm-gap-counts">
                      {(['found', 'open', 'confirmed', 'dismissed'] as const).map((kind) => (
                        <span key={kind}>
                          {say(kind)} {guarded[kind] ?? say('few')}
                        </span>
                      ))}
                    </div>
                    <p className="lm-soft">{say('guardedLine')}</p>
                  </li>
                )}
              </ul>
            </>
          )
        }
      </Loaded>
    </>
  )
}

const STATES = [
  ['open', 'open'],
  ['confirmed', 'confirmed'],
  ['dismissed', 'dismissed'],
] as const

function PolicyLine({ line }: { readonly line: Line }): ReactNode {
  const say = useWords(words)
  const text = useText()
  return (
    <li>
      <div className="lm-row">
        <b>{text(line.name)}</b>
        <span className={line.precision === null ? 'lm-soft' : 'lm-number'}>
          {line.precision === null ? say('undecided') : `${say('rate')} ${percent(line.precision)}`}
        </span>
      </div>
      <div className="lm-row lm-gap-counts">
        <span>
          {say('found')} {line.found}
        </span>
        {STATES.map(([state, label]) => (
          <Link key={state} to="/gaps" search={{ policy: line.policy, state }}>
            {say(label)} {line[state]}
          </Link>
        ))}
        <Link to="/gaps" search={{ policy: line.policy, state: 'closed' }}>
          {say('benefit')} {line.closedByBenefit} · {say('other')} {line.closedOtherwise}
        </Link>
      </div>
      {line.dismissedBy.length > 0 && (
        <ul className="lm-soft">
          {line.dismissedBy.map(({ reason, count, wrong }) => (
            <li key={reason}>
              {say('reason', {
                reason:
                  reason in DISMISS_REASONS
                    ? text(DISMISS_REASONS[reason as DismissReason])
                    : say('noReason'),
                count,
              })}
              {wrong && `（${say('counted')}）`}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
