import type { Lang } from '@lastmile/web-kit'
import { useSyncExternalStore } from 'react'

/** What a person sets for this browser. Nothing here is personal data of anybody else. */
export interface Preferences {
  readonly lang: Lang
  readonly largeType: boolean
  readonly dense: boolean
}

const PLACE = 'lastmile.preferences'
const listeners = new Set<() => void>()

function read(): Preferences {
  const standard: Preferences = { lang: 'zh', largeType: false, dense: false }
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PLACE) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return standard
    return {
      lang: 'lang' in kept && kept.lang === 'en' ? 'en' : 'zh',
      largeType: 'largeType' in kept && kept.largeType === true,
      dense: 'dense' in kept && kept.dense === true,
    }
  } catch {
    return standard
  }
}

let present = read()

/** The present preferences, outside of components. */
export function presentPreferences(): Preferences {
  return present
}

/** Changes some preferences and keeps them in this browser, where it lets us. */
export function setPreferences(change: Partial<Preferences>): void {
  present = { ...present, ...change }
  try {
    localStorage.setItem(PLACE, JSON.stringify(present))
  } catch {
    // A browser that keeps nothing still shows the change until the page closes.
  }
  for (const listener of listeners) listener()
}

/** The present preferences; the component draws again when they change. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => present,
  )
}
