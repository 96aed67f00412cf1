import { hashPassword, hashToken, verifyPassword } from '../../../platform/crypto/index.ts'
import { AUTH_ACTOR, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { CallerContext, PublicContext } from '../../../platform/operation/index.ts'
import type { IdentityDeps } from '../deps.ts'
import { requireGoodPassword } from '../passwords/policy.ts'
import { type AccountRow, getAccount, setPassword } from '../store/accounts.ts'
import { findLinkedAccount, useLink } from '../store/links.ts'
import { revokeAll } from '../store/sessions.ts'
import { guarded } from './guard.ts'
import { applicantOf } from './sign-in.ts'

/** Runs `work` in a transaction as the caller. */
export function asCaller<T>(context: CallerContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { accountId, role, orgPath } = context.caller
  return context.transaction({ userId: accountId, role, orgPath }, work)
}

/** The caller's account, once the password given with the request has proved to be theirs. */
export async function provenAccount(
  context: CallerContext,
  deps: IdentityDeps,
  password: string,
): Promise<AccountRow> {
  const account = await asCaller(context, (tx) => getAccount(tx, context.caller.accountId))
  if (account.demo) throw new AppError('demo_account_fixed')
  const applicant = applicantOf(deps, account.login, context.client.ip)
  const right = await guarded(context, applicant, () => verifyPassword(account.password_hash, password))
  if (!right) throw new AppError('password_wrong')
  return account
}

/** Changes the caller's password; the other sessions end (ASVS 7.4.3). */
export async function changePassword(
  context: CallerContext,
  deps: IdentityDeps,
  input: { readonly current: string; readonly next: string },
): Promise<Record<string, never>> {
  const account = await provenAccount(context, deps, input.current)
  requireGoodPassword(input.next, { login: account.login, name: account.display_name })
  const hash = await hashPassword(input.next)
  await asCaller(context, async (tx) => {
    await setPassword(tx, account.id, hash)
    const ended = await revokeAll(tx, account.id, context.caller.sessionId)
    tx.ledger({
      action: 'account.password',
      objectKind: 'account',
      objectId: account.id,
      data: { sessionsEnded: ended },
    })
  })
  return {}
}

/**
 * Sets the first password, or a new one after a reset, by a one-time link. One-time codes stay as they are: a reset is
 * no way around them (ASVS 6.4.3).
 */
export async function activate(
  context: PublicContext,
  input: { readonly token: string; readonly password: string },
): Promise<{ login: string }> {
  const tokenHash = hashToken(input.token)
  const account = await context.transaction(AUTH_ACTOR, (tx) => findLinkedAccount(tx, tokenHash))
  if (!account) throw new AppError('link_invalid')
  requireGoodPassword(input.password, { login: account.login, name: account.display_name })
  const hash = await hashPassword(input.password)
  await context.transaction(AUTH_ACTOR, async (tx) => {
    if (!(await useLink(tx, tokenHash))) throw new AppError('link_invalid')
    await setPassword(tx, account.account_id, hash)
    await revokeAll(tx, account.account_id)
    tx.ledger({ action: 'account.activate', objectKind: 'account', objectId: account.account_id })
  })
  return { login: account.login }
}
