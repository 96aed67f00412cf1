import type { Actor, Role } from '@lastmile/domain'
import { scopeRange } from '@lastmile/domain'

/**
 * Who a transaction runs for. Beyond the roles of people there are two of the platform itself, known to the row-level
 * security only: `auth` (sign-in, which acts before anybody is known) and `sealer` (of the ledger).
 */
export type TransactionActor = Omit<Actor, 'role'> & { readonly role: Role | 'auth' | 'sealer' }

/** The sign-in: may read credentials, sees no household. */
export const AUTH_ACTOR: TransactionActor = { userId: '', role: 'auth', orgPath: '' }

/** The ledger's sealer: may read entries and append seals. */
export const SEALER_ACTOR: TransactionActor = { userId: '', role: 'sealer', orgPath: '' }

/** Settings of a transaction that the row-level security reads. An empty one opens nothing. */
export function actorSettings(actor: TransactionActor, purpose: string): Record<string, string> {
  const scope = actor.orgPath === '' ? { lo: '', hi: '' } : scopeRange(actor.orgPath)
  return {
    'app.user_id': actor.userId,
    'app.role': actor.role,
    'app.scope_lo': scope.lo,
    'app.scope_hi': scope.hi,
    'app.purpose': purpose,
  }
}
