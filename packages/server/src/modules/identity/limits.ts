import type { Role } from '@lastmile/domain'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Longest life of a session, whatever happens in it (ASVS 7.3.2). */
export const SESSION_LIFE_MS = 12 * HOUR_MS

/** After so long without a request a session is over: residents often use devices that others use too (ASVS 7.3.1). */
export function idleLimit(role: Role): number {
  return (role === 'resident' ? 15 : 30) * MINUTE_MS
}

/** How long an activation link may wait (ASVS 6.4.1). */
export const LINK_LIFE_MS = 24 * HOUR_MS

/** Failures are remembered this long. */
export const ATTEMPT_MEMORY_MS = 24 * HOUR_MS

const FREE_FAILURES = 5
const LONGEST_PAUSE_MS = 30 * MINUTE_MS

/** The pause of a login after so many failures in a row: none below five, then 1, 2, 4 … at most 30 minutes. */
export function pauseAfter(failures: number): number {
  return failures < FREE_FAILURES
    ? 0
    : Math.min(LONGEST_PAUSE_MS, 2 ** (failures - FREE_FAILURES) * MINUTE_MS)
}

/** Failures of one address within a quarter of an hour, whatever the logins. An office shares an address, hence many. */
export const ADDRESS_FAILURES = 40
export const ADDRESS_WINDOW_MS = 15 * MINUTE_MS

/** ASVS 6.2.1: at least 8; length is recommended rather than classes of characters. */
export const SHORTEST_PASSWORD = 8

export const RECOVERY_CODES = 10
