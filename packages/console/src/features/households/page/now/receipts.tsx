import { useText, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { Money } from '../../../../frame/index.ts'
import type { HouseholdView } from '../shapes.ts'
import { Section } from './section.tsx'
import { words } from './words.ts'

/** What the household receives, with amount, since when, and which list says so. */
export function Receipts({ household }: { readonly household: HouseholdView }): ReactNode {
  const say = useWords(words)
  const text = useText()
  return (
    <Section title={say('receives')} count={household.receipts.length}>
      {household.receipts.length === 0 ? (
        <p className="lm-soft">{say('receivesNone')}</p>
      ) : (
        <ul className="lm-lines">
          {household.receipts.map((receipt) => {
            const member = household.members.find((one) => one.personId === receipt.personId)
            return (
              <li key={receipt.id}>
                <div className="lm-row lm-card-head">
                  <b>
                    {text(receipt.policyName)}
                    {member && <span className="lm-soft"> · {member.name}</span>}
                  </b>
                  <Money fen={receipt.amountFen} per={receipt.per} unknown={say('amountUnknown')} />
                </div>
                <div className="lm-soft">
                  {[
                    receipt.fromDate === null ? say('sinceUnknown') : say('since', { day: receipt.fromDate }),
                    receipt.toDate === null ? null : say('until', { day: receipt.toDate }),
                    say('from', { source: receipt.sourceName }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}
