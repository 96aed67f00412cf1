import { daysBetween, legalDateAt } from '@lastmile/domain'

/** Whole days since an instant, counted in Shanghai; null when there was none. */
export function daysSince(at: string | null, now: Date = new Date()): number | null {
  return at === null ? null : daysBetween(legalDateAt(new Date(at)), legalDateAt(now))
}
