import type { Role } from '@lastmile/domain'
import { hashToken } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { Caller } from '../../../platform/operation/index.ts'
import { idleLimit } from '../limits.ts'

interface SessionRow {
  readonly id: string
  readonly account_id: string
  readonly csrf_token: string
  readonly last_seen_at: Date
  readonly role: Role
  readonly org_path: string
  readonly must_change_password: boolean
}

/** How far behind the last sign of life may be kept: not every request writes. */
const SEEN_STEP_MS = 60_000

/**
 * The account behind a session token, or null when the session ended: signed out, revoked, older than its absolute
 * limit, idle for too long, or its account disabled. Runs as the sign-in (role `auth`).
 */
export async function findCaller(tx: Tx, token: string): Promise<Caller | null> {
  const [row] = await tx.query<SessionRow>(
    `SELECT s.id, s.account_id, s.csrf_token, s.last_seen_at, a.role, a.org_path, a.must_change_password
     FROM session s JOIN account a ON a.id = s.account_id
     WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND a.disabled_at IS NULL`,
    [hashToken(token), tx.now],
  )
  if (!row) return null
  const idle = tx.now.getTime() - row.last_seen_at.getTime()
  if (idle > idleLimit(row.role)) return null
  if (idle > SEEN_STEP_MS) {
    await tx.execute('UPDATE session SET last_seen_at = $2 WHERE id = $1', [row.id, tx.now])
  }
  return {
    accountId: row.account_id,
    sessionId: row.id,
    csrfToken: row.csrf_token,
    role: row.role,
    orgPath: row.org_path,
    mustChangePassword: row.must_change_password,
  }
}
