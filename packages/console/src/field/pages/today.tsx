import { daysBetween, legalDateAt } from '@lastmile/domain'
import { planRoute, type Stop } from '@lastmile/field'
import { useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { HumanDay, TierBadge } from '../../frame/index.ts'
import { useStored } from '../field-context.tsx'
import type { Card } from '../store/shapes.ts'
import { words } from '../words.ts'

/** As many as somebody can visit in a day; what is due beyond that comes tomorrow. */
const MOST_A_DAY = 30

interface Planned {
  readonly card: Card
  readonly chosen: boolean
}

async function plannedFor(cards: readonly Card[], chosen: readonly string[]): Promise<Planned[]> {
  const today = legalDateAt(new Date())
  const wanted = new Set(chosen)
  const due = cards
    .filter((card) => wanted.has(card.id) || (card.nextContactOn !== null && card.nextContactOn <= today))
    .sort(
      (a, b) =>
        Number(wanted.has(b.id)) - Number(wanted.has(a.id)) ||
        (a.tier ?? 5) - (b.tier ?? 5) ||
        (a.nextContactOn ?? '9999').localeCompare(b.nextContactOn ?? '9999'),
    )
    .slice(0, MOST_A_DAY)
  const byId = new Map(due.map((card) => [card.id, card]))
  const stops: Stop[] = due.map((card) => ({
    id: card.id,
    lat: card.lat,
    lng: card.lng,
    tier: card.tier,
    dueIn: card.nextContactOn === null ? null : daysBetween(today, card.nextContactOn),
  }))
  return planRoute(stops, null).flatMap(({ id }) => {
    const card = byId.get(id)
    return card ? [{ card, chosen: wanted.has(id) }] : []
  })
}

/** The visits of today, in an order that goes well. */
export function FieldToday(): ReactNode {
  const say = useWords(words)
  const planned = useStored(async ({ store }) => plannedFor(await store.cards(), await store.plan()))
  return (
    <>
      <h1>{say('today')}</h1>
      {planned === null && <p className="lf-soft">{say('loading')}</p>}
      {planned?.length === 0 && (
        <div className="lf-card">
          <h2>{say('todayNone')}</h2>
          <p>{say('todayNoneText')}</p>
        </div>
      )}
      {planned && planned.length > 0 && (
        <>
          <p className="lf-soft">{say('todayRoute')}</p>
          <ol className="lf-list">
            {planned.map(({ card }) => (
              <li key={card.id} className="lf-card">
                <Link to="/field/families/$householdId" params={{ householdId: card.id }} className="lf-row">
                  <b>{card.name}</b>
                  {card.tier !== null && <TierBadge tier={card.tier} />}
                  {card.nextContactOn && <HumanDay day={card.nextContactOn} due />}
                </Link>
                <Address card={card} />
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}

/** The address, to be tapped: the phone's own map opens it. */
export function Address({
  card,
}: {
  readonly card: Pick<Card, 'address' | 'lat' | 'lng' | 'unit'>
}): ReactNode {
  const say = useWords(words)
  const address = card.address ?? card.unit
  const point = card.lat === null || card.lng === null ? '0,0' : `${card.lat},${card.lng}`
  return (
    <p className="lf-address">
      <span>
        {address}
        {card.lat === null && <span className="lf-soft"> · {say('placeUnknown')}</span>}
      </span>
      <a className="lf-button" href={`geo:${point}?q=${encodeURIComponent(`上海市青浦区${address}`)}`}>
        {say('goTo')}
      </a>
    </p>
  )
}
