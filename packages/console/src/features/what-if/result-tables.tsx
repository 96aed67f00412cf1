import { unsettledShare } from '@lastmile/domain'
import { useLang, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { differenceInWords, shareInWords, yearlyChange } from './money.ts'
import type { Part, Result } from './shapes.ts'
import { words } from './words.ts'

const COLUMNS = ['count', 'better', 'worse', 'mixed', 'yearly', 'once', 'unsettled'] as const

/** On a phone what does not move is not shown, so that what does can be seen. */
function isNothing(part: Part, key: 'better' | 'worse' | 'mixed' | 'yearly' | 'once'): boolean {
  if (key === 'yearly') return yearlyChange(part) === 0
  return (key === 'once' ? part.after.once - part.before.once : part[key]) === 0
}

const PER = {
  month: { zh: '/月', en: ' a month' },
  year: { zh: '/年', en: ' a year' },
  once: { zh: '/次', en: ' once' },
} as const

/** The figures of a result by street or kind of household, and their sum. */
export function PartTable({
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

/** The figures of a result policy by policy. */
export function PolicyTable({
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
