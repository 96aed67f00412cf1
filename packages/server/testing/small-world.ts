import type { OrgPath, Role } from '@lastmile/domain'
import { newIdAt } from '@lastmile/domain'
import type { Clock, TransactionActor } from '../src/platform/db/index.ts'

/** A clock that stands still until it is moved. */
export function fixedClock(instant = '2025-06-16T01:00:00.000Z'): Clock & { advance(ms: number): void } {
  let at = new Date(instant)
  return {
    now: () => at,
    advance: (ms) => {
      at = new Date(at.getTime() + ms)
    },
  }
}

/** An actor with a new account id. */
export function actorOf(role: Role, orgPath: OrgPath): TransactionActor {
  return { userId: newIdAt(new Date('2025-01-01T00:00:00Z')), role, orgPath }
}
