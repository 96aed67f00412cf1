import type { Place } from '@lastmile/field'
import { useWords } from '@lastmile/web-kit'
import { type ReactNode, useState } from 'react'
import { todayWords } from './today-words.ts'

/** Lets the day begin where the person stands, when it is asked for; the place is used once and goes nowhere. */
export function FromHere({
  here,
  onHere,
}: {
  readonly here: Place | null
  readonly onHere: (place: Place | null) => void
}): ReactNode {
  const say = useWords(todayWords)
  const [failed, setFailed] = useState(false)
  const ask = () => {
    setFailed(false)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => onHere({ lat: coords.latitude, lng: coords.longitude }),
      () => setFailed(true),
      { enableHighAccuracy: false, timeout: 20_000, maximumAge: 300_000 },
    )
  }
  if (here)
    return (
      <p className="lf-soft">
        {say('fromHereOn')}{' '}
        <button type="button" className="lf-link" onClick={() => onHere(null)}>
          {say('fromHereOff')}
        </button>
      </p>
    )
  return (
    <div>
      <button type="button" className="lf-button" onClick={ask}>
        {say('fromHere')}
      </button>
      <p className="lf-soft">{failed ? say('noPlace') : say('fromHereWhy')}</p>
    </div>
  )
}
