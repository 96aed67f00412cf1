import {
  HOUSEHOLD_KIND_LIST,
  HOUSEHOLD_KINDS,
  type HouseholdKind,
  unsettledShare,
  yearlyFen,
} from '@lastmile/domain'
import { useLang, useText, useWords } from '@lastmile/web-kit'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { Segments } from '../../frame/index.ts'
import { differenceInWords, shareInWords, sumInWords, yearlyChange } from './money.ts'
import type { Part, Policy, Result } from './shapes.ts'
import { words } from './words.ts'

const BarRows = lazy(() => import('./bar-chart.tsx'))

type Breakdown = 'street' | 'kind' | 'policy'
type Measure = 'people' | 'money'

/** Who is better and worse off and what it costs, in one line of figures; their places stand while nothing is known yet. */
export function Headline({ total }: { readonly total: Part | null }): ReactNode {
  const say = useWords(words)
  const lang = useLang()
  const once = total ? total.after.once - total.before.once : 0
  const people = (count: number | undefined) => (count === undefined ? '…' : say('households', { count }))
  return (
    <dl className="lm-whatif-headline" aria-live="polite">
      <div data-tone="up">
        <dt>{say('better')}</dt>
        <dd>{people(total?.better)}</dd>
      </div>
      <div data-tone="down">
        <dt>{say('worse')}</dt>
        <dd>{people(total?.worse)}</dd>
      </div>
      {total && total.mixed > 0 && (
        <div>
          <dt>{say('mixed')}</dt>
          <dd>{people(total.mixed)}</dd>
        </div>
      )}
      <div>
        <dt>{say('yearly')}</dt>
        <dd>
          {total ? differenceInWords(yearlyChange(total), lang) : '…'}
          <small>{total ? say('from', { amount: sumInWords(yearlyFen(total.before), lang) }) : '…'}</small>
        </dd>
      </div>
      {total && (once !== 0 || total.before.once !== 0) && (
        <div>
          <dt>{say('once')}</dt>
          <dd>
            {differenceInWords(once, lang)}
            <small>{say('from', { amount: sumInWords(total.before.once, lang) })}</small>
          </dd>
        </div>
      )}
      <div>
        <dt>{say('unsettled')}</dt>
        <dd>
          {total ? shareInWords(unsettledShare(total.after)) : '…'}
          <small>
            {total ? say('unsettledCount', { count: total.after.unknown + total.after.open }) : '…'}
          </small>
        </dd>
      </div>
    </dl>
  )
}

/** The parts of a result with their names, in a steady order. */
export function partsOf(
  result: Result,
  group: 'street' | 'kind',
  nameOf: (key: string) => string,
): { readonly name: string; readonly part: Part }[] {
  const order = (key: string) => (group === 'kind' ? HOUSEHOLD_KIND_LIST.indexOf(key as HouseholdKind) : 0)
  return (result.groups[group] ?? [])
    .filter(({ households }) => households > 0)
    .toSorted((a, b) => order(a.key) - order(b.key) || (a.key < b.key ? -1 : 1))
    .map((part) => ({ name: nameOf(part.key), part }))
}

/** What a kind of household is called. */
export function useKindName(): (key: string) => string {
  const text = useText()
  return (key) =>
    text(
      HOUSEHOLD_KIND_LIST.flatMap((kind) => (kind === key ? HOUSEHOLD_KINDS[kind] : []))[0] ?? {
        zh: key,
        en: key,
      },
    )
}

