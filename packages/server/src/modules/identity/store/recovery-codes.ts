import { newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'

/** Replaces the recovery codes of an account: the old ones no longer count. */
export async function replaceRecoveryCodes(
  tx: Tx,
  accountId: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await tx.execute('UPDATE recovery_code SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL', [
    accountId,
    tx.now,
  ])
  for (const hash of hashes) {
    await tx.execute('INSERT INTO recovery_code (id, account_id, code_hash) VALUES ($1, $2, $3)', [
      newIdAt(tx.now),
      accountId,
      hash,
    ])
  }
}

/** Uses a recovery code up; false when it is none, or was used. */
export async function useRecoveryCode(tx: Tx, accountId: string, hash: Buffer): Promise<boolean> {
  const used = await tx.execute(
    'UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL',
    [accountId, hash, tx.now],
  )
  return used === 1
}
