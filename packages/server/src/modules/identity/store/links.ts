import { newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'

/** Adds an activation link and uses up the older ones of the account. */
export async function insertLink(
  tx: Tx,
  accountId: string,
  tokenHash: Buffer,
  expiresAt: Date,
): Promise<void> {
  await tx.execute('UPDATE activation_link SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL', [
    accountId,
    tx.now,
  ])
  await tx.execute(
    'INSERT INTO activation_link (id, account_id, token_hash, expires_at) VALUES ($1, $2, $3, $4)',
    [newIdAt(tx.now), accountId, tokenHash, expiresAt],
  )
}

export interface LinkedAccount {
  readonly account_id: string
  readonly login: string
  readonly display_name: string
}

/** The account of a link that is still good, or null. */
export async function findLinkedAccount(tx: Tx, tokenHash: Buffer): Promise<LinkedAccount | null> {
  const [row] = await tx.query<LinkedAccount>(
    `SELECT l.account_id, a.login, a.display_name FROM activation_link l JOIN account a ON a.id = l.account_id
     WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2 AND a.disabled_at IS NULL`,
    [tokenHash, tx.now],
  )
  return row ?? null
}

/** Uses a link up; false when somebody was faster, or it is too old. */
export async function useLink(tx: Tx, tokenHash: Buffer): Promise<boolean> {
  const used = await tx.execute(
    'UPDATE activation_link SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2',
    [tokenHash, tx.now],
  )
  return used === 1
}