/** The result by street, kind of household or policy: a chart that follows the thumb, and the same figures as a table. */
export function ResultView({
  result,
  policies,
  streets,
}: {
  readonly result: Result
  readonly policies: readonly Policy[]
  readonly streets: readonly { readonly path: string; readonly name: string }[]
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const kindName = useKindName()
  const [breakdown, setBreakdown] = useState<Breakdown>('street')
  const [measure, setMeasure] = useState<Measure>('people')
  const streetName = (key: string) => streets.find(({ path }) => path === key)?.name ?? key
  const policyName = (id: string) => {
    const policy = policies.find((one) => one.id === id)
    return policy ? text(policy.name) : id
  }
  const group = breakdown === 'policy' ? null : breakdown
  const parts = group ? partsOf(result, group, group === 'kind' ? kindName : streetName) : []
  const rows = group ? parts.map(({ name }) => name) : result.policies.map(({ policy }) => policyName(policy))
  const up = group ? parts.map(({ part }) => part.better) : result.policies.map(({ gained }) => gained)
  const down = group ? parts.map(({ part }) => part.worse) : result.policies.map(({ lost }) => lost)
  const money = group ? parts.map(({ part }) => yearlyChange(part)) : result.policies.map(policyYear)
  const names: readonly [string, string] = group
    ? [say('better'), say('worse')]
    : [say('gained'), say('lost')]
  const inWords = { street: say('byStreet'), kind: say('byKind'), policy: say('byPolicy') }
  const label = say(measure === 'money' ? 'chartMoney' : group ? 'chartPeople' : 'chartGained', {
    breakdown: inWords[breakdown],
  })
  return (
    <>
      <div className="lm-whatif-choice">
        <Segments
          name="breakdown"
          label={say('breakdown')}
          value={breakdown}
          onChange={setBreakdown}
          options={(['street', 'kind', 'policy'] as const).map((value) => ({ value, label: inWords[value] }))}
        />
        <Segments
          name="measure"
          label={say('measure')}
          value={measure}
          onChange={setMeasure}
          options={[
            { value: 'people', label: say('people') },
            { value: 'money', label: say('money') },
          ]}
        />
      </div>
      <Chart rows={rows} up={up} down={down} money={money} measure={measure} names={names} label={label} />
      {group ? (
        <PartTable head={say(breakdown === 'kind' ? 'kind' : 'street')} parts={parts} total={result.total} />
      ) : (
        <PolicyTable result={result} nameOf={policyName} />
      )}
    </>
  )
}

/** In ten thousand yuan with two decimals: fen would be noise on an axis. */
const tenThousands = (fen: number) => Math.round(fen / 10_000) / 100

/** What a policy would cost more in a year; what is paid once, once. */
function policyYear({ per, before, after }: Result['policies'][number]): number {
  return (after.fen - before.fen) * (per === 'month' ? 12 : 1)
}

function Chart({
  rows,
  up,
  down,
  money,
  measure,
  names,
  label,
}: {
  readonly rows: readonly string[]
  readonly up: readonly number[]
  readonly down: readonly number[]
  readonly money: readonly number[]
  readonly measure: Measure
  readonly names: readonly [string, string]
  readonly label: string
}): ReactNode {
  const say = useWords(words)
  const isMoney = measure === 'money'
  const [upName, downName] = names
  const [dearer, cheaper] = [say('dearer'), say('cheaper')]
  const unit = isMoney ? say('yuanUnit') : say('people')
  const series = useMemo(
    () =>
      isMoney
        ? [
            { name: dearer, values: money.map((fen) => tenThousands(Math.max(0, fen))), tone: 'up' as const },
            {
              name: cheaper,
              values: money.map((fen) => tenThousands(Math.min(0, fen))),
              tone: 'down' as const,
            },
          ]
        : [
            { name: upName, values: up, tone: 'up' as const },
            { name: downName, values: down.map((count) => -count), tone: 'down' as const },
          ],
    [isMoney, dearer, cheaper, money, upName, up, downName, down],
  )
  return (
    <Suspense
      fallback={<div className="lm-whatif-chart" style={{ blockSize: `${rows.length * 34 + 70}px` }} />}
    >
      <BarRows rows={rows} series={series} unit={unit} isCount={!isMoney} label={label} />
    </Suspense>
  )
}

function PartTable({
  head,
  parts,
  total,
}: {
  readonly head: string
  readonly parts: readonly { readonly name: string; readonly part: Part }[]
  readonly total: Part
}): ReactNode {
  const say = useWords(words)
  const lang = useLang()
  // Rare columns stand only where something stands in them.
  const heads = COLUMNS.filter((key) => (key !== 'mixed' && key !== 'once') || !isNothing(total, key))
  const cell = (part: Part, key: (typeof COLUMNS)[number]): string => {
    switch (key) {
      case 'count':
        return String(part.households)
      case 'yearly':
        return differenceInWords(yearlyChange(part), lang)
      case 'once':
        return differenceInWords(part.after.once - part.before.once, lang)
      case 'unsettled':
        return shareInWords(unsettledShare(part.after))
      default:
        return String(part[key])
    }
  }
  const rows = [...parts, { name: say('whole'), part: total }]
  return (
    <div className="lm-table-frame">
      <table className="lm-table lm-table-dense">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {heads.map((key) => (
              <th key={key} scope="col" className="lm-number">
                {say(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, part }, at) => (
            <tr key={part.key} data-total={at === rows.length - 1}>
              <td className="lm-table-primary">{name}</td>
              {heads.map((key) => (
                <td
                  key={key}
                  data-label={say(key)}
                  data-quiet={key !== 'count' && key !== 'unsettled' && isNothing(part, key)}
                  className="lm-number lm-table-short"
                >
                  {cell(part, key)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const COLUMNS = ['count', 'better', 'worse', 'mixed', 'yearly', 'once', 'unsettled'] as const

/** On a phone what does not move is not shown, so that what does can be seen. */
function isNothing(part: Part, key: 'better' | 'worse' | 'mixed' | 'yearly' | 'once'): boolean {
  if (key === 'yearly') return yearlyChange(part) === 0
  return (key === 'once' ? part.after.once - part.before.once : part[key]) === 0
}

function PolicyTable({
  result,
  nameOf,
}: {
  readonly result: Result
  readonly nameOf: (id: string) => string
}): ReactNode {
  const say = useWords(words)
  const lang = useLang()
  const heads = ['eligibleNow', 'eligibleThen', 'gained', 'lost', 'unsettled'] as const
  return (
    <div className="lm-table-frame">
      <table className="lm-table lm-table-dense">
        <thead>
          <tr>
            <th scope="col">{say('policy')}</th>
            {heads.map((key) => (
              <th key={key} scope="col" className="lm-number">
                {say(key)}
              </th>
            ))}
            <th scope="col" className="lm-number">
              {say('costChange')}
            </th>
          </tr>
        </thead>
        <tbody>
          {result.policies.map(({ policy, per, before, after, gained, lost }) => {
            const values = {
              eligibleNow: before.eligible,
              eligibleThen: after.eligible,
              gained,
              lost,
              unsettled: after.unknown + (per === null ? 0 : after.withoutAmount),
            }
            return (
              <tr key={policy}>
                <td className="lm-table-primary">{nameOf(policy)}</td>
                {heads.map((key) => (
                  <td key={key} data-label={say(key)} className="lm-number">
                    {values[key]}
                  </td>
                ))}
                <td data-label={say('costChange')} className="lm-number lm-table-short">
                  {per === null
                    ? say('paysNothing')
                    : `${differenceInWords(after.fen - before.fen, lang)}${PER[per][lang]}`}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

const PER = {
  month: { zh: '/月', en: ' a month' },
  year: { zh: '/年', en: ' a year' },
  once: { zh: '/次', en: ' once' },
} as const
