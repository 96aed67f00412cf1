import { newIdAt, type Role } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'

/** A live session with what its account is. */
export interface LiveSession {
  readonly id: string
  readonly account_id: string
  readonly csrf_token: string
  readonly last_seen_at: Date
  readonly role: Role
  readonly org_path: string
  readonly must_change_password: boolean
}

/** The session of a token, unless it was revoked, is past its absolute limit, or its account is disabled. */
export async function findLiveSession(tx: Tx, tokenHash: Buffer): Promise<LiveSession | null> {
  const [row] = await tx.query<LiveSession>(
    `SELECT s.id, s.account_id, s.csrf_token, s.last_seen_at, a.role, a.org_path, a.must_change_password
     FROM session s JOIN account a ON a.id = s.account_id
     WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND a.disabled_at IS NULL`,
    [tokenHash, tx.now],
  )
  return row ?? null
}

export async function touchSession(tx: Tx, id: string): Promise<void> {
  await tx.execute('UPDATE session SET last_seen_at = $2 WHERE id = $1', [id, tx.now])
}

export interface NewSession {
  readonly accountId: string
  readonly tokenHash: Buffer
  readonly csrfToken: string
  readonly expiresAt: Date
  readonly ip: string
  readonly userAgent: string | null
}

export async function insertSession(tx: Tx, session: NewSession): Promise<string> {
  const id = newIdAt(tx.now)
  await tx.execute(
    `INSERT INTO session (id, account_id, token_hash, csrf_token, created_at, last_seen_at, expires_at, ip, user_agent)
     VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)`,
    [
      id,
      session.accountId,
      session.tokenHash,
      session.csrfToken,
      tx.now,
      session.expiresAt,
      session.ip,
      session.userAgent?.slice(0, 300) ?? null,
    ],
  )
  return id
}

export interface SessionRow {
  readonly id: string
  readonly created_at: Date
  readonly last_seen_at: Date
  readonly expires_at: Date
  readonly ip: string | null
  readonly user_agent: string | null
}

/** Sessions of an account that were seen since `idleSince`, the latest first. */
export async function liveSessionsOf(tx: Tx, accountId: string, idleSince: Date): Promise<SessionRow[]> {
  return tx.query<SessionRow>(
    `SELECT id, created_at, last_seen_at, expires_at, ip, user_agent FROM session
     WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND last_seen_at > $3
     ORDER BY last_seen_at DESC LIMIT 200`,
    [accountId, tx.now, idleSince],
  )
}

/** Ends one session of an account; false when it is not one of them, or over. */
export async function revokeSession(tx: Tx, accountId: string, id: string): Promise<boolean> {
  const ended = await tx.execute(
    'UPDATE session SET revoked_at = $3 WHERE id = $2 AND account_id = $1 AND revoked_at IS NULL',
    [accountId, id, tx.now],
  )
  return ended === 1
}

/** Ends the session that a token belongs to, whoever's it is. */
export async function revokeByToken(tx: Tx, tokenHash: Buffer): Promise<void> {
  await tx.execute('UPDATE session SET revoked_at = $2 WHERE token_hash = $1 AND revoked_at IS NULL', [
    tokenHash,
    tx.now,
  ])
}

/** Ends the sessions of an account, all or all but one; returns how many. */
export async function revokeAll(tx: Tx, accountId: string, except?: string): Promise<number> {
  return tx.execute(
    'UPDATE session SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $3::uuid',
    [accountId, tx.now, except ?? null],
  )
}
