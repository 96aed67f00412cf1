import { legalDateAt } from '@lastmile/domain'
import { useEffect, useState } from 'react'
import { rightedNow } from '../store/phone.ts'

/** The day in Shanghai by the server's clock, as well as this phone knows it; null while it is read. */
export function useTodayOnPhone(): string | null {
  const [today, setToday] = useState<string | null>(null)
  useEffect(() => {
    let live = true
    void rightedNow().then((now) => live && setToday(legalDateAt(now)))
    return () => {
      live = false
    }
  }, [])
  return today
}
