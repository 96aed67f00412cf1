import type { Me } from '@lastmile/contract'
import type { z } from 'zod'
import {
  hashPassword,
  hashToken,
  needsRehash,
  randomToken,
  verifyPassword,
} from '../../../platform/crypto/index.ts'
import { AUTH_ACTOR, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { Caller, PublicContext } from '../../../platform/operation/index.ts'
import type { IdentityDeps } from '../deps.ts'
import { SESSION_LIFE_MS } from '../limits.ts'
import {
  type AccountRow,
  findAccountByLogin,
  getAccount,
  noteFailures,
  refreshHash,
  useStep,
} from '../store/accounts.ts'
import type { Applicant } from '../store/attempts.ts'
import { useRecoveryCode } from '../store/recovery-codes.ts'
import { insertSession, revokeByToken } from '../store/sessions.ts'
import { type Admission, admit, forgive } from './guard.ts'
import { describeMe } from './me.ts'
import { foldRecoveryCode, stepOf } from './one-time-codes.ts'

/** The login as it is stored and counted: people type capitals and full-width letters. */
export function foldLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase()
}

export function applicantOf(deps: Pick<IdentityDeps, 'keys'>, login: string, ip: string): Applicant {
  return { loginHash: deps.keys.blindIndex('login', foldLogin(login)), ip }
}

export interface SignInInput {
  readonly login: string
  readonly password: string
  readonly totp?: string | undefined
}

export type SignInAnswer =
  | { readonly result: 'signed-in'; readonly me: z.infer<typeof Me> }
  | { readonly result: 'totp-needed' }

/** An account that may sign in at all; for the answer a disabled or foreign one is the same as none. */
function usable(account: AccountRow | null, deps: IdentityDeps): account is AccountRow {
  return account !== null && account.disabled_at === null && (!account.demo || deps.demo)
}

/** Uses up a one-time code or a recovery code; null when it is neither. */
async function useSecondFactor(
  tx: Tx,
  deps: IdentityDeps,
  account: AccountRow,
  code: string,
): Promise<'totp' | 'recovery-code' | null> {
  if (account.totp_secret === null) return null
  const place = { table: 'account', column: 'totp_secret', rowId: account.id }
  const step = stepOf(deps.keys.decrypt(place, account.totp_secret), code, tx.now)
  if (step !== null) return (await useStep(tx, account.id, step)) ? 'totp' : null
  const recovered = await useRecoveryCode(tx, account.id, hashToken(foldRecoveryCode(code)))
  return recovered ? 'recovery-code' : null
}

async function refuse(
  context: PublicContext,
  account: AccountRow | null,
  admission: Admission,
  reason: string,
): Promise<never> {
  if (account) {
    await context.transaction(AUTH_ACTOR, async (tx) => {
      await noteFailures(tx, account.id, admission.failures, admission.pausedUntil)
      tx.ledger({
        action: 'session.refuse',
        objectKind: 'account',
        objectId: account.id,
        data: { reason, ip: context.client.ip, failures: admission.failures },
      })
    })
  }
  throw new AppError('sign_in_refused')
}

async function openSession(
  context: PublicContext,
  tx: Tx,
  account: AccountRow,
  factor: string,
): Promise<{ caller: Caller; token: string }> {
  const token = randomToken()
  const csrfToken = randomToken(16)
  // Never the session that came along (fixation): that one ends.
  if (context.cookie.token) await revokeByToken(tx, hashToken(context.cookie.token))
  const sessionId = await insertSession(tx, {
    accountId: account.id,
    tokenHash: hashToken(token),
    csrfToken,
    expiresAt: new Date(tx.now.getTime() + SESSION_LIFE_MS),
    ip: context.client.ip,
    userAgent: context.client.userAgent,
  })
  tx.ledger({
    action: 'session.open',
    objectKind: 'account',
    objectId: account.id,
    orgPath: account.org_path,
    data: { session: sessionId, factor, ip: context.client.ip },
  })
  const caller: Caller = {
    accountId: account.id,
    sessionId,
    csrfToken,
    role: account.role,
    orgPath: account.org_path,
    mustChangePassword: account.must_change_password,
  }
  return { caller, token }
}

/**
 * Signs in. In steps, each in a short transaction of its own, because the password is hashed between them: count and
 * let through, check, open the session. A wrong login, password or code and a disabled or unknown account answer the
 * same and take as long (ASVS 6.3.1, 6.3.8).
 */
export async function signIn(
  context: PublicContext,
  deps: IdentityDeps,
  input: SignInInput,
): Promise<SignInAnswer> {
  const applicant = applicantOf(deps, input.login, context.client.ip)
  const { admission, found } = await context.transaction(AUTH_ACTOR, async (tx) => ({
    admission: await admit(tx, applicant),
    found: await findAccountByLogin(tx, foldLogin(input.login)),
  }))
  const account = usable(found, deps) ? found : null
  const right = await verifyPassword(account?.password_hash ?? null, input.password)
  if (!account || !right) return refuse(context, found, admission, account ? 'password' : 'account')

  const hash = account.password_hash
  const fresh = hash !== null && needsRehash(hash) ? await hashPassword(input.password) : null
  const needsCode = account.totp_confirmed_at !== null
  if (needsCode && input.totp === undefined) {
    await context.transaction(AUTH_ACTOR, (tx) => forgive(tx, applicant, admission, false))
    return { result: 'totp-needed' }
  }
  const opened = await context.transaction(AUTH_ACTOR, async (tx) => {
    // Read again: between the steps the account may have been disabled.
    const now = await getAccount(tx, account.id)
    if (!usable(now, deps)) return null
    const factor = needsCode ? await useSecondFactor(tx, deps, now, input.totp ?? '') : 'password'
    if (factor === null) return null
    await forgive(tx, applicant, admission, true)
    await noteFailures(tx, now.id, 0, null)
    if (fresh !== null) await refreshHash(tx, now.id, fresh)
    return openSession(context, tx, now, factor)
  })
  if (!opened) return refuse(context, account, admission, 'code')
  context.cookie.set(opened.token)
  const { caller } = opened
  const actor = { userId: caller.accountId, role: caller.role, orgPath: caller.orgPath }
  return { result: 'signed-in', me: await context.transaction(actor, (tx) => describeMe(tx, deps, caller)) }
}
