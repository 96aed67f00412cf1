import { unsettledShare, yearlyFen } from '@lastmile/domain'
import { useLang, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { differenceInWords, shareInWords, sumInWords, yearlyChange } from './money.ts'
import type { Part } from './shapes.ts'
import { words } from './words.ts'

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
