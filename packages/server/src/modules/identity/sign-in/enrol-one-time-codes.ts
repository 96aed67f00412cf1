import { hashToken } from '../../../platform/crypto/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { CallerContext, OperationContext } from '../../../platform/operation/index.ts'
import type { IdentityDeps } from '../deps.ts'
import { RECOVERY_CODES } from '../limits.ts'
import { adoptSecret, getAccount, setPendingSecret } from '../store/accounts.ts'
import { replaceRecoveryCodes } from '../store/recovery-codes.ts'
import { asCaller, provenAccount } from './change-password.ts'
import { foldRecoveryCode, newRecoveryCode, newSecret, provisioningUri, stepOf } from './one-time-codes.ts'

const place = (column: 'totp_pending' | 'totp_secret', rowId: string) => ({ table: 'account', column, rowId })

/** Begins setting up one-time codes: a new secret waits for its first code; an old one goes on until then. */
export async function beginTotp(
  context: CallerContext,
  deps: IdentityDeps,
  input: { readonly password: string },
): Promise<{ secret: string; uri: string }> {
  const account = await provenAccount(context, deps, input.password)
  const secret = newSecret()
  const sealed = deps.keys.encrypt(place('totp_pending', account.id), secret)
  await asCaller(context, (tx) => setPendingSecret(tx, account.id, sealed))
  return { secret, uri: provisioningUri(secret, account.login) }
}

/** Confirms the waiting secret by its first code, and gives recovery codes, which are shown this once. */
export async function confirmTotp(
  { tx, caller }: OperationContext,
  deps: IdentityDeps,
  input: { readonly code: string },
): Promise<{ recoveryCodes: string[] }> {
  const account = await getAccount(tx, caller.accountId)
  if (account.totp_pending === null) throw new AppError('code_not_begun')
  const secret = deps.keys.decrypt(place('totp_pending', account.id), account.totp_pending)
  const step = stepOf(secret, input.code, tx.now)
  if (step === null) throw new AppError('code_wrong')
  await adoptSecret(tx, account.id, deps.keys.encrypt(place('totp_secret', account.id), secret), step)
  const recoveryCodes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
  await replaceRecoveryCodes(
    tx,
    account.id,
    recoveryCodes.map((code) => hashToken(foldRecoveryCode(code))),
  )
  tx.ledger({ action: 'account.totp', objectKind: 'account', objectId: account.id })
  return { recoveryCodes }
}
