import { unsettledShare, yearlyFen } from '@lastmile/domain'
import { useLang, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { Beside } from './beside.tsx'
import { differenceInWords, shareInWords, sumInWords, yearlyChange } from './money.ts'
import { partsOf, useKindName } from './parts.ts'
import type { Part, Scenario } from './shapes.ts'
import { words } from './words.ts'

/** What scenarios come to over the whole area. */
export function Totals({ scenarios }: { readonly scenarios: readonly Scenario[] }): ReactNode {
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

/** What scenarios come to by street, or by kind of household. */
export function Parts({
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
