import { useText, useWords } from '@lastmile/web-kit'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { Segments } from '../../frame/index.ts'
import { yearlyChange } from './money.ts'
import { partsOf, useKindName } from './parts.ts'
import { PartTable, PolicyTable } from './result-tables.tsx'
import type { Policy, Result } from './shapes.ts'
import { words } from './words.ts'

const BarRows = lazy(() => import('./bar-chart.tsx'))

type Breakdown = 'street' | 'kind' | 'policy'
type Measure = 'people' | 'money'

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

/** What a policy would cost more in a year; what is paid once, once. */
function policyYear({ per, before, after }: Result['policies'][number]): number {
  return (after.fen - before.fen) * (per === 'month' ? 12 : 1)
}

/** In ten thousand yuan with two decimals: fen would be noise on an axis. */
const tenThousands = (fen: number) => Math.round(fen / 10_000) / 100

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
