import { isLegalDate } from '@lastmile/domain'
import { plain } from '../values/clean.ts'

const DAY = /(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*日?/
const MONTH = /(\d{4})\s*(?:年|[-/.]?)\s*(0[1-9]|1[0-2]|[1-9])(?!\d)\s*月?/

/**
 * The day that a file speaks of, from its titles or its name: a day is taken as it stands, a month from its first day.
 * Null when nothing is said, or only something of the future.
 */
export function findAsOf(titles: readonly string[], fileName: string, today: string): string | null {
  const texts = [...titles, fileName.replace(/\.[a-z]+$/i, '')].map(plain)
  for (const pattern of [DAY, MONTH]) {
    for (const text of texts) {
      const match = pattern.exec(text)
      if (!match) continue
      const day = `${match[1]}-${match[2]?.padStart(2, '0')}-${(match[3] ?? '1').padStart(2, '0')}`
      if (isLegalDate(day) && day > '2000-01-01' && day <= today) return day
    }
  }
  return null
}
