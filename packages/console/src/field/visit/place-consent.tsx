import { useWords } from '@lastmile/web-kit'
import { type ReactNode, useState } from 'react'
import type { Draft } from '../store/shapes.ts'
import { words } from '../words.ts'

/** The place of the door, noted only when the visitor asks for it, and taken back as easily. */
export function PlaceConsent({
  place,
  onPlace,
}: {
  readonly place: Draft['place']
  readonly onPlace: (place: Draft['place']) => void
}): ReactNode {
  const say = useWords(words)
  const [failed, setFailed] = useState(false)
  const ask = () => {
    setFailed(false)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        onPlace({ lat: coords.latitude, lng: coords.longitude, accuracy: Math.round(coords.accuracy) }),
      () => setFailed(true),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    )
  }
  return (
    <section className="lf-card">
      {place ? (
        <p>
          {say('placeKept', { metres: place.accuracy })}{' '}
          <button type="button" className="lf-link" onClick={() => onPlace(null)}>
            {say('placeDrop')}
          </button>
        </p>
      ) : (
        <>
          <button type="button" className="lf-button" onClick={ask}>
            {say('place')}
          </button>
          <p className="lf-soft">{failed ? say('placeFailed') : say('placeWhy')}</p>
        </>
      )}
    </section>
  )
}
