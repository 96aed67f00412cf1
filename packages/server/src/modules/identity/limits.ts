import type { Role } from '@lastmile/domain'

const MINUTE_MS = 60_000

/** Longest life of a session, whatever happens in it (ASVS 7.3.2). */
export const SESSION_LIFE_MS = 12 * 60 * MINUTE_MS

/** After so long without a request a session is over: residents often use devices that others use too (ASVS 7.3.1). */
export function idleLimit(role: Role): number {
  return (role === 'resident' ? 15 : 30) * MINUTE_MS
}
