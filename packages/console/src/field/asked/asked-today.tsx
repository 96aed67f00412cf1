import type { SurveyRequest } from '@lastmile/field'
import { useWords } from '@lastmile/web-kit'
import { type ReactNode, useState } from 'react'
import { HumanDay } from '../../frame/index.ts'
import type { Card } from '../store/shapes.ts'
import { words } from '../words.ts'
import { AskedLink } from './asked-link.tsx'
import { askedWords } from './asked-words.ts'

/** Households of a campaign drawn at a time. */
const PIECE = 30

/** The running campaigns that ask something of this person, those due first, each with the households left. */
export function AskedToday({
  requests,
  cards,
}: {
  readonly requests: readonly SurveyRequest[]
  readonly cards: ReadonlyMap<string, Card>
}): ReactNode {
  const say = useWords(askedWords)
  const campaigns = [...new Set(requests.map(({ campaignId }) => campaignId))]
  if (campaigns.length === 0) return null
  return (
    <section>
      <h2>{say('title')}</h2>
      <p className="lf-soft">{say('text')}</p>
      {campaigns.map((id) => (
        <Campaign key={id} requests={requests.filter(({ campaignId }) => campaignId === id)} cards={cards} />
      ))}
    </section>
  )
}

function Campaign({
  requests,
  cards,
}: {
  readonly requests: readonly SurveyRequest[]
  readonly cards: ReadonlyMap<string, Card>
}): ReactNode {
  const say = useWords(askedWords)
  const common = useWords(words)
  const [open, setOpen] = useState(false)
  const [pieces, setPieces] = useState(1)
  const [first] = requests
  const here = requests.flatMap((request) => {
    const card = cards.get(request.householdId)
    return card ? [{ request, card }] : []
  })
  if (!first) return null
  const shown = here.slice(0, pieces * PIECE)
  return (
    <details className="lf-card lf-member" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <b>{first.title}</b>
        <span className="lf-soft">
          {say('left', { count: requests.length })} · <HumanDay day={first.dueOn} due />
        </span>
      </summary>
      {open && (
        <ul className="lf-list">
          {shown.map(({ request, card }) => (
            <li key={card.id}>
              <b>{card.name}</b> <span className="lf-soft">{card.address ?? card.unit}</span>
              <AskedLink request={request} />
            </li>
          ))}
        </ul>
      )}
      {open && here.length > shown.length && (
        <button type="button" className="lf-button" onClick={() => setPieces((count) => count + 1)}>
          {common('more')}
        </button>
      )}
      {open && here.length < requests.length && (
        <p className="lf-soft">{say('elsewhere', { count: requests.length - here.length })}</p>
      )}
    </details>
  )
}
