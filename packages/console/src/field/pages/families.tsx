import { useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { TierBadge } from '../../frame/index.ts'
import { useStored } from '../field-context.tsx'
import type { Card } from '../store/shapes.ts'
import { words } from '../words.ts'

/** Shown at a time: a list of two thousand is drawn in pieces. */
const PIECE = 60
const NONE: readonly Card[] = []

/** The families on this phone, found by name or address. */
export function FieldFamilies(): ReactNode {
  const say = useWords(words)
  const cards = useStored(({ store }) => store.cards())
  const [query, setQuery] = useState('')
  const [pieces, setPieces] = useState(1)
  const found = useMemo(() => {
    const wanted = query.trim()
    const all = cards ?? NONE
    return wanted === ''
      ? all
      : all.filter(({ name, address, unit }) => `${name} ${address ?? ''} ${unit}`.includes(wanted))
  }, [cards, query])
  const shown = found.slice(0, pieces * PIECE)
  return (
    <>
      <h1>{say('families')}</h1>
      <input
        type="search"
        className="lf-search"
        aria-label={say('search')}
        placeholder={say('search')}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setPieces(1)
        }}
      />
      <p className="lf-soft" role="status">
        {cards && say('shown', { total: cards.length, shown: shown.length })}
      </p>
      {cards?.length === 0 && (
        <div className="lf-card">
          <h2>{say('familiesNone')}</h2>
          <p>{say('familiesNoneText')}</p>
        </div>
      )}
      <ul className="lf-list">
        {shown.map((card) => (
          <li key={card.id} className="lf-card">
            <Link to="/field/families/$householdId" params={{ householdId: card.id }} className="lf-row">
              <b>{card.name}</b>
              <span className="lf-soft">{say('persons', { count: card.size })}</span>
              {card.tier !== null && <TierBadge tier={card.tier} />}
              {card.gaps > 0 && <span className="lf-mark">{say('gapCount', { count: card.gaps })}</span>}
            </Link>
            <p className="lf-soft">{card.address ?? card.unit}</p>
          </li>
        ))}
      </ul>
      {found.length > shown.length && (
        <button type="button" className="lf-button" onClick={() => setPieces((count) => count + 1)}>
          {say('more')}
        </button>
      )}
      <Link to="/field/new-family" className="lf-button">
        {say('newFamily')}
      </Link>
    </>
  )
}
