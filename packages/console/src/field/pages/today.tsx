import { daysBetween, legalDateAt } from '@lastmile/domain'
import { type Place, planRoute, type Stop, type SurveyRequest } from '@lastmile/field'
import { useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { HumanDay, TierBadge } from '../../frame/index.ts'
import { AskedLink } from '../asked/asked-link.tsx'
import { AskedToday } from '../asked/asked-today.tsx'
import { useStored } from '../field-context.tsx'
import type { FieldStore } from '../store/field-store.ts'
import { requestsOnPhone } from '../store/requests-on-phone.ts'
import type { Card } from '../store/shapes.ts'
import { FromHere } from '../today/from-here.tsx'
import { RouteSketch } from '../today/route-sketch.tsx'
import { words } from '../words.ts'

/** As many as somebody can visit in a day; what is due beyond that comes tomorrow. */
const MOST_A_DAY = 30

/** A campaign's households stand among today's visits from so many days before its end on. */
const SOON_DAYS = 3

interface Day {
  readonly planned: readonly { readonly card: Card; readonly requests: readonly SurveyRequest[] }[]
  readonly requests: readonly SurveyRequest[]
  readonly cards: ReadonlyMap<string, Card>
}

/** What is due for a household first: the contact that was agreed, or the end of a campaign. */
function dueDay(card: Card, requests: readonly SurveyRequest[]): string | null {
  const days = [card.nextContactOn, ...requests.map(({ dueOn }) => dueOn)].flatMap((day) => day ?? [])
  return days.toSorted()[0] ?? null
}

async function dayOf(store: FieldStore, here: Place | null): Promise<Day> {
  const [cards, chosen, requests] = await Promise.all([store.cards(), store.plan(), requestsOnPhone(store)])
  const today = legalDateAt(new Date())
  const asked = (id: string) => requests.filter(({ householdId }) => householdId === id)
  const soon = new Set(
    requests
      .filter(({ dueOn }) => daysBetween(today, dueOn) <= SOON_DAYS)
      .map(({ householdId }) => householdId),
  )
  const wanted = new Set(chosen)
  const due = cards
    .filter(
      ({ id, nextContactOn }) =>
        wanted.has(id) || soon.has(id) || (nextContactOn !== null && nextContactOn <= today),
    )
    .map((card) => ({ card, requests: asked(card.id), day: dueDay(card, asked(card.id)) }))
    .sort(
      (a, b) =>
        Number(wanted.has(b.card.id)) - Number(wanted.has(a.card.id)) ||
        (a.card.tier ?? 5) - (b.card.tier ?? 5) ||
        (a.day ?? '9999').localeCompare(b.day ?? '9999'),
    )
    .slice(0, MOST_A_DAY)
  const byId = new Map(due.map((one) => [one.card.id, one]))
  const stops: Stop[] = due.map(({ card, day }) => ({
    id: card.id,
    lat: card.lat,
    lng: card.lng,
    tier: card.tier,
    dueIn: day === null ? null : daysBetween(today, day),
  }))
  return {
    planned: planRoute(stops, here).flatMap(({ id }) => byId.get(id) ?? []),
    requests,
    cards: new Map(cards.map((card) => [card.id, card])),
  }
}

/** The visits of today, in an order that goes well, and what campaigns ask. */
export function FieldToday(): ReactNode {
  const say = useWords(words)
  const [here, setHere] = useState<Place | null>(null)
  const day = useStored(({ store }) => dayOf(store, here), here ? `${here.lat} ${here.lng}` : '')
  const placed = (day?.planned ?? []).flatMap(({ card: { id, lat, lng } }, at) =>
    lat === null || lng === null ? [] : [{ id, lat, lng, number: at + 1 }],
  )
  return (
    <>
      <h1>{say('today')}</h1>
      {day === null && <p className="lf-soft">{say('loading')}</p>}
      {day?.planned.length === 0 && (
        <div className="lf-card">
          <h2>{say('todayNone')}</h2>
          <p>{say('todayNoneText')}</p>
        </div>
      )}
      {day && day.planned.length > 0 && (
        <>
          <p className="lf-soft">{say('todayRoute')}</p>
          {placed.length > 0 && <FromHere here={here} onHere={setHere} />}
          <RouteSketch stops={placed} here={here} />
          <ol className="lf-list">
            {day.planned.map(({ card, requests }, at) => (
              <li key={card.id} className="lf-card">
                <Link to="/field/families/$householdId" params={{ householdId: card.id }} className="lf-row">
                  <b>
                    {at + 1}. {card.name}
                  </b>
                  {card.tier !== null && <TierBadge tier={card.tier} />}
                  {card.nextContactOn && <HumanDay day={card.nextContactOn} due />}
                </Link>
                <Address card={card} />
                {requests.map((request) => (
                  <AskedLink key={request.campaignId} request={request} />
                ))}
              </li>
            ))}
          </ol>
        </>
      )}
      {day && <AskedToday requests={day.requests} cards={day.cards} />}
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
