import type { AreaPortrait } from '@lastmile/contract'
import { NEED_CATEGORIES, type NeedCategory, parentPath, ROOT_CAUSES, type RootCause } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { useSession } from '../../app/session.ts'
import { BarRows, Loaded, PageHeader, SkeletonCards, useScope } from '../../frame/index.ts'
import './area.css'
import { Hardship } from './hardship.tsx'
import { Homes } from './homes.tsx'
import { Months } from './months.tsx'
import { Where } from './where.tsx'
import { words } from './words.ts'

type Portrait = z.infer<typeof AreaPortrait>

/** The filter of the list of households that opens each figure. */
const FILTERS = {
  households: 'all',
  receiving: 'receiving',
  inCase: 'in-case',
  withGaps: 'with-gaps',
  withNeeds: 'with-needs',
  overdue: 'overdue',
} as const
const FIGURES = Object.keys(FILTERS) as (keyof typeof FILTERS)[]

/** A district, street or committee on one page. Every figure leads to the households behind it. */
export function AreaPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const me = useSession()
  const scope = useScope()
  const portrait = useQuery({
    ...api.insight.portrait.queryOptions({ input: { under: scope.path } }),
    placeholderData: keepPreviousData,
  })
  const above = scope.narrowed ? parentPath(scope.path) : null
  return (
    <>
      <PageHeader
        title={say('title', { name: portrait.data?.unit.name ?? scope.name })}
        line={portrait.data ? say('line', { day: portrait.data.day }) : ' '}
        actions={
          above === null ? undefined : (
            <Link to="/area" search={{ under: above === me.orgPath ? undefined : above }}>
              {say('up')}
            </Link>
          )
        }
      />
      <Loaded query={portrait} skeleton={<SkeletonCards cards={6} />}>
        {(data) => <Portrait portrait={data} />}
      </Loaded>
    </>
  )
}

function Portrait({ portrait }: { readonly portrait: Portrait }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const navigate = useNavigate()
  const { figures, needs, hardship, months, parts, centre, homes } = portrait
  return (
    <>
      <div className="lm-area-figures">
        {FIGURES.map((figure) => (
          <Link
            key={figure}
            to="/households"
            search={(old) => ({
              ...(old.under === undefined ? {} : { under: old.under }),
              ...(FILTERS[figure] === 'all' ? {} : { filter: FILTERS[figure] }),
            })}
          >
            <small>{say(figure)}</small>
            <b>{figures[figure]}</b>
            <small>
              {figure === 'households' ? say('persons', { count: figures.persons }) : say('unit')}
            </small>
          </Link>
        ))}
      </div>
      <Hardship hardship={hardship} />
      {needs.needs === 0 ? (
        <p className="lm-soft">{say('noNeeds')}</p>
      ) : (
        <>
          <p className="lm-area-result">
            {say('result', { needs: needs.needs, open: needs.open, met: needs.met, unmet: needs.unmet })}
          </p>
          <div className="lm-area-grid">
            <BarRows
              title={say('byCause')}
              hint={say('toNeeds')}
              bars={needs.causes.map(({ cause, needs: count }) => ({
                key: cause as RootCause,
                label: text(ROOT_CAUSES[cause as RootCause] ?? { zh: cause, en: cause }),
                count,
              }))}
              onChoose={(cause) =>
                void navigate({ to: '/needs', search: (old) => ({ under: old.under, cause, state: 'all' }) })
              }
            />
            <BarRows
              title={say('byNeed')}
              hint={say('toNeeds')}
              bars={needs.categories.map(({ category, needs: count }) => ({
                key: category as NeedCategory,
                label: text(NEED_CATEGORIES[category as NeedCategory] ?? { zh: category, en: category }),
                count,
              }))}
              onChoose={(category) =>
                void navigate({
                  to: '/needs',
                  search: (old) => ({ under: old.under, category, state: 'all' }),
                })
              }
            />
          </div>
        </>
      )}
      <div className="lm-area-grid">
        <Months months={months} />
        {parts.length > 0 && <Where parts={parts} centre={centre} />}
        {homes !== null && <Homes homes={homes} centre={centre} />}
      </div>
      {parts.length > 0 && <Parts parts={parts} />}
    </>
  )
}

function Parts({ parts }: { readonly parts: Portrait['parts'] }): ReactNode {
  const say = useWords(words)
  return (
    <section className="lm-area-parts" aria-label={say('parts')}>
      <h2>{say('parts')}</h2>
      <div className="lm-table-frame">
        <table className="lm-table" aria-label={say('parts')}>
          <thead>
            <tr>
              <th scope="col">{say('part')}</th>
              {FIGURES.map((figure) => (
                <th key={figure} scope="col" className="lm-number">
                  {say(figure)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr key={part.path}>
                <td className="lm-table-primary">
                  <Link to="/area" search={{ under: part.path }}>
                    {part.name}
                  </Link>
                </td>
                {FIGURES.map((figure) => (
                  <td
                    key={figure}
                    data-label={say(figure)}
                    data-quiet={part[figure] === 0}
                    className="lm-number"
                  >
                    <Link
                      to="/households"
                      search={{
                        under: part.path,
                        ...(FILTERS[figure] === 'all' ? {} : { filter: FILTERS[figure] }),
                      }}
                    >
                      {part[figure]}
                    </Link>
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
