import type { SourceState } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { HumanDay, Loaded, Moment, PageHeader, SkeletonCards, StateTag, useFacts } from '../../frame/index.ts'
import { OwnLayouts } from '../imports/layout/own-layouts.tsx'
import { SourceKeys } from './keys.tsx'
import { SourceTabs } from './source-tabs.tsx'
import './sources.css'
import { words } from './words.ts'

type State = z.infer<typeof SourceState>

/** How fresh and how good every source is; what was typed twice; who wins where sources differ. */
export function SourcesPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const facts = useFacts()
  const may = useMay()
  const overview = useQuery(api.sources.overview.queryOptions())
  return (
    <>
      <PageHeader title={say('title')} line={say('line')} />
      <SourceTabs />
      <Loaded query={overview} skeleton={<SkeletonCards cards={4} />}>
        {({ sources, order }) => (
          <>
            <p>
              {say('figures', {
                count: sources.length,
                came: sources.filter(({ last }) => last !== null).length,
                late: sources.filter(({ late }) => late).length,
              })}
            </p>
            <ul className="lm-sources">
              {sources.map((source) => (
                <SourceLine key={source.id} source={source} />
              ))}
            </ul>
            <OwnLayouts />
            <TypedTwice />
            {may('source.key') && <SourceKeys />}
            <section>
              <h2>{say('ruleTitle')}</h2>
              <p className="lm-soft">{say('ruleLine')}</p>
              <dl className="lm-source-order">
                {order.map(({ entityKind, fact, sources: list }) => {
                  const entry = facts.find(fact, entityKind)
                  return (
                    <div key={`${entityKind}.${fact}`}>
                      <dt>{entry ? text(entry.label) : fact}</dt>
                      <dd className="lm-soft">{list.map(text).join(' → ')}</dd>
                    </div>
                  )
                })}
              </dl>
            </section>
          </>
        )}
      </Loaded>
    </>
  )
}

function SourceLine({ source }: { readonly source: State }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const may = useMay()
  const { last } = source
  const against = source.wins + source.loses
  return (
    <li data-late={source.late}>
      <div className="lm-row">
        <h3>
          {text(source.name)} {source.late && <StateTag waits>{say('late')}</StateTag>}
        </h3>
        <span className="lm-soft">{text(source.department)}</span>
      </div>
      {last === null ? (
        <p className="lm-soft">{say('never')}</p>
      ) : (
        <p>
          <Link to="/imports/$importId" params={{ importId: last.importId }}>
            {last.fileName}
          </Link>{' '}
          · <Moment at={last.at} /> · {say('rows', last)}
        </p>
      )}
      <p className="lm-soft">
        {source.everyMonths === null ? say('noRhythm') : say('every', { count: source.everyMonths })}
        {source.dueOn !== null && (
          <>
            {' '}
            · {say('due')}
            <HumanDay day={source.dueOn} due />
          </>
        )}
        {source.imports > 0 && ` · ${say('imports', { count: source.imports })}`}
        {source.refusedShare !== null &&
          ` · ${say('refusedShare', { share: `${(source.refusedShare * 100).toFixed(1)}%` })}`}
        {source.withdrawn > 0 && ` · ${say('withdrawn', { count: source.withdrawn })}`}
        {against > 0 && may('household.read') && (
          <>
            {' '}
            ·{' '}
            <Link to="/sources/conflicts" search={{ source: source.id }}>
              {say('contradicted', { count: against })}
            </Link>
          </>
        )}
      </p>
    </li>
  )
}

function TypedTwice(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const facts = useFacts()
  const typed = useQuery(api.sources.typedTwice.queryOptions())
  return (
    <section>
      <h2>{say('twiceTitle')}</h2>
      <p className="lm-soft">{say('twiceLine')}</p>
      <Loaded query={typed}>
        {(rows) =>
          rows.length === 0 ? (
            <p>{say('twiceNone')}</p>
          ) : (
            <ul className="lm-sources">
              {rows.map((row) => {
                const entry = facts.find(row.fact, row.entityKind)
                return (
                  <li key={`${row.entityKind}.${row.fact}.${text(row.source)}.${row.typedAs}`}>
                    <div className="lm-row">
                      <b>{entry ? text(entry.label) : row.fact}</b>
                      <span className="lm-number">{say('twiceCount', row)}</span>
                    </div>
                    <p className="lm-soft">
                      {say('had', { source: text(row.source) })} · <Moment at={row.lastAt} />
                    </p>
                  </li>
                )
              })}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
