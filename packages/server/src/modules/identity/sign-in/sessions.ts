import type { SessionRow as ListedSession } from '@lastmile/contract'
import type { z } from 'zod'
import { hashToken } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { Caller, OperationContext } from '../../../platform/operation/index.ts'
import { idleLimit } from '../limits.ts'
import { findLiveSession, liveSessionsOf, revokeSession, touchSession } from '../store/sessions.ts'

/** How far behind the last sign of life may be kept: not every request writes. */
const SEEN_STEP_MS = 60_000

/**
 * The account behind a session token, or null when the session ended: signed out, revoked, older than its absolute
 * limit, idle for too long, or its account disabled. Runs as the sign-in (role `auth`).
 */
export async function findCaller(tx: Tx, token: string): Promise<Caller | null> {
  const session = await findLiveSession(tx, hashToken(token))
  if (!session) return null
  const idle = tx.now.getTime() - session.last_seen_at.getTime()
  if (idle > idleLimit(session.role)) return null
  if (idle > SEEN_STEP_MS) await touchSession(tx, session.id)
  return {
    accountId: session.account_id,
    sessionId: session.id,
    csrfToken: session.csrf_token,
    role: session.role,
    orgPath: session.org_path,
    mustChangePassword: session.must_change_password,
  }
}

/** Ends the session of this request. */
export async function signOut({ tx, caller, cookie }: OperationContext): Promise<Record<string, never>> {
  await revokeSession(tx, caller.accountId, caller.sessionId)
  tx.ledger({
    action: 'session.close',
    objectKind: 'account',
    objectId: caller.accountId,
    data: { session: caller.sessionId },
  })
  cookie.clear()
  return {}
}

/** The caller's open sessions, this one marked. */
export async function listSessions({
  tx,
  caller,
}: OperationContext): Promise<z.infer<typeof ListedSession>[]> {
  const idleSince = new Date(tx.now.getTime() - idleLimit(caller.role))
  const rows = await liveSessionsOf(tx, caller.accountId, idleSince)
  return rows.map((row) => ({
    id: row.id,
    current: row.id === caller.sessionId,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    ip: row.ip,
    userAgent: row.user_agent,
  }))
}

/** Ends one of the caller's sessions; `not_found` for any other. */
export async function endSession(
  { tx, caller }: OperationContext,
  input: { readonly id: string },
): Promise<Record<string, never>> {
  if (!(await revokeSession(tx, caller.accountId, input.id))) throw new AppError('not_found')
  tx.ledger({
    action: 'session.revoke',
    objectKind: 'account',
    objectId: caller.accountId,
    data: { session: input.id },
  })
  return {}
}
