import { useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useApi } from '../../../app/api.ts'
import {
  EmptyState,
  Loaded,
  PageHeader,
  Segments,
  SkeletonCards,
  TierBadge,
  useScope,
} from '../../../frame/index.ts'
import './measure.css'
import { percent } from '../percent.ts'
import { Groups } from './groups.tsx'
import type { MeasureView } from './measure-view.ts'
import { OverTime, Robust } from './robust.tsx'
import { words } from './words.ts'

const route = getRouteApi('/staff/measure')

/** Multidimensional poverty of the area: H, A, M0, where it comes from, by place and kind, and how far it holds. */
export function MeasurePage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const scope = useScope()
  const navigate = route.useNavigate()
  const { by = 'unit' } = route.useSearch()
  const measure = useQuery({
    ...api.assessment.measure.queryOptions({
      input: { by, ...scope.within },
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHeader
        title={say('title')}
        line={
          measure.data
            ? say('line', {
                scope: scope.name,
                households: measure.data.households,
                persons: measure.data.persons,
              })
            : scope.name
        }
      />
      <Loaded query={measure} skeleton={<SkeletonCards cards={6} />}>
        {(data) =>
          data.households === 0 ? (
            <EmptyState title={say('emptyTitle')} text={say('emptyText')} />
          ) : (
            <div className="lm-measure">
              {data.stale > 0 && <p className="lm-form-problem">{say('stale', { count: data.stale })}</p>}
              <Figures measure={data} />
              <Tiers measure={data} />
              <Contributions measure={data} />
              <section aria-label={say('groups')}>
                <div className="lm-row">
                  <h2>{say('groups')}</h2>
                  <Segments
                    name="measure-by"
                    label={say('by')}
                    value={by}
                    options={(['unit', 'kind'] as const).map((value) => ({ value, label: say(value) }))}
                    onChange={(value) =>
                      void navigate({ search: (old) => ({ ...old, by: value }), resetScroll: false })
                    }
                  />
                </div>
                <Groups measure={data} by={by} />
              </section>
              <Robust measure={data} />
              <OverTime measure={data} />
              <p className="lm-soft">
                {say('seNote')} {say('scheme', { version: data.scheme.version })}
                {data.scheme.status === 'proposed' && say('proposedScheme')}
              </p>
            </div>
          )
        }
      </Loaded>
    </>
  )
}

interface Props {
  readonly measure: MeasureView
}

function Figures({ measure }: Props): ReactNode {
  const say = useWords(words)
  const { H, A, M0, se, upper } = measure
  const error = (value: number | null, digits: number) =>
    value === null ? '' : say('se', { value: value.toFixed(digits) })
  return (
    <div className="lm-measure-figures">
      <section className="lm-card">
        <h2>{say('H')}</h2>
        <p className="lm-measure-figure">
          <Link to="/assessments" search={{ box: 'all', poor: true }}>
            {percent(H)}
          </Link>
        </p>
        <p className="lm-soft">{say('Hline', { k: percent(measure.k) })}</p>
        <p className="lm-soft">
          {say('upper', { value: percent(upper.H) })} · {error(se.H, 4)}
        </p>
      </section>
      <section className="lm-card">
        <h2>{say('A')}</h2>
        <p className="lm-measure-figure">{percent(A)}</p>
        <p className="lm-soft">{say('Aline')}</p>
        <p className="lm-soft">{error(se.A, 4)}</p>
      </section>
      <section className="lm-card">
        <h2>{say('M0')}</h2>
        <p className="lm-measure-figure">{M0.toFixed(4)}</p>
        <p className="lm-soft">{say('M0line')}</p>
        <p className="lm-soft">
          {say('upper', { value: upper.M0.toFixed(4) })} · {error(se.M0, 5)}
        </p>
      </section>
      <section className="lm-card">
        <p>
          <Link to="/assessments" search={{ box: 'all', undecided: true }}>
            {say('undetermined', { count: measure.undetermined })}
          </Link>
        </p>
        <p>{say('vulnerable', { value: percent(measure.vulnerable) })}</p>
        <p>{say('severe', { value: percent(measure.severe) })}</p>
      </section>
    </div>
  )
}

function Tiers({ measure }: Props): ReactNode {
  const say = useWords(words)
  return (
    <section aria-label={say('tiers')}>
      <h2>{say('tiers')}</h2>
      {measure.swallows !== null && (
        <p className="lm-form-problem" role="status">
          {say('swallows', { tier: measure.swallows })}
        </p>
      )}
      <ul className="lm-measure-bars">
        {measure.tiers.map((tier) => (
          <li key={tier.tier}>
            <TierBadge tier={tier.tier} />
            <span className="lm-measure-track" aria-hidden="true">
              <i style={{ width: `${tier.share * 100}%` }} />
            </span>
            <span>
              <Link to="/assessments" search={{ box: 'all', tier: tier.tier }}>
                {say('tierLine', { households: tier.households, share: percent(tier.share) })}
              </Link>
              {tier.open > 0 && <span className="lm-soft"> {say('tierOpen', { open: tier.open })}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Contributions({ measure }: Props): ReactNode {
  const say = useWords(words)
  const text = useText()
  const most = Math.max(
    0.01,
    ...measure.dimensions.flatMap(({ contribution, weight }) => [contribution, weight]),
  )
  return (
    <section aria-label={say('contributions')}>
      <h2>{say('contributions')}</h2>
      <p className="lm-soft">{say('contributionsLine')}</p>
      <ul className="lm-measure-bars">
        {measure.dimensions.map((one) => (
          <li key={one.id}>
            <span>{text(one.name)}</span>
            <span className="lm-measure-track" aria-hidden="true">
              <i
                data-above={one.contribution > one.weight}
                style={{ width: `${(100 * one.contribution) / most}%` }}
              />
              <b style={{ insetInlineStart: `${(100 * one.weight) / most}%` }} />
            </span>
            <span>{percent(one.contribution)}</span>
          </li>
        ))}
      </ul>
      <div className="lm-table-frame">
        <table className="lm-table">
          <thead>
            <tr>
              <th scope="col">{say('indicator')}</th>
              <th scope="col" className="lm-number">
                {say('raw')}
              </th>
              <th scope="col" className="lm-number">
                {say('censored')}
              </th>
              <th scope="col" className="lm-number">
                {say('contribution')}
              </th>
            </tr>
          </thead>
          <tbody>
            {measure.indicators.map((one) => (
              <tr key={one.id}>
                <td className="lm-table-primary">
                  {text(one.name)}
                  {one.hidden && <span className="lm-soft"> {say('hidden')}</span>}
                </td>
                <td className="lm-number" data-label={say('raw')}>
                  {one.hidden ? (
                    percent(one.raw)
                  ) : (
                    <Link to="/assessments" search={{ box: 'all', indicator: one.id }}>
                      {percent(one.raw)}
                    </Link>
                  )}
                </td>
                <td className="lm-number" data-label={say('censored')}>
                  {one.hidden ? (
                    percent(one.censored)
                  ) : (
                    <Link to="/assessments" search={{ box: 'all', indicator: one.id, poor: true }}>
                      {percent(one.censored)}
                    </Link>
                  )}
                </td>
                <td className="lm-number" data-label={say('contribution')}>
                  {percent(one.contribution)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
