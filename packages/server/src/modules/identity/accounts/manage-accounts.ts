import type { AccountRow as AccountView } from '@lastmile/contract'
import { newIdAt } from '@lastmile/domain'
import type { z } from 'zod'
import { hashToken, randomToken } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { LINK_LIFE_MS } from '../limits.ts'
import { findUnit } from '../org/directory.ts'
import { clearPassword, getAccount, insertAccount, listAccountRows, setDisabled } from '../store/accounts.ts'
import { insertLink } from '../store/links.ts'
import { revokeAll } from '../store/sessions.ts'
import { setStaffActive, upsertStaff } from '../store/staff.ts'
import { presentAccount } from './present-account.ts'
import { roleAtUnit } from './role-units.ts'

type Account = z.infer<typeof AccountView>

async function viewAccount(tx: Tx, id: string): Promise<Account> {
  const row = await getAccount(tx, id)
  const unit = await findUnit(tx, row.org_path)
  return presentAccount({ ...row, org_name: unit?.name ?? null }, tx.now)
}

/** A fresh link of an account; older ones no longer count. Returns the token, which is kept nowhere. */
async function newLink(tx: Tx, accountId: string): Promise<string> {
  const token = randomToken()
  await insertLink(tx, accountId, hashToken(token), new Date(tx.now.getTime() + LINK_LIFE_MS))
  return token
}

/** One page of accounts. */
export async function listAccounts(
  tx: Tx,
  query: { readonly q?: string | undefined; readonly limit: number; readonly offset: number },
): Promise<{ items: Account[]; total: number }> {
  const { rows, total } = await listAccountRows(tx, query)
  return { items: rows.map((row) => presentAccount(row, tx.now)), total }
}

export interface AccountInput {
  readonly login: string
  readonly name: string
  readonly role: string
  readonly orgPath: string
}

/** What is known of an account that is made other than by its first password. */
export interface AccountOptions {
  readonly passwordHash?: string
  readonly demo?: boolean
  readonly title?: string | null
  readonly workPhone?: string | null
}

/**
 * Adds an account and its line in the directory; the role must fit the unit. Nobody can sign in before a password is
 * set by the activation link.
 * @throws `role_unit_mismatch`, `login_taken`
 */
export async function addAccount(tx: Tx, input: AccountInput, options: AccountOptions = {}): Promise<string> {
  const unit = await findUnit(tx, input.orgPath)
  const role = unit ? roleAtUnit(input.role, unit.kind) : null
  if (!unit || !role) throw new AppError('role_unit_mismatch', { role: input.role, unit: input.orgPath })
  const id = newIdAt(tx.now)
  const added = await insertAccount(tx, {
    id,
    login: input.login,
    display_name: input.name,
    role,
    org_path: unit.path,
    demo: options.demo ?? false,
    password_hash: options.passwordHash ?? null,
  })
  if (!added) throw new AppError('login_taken', { login: input.login })
  if (role !== 'resident') {
    await upsertStaff(tx, {
      accountId: id,
      name: input.name,
      role,
      orgPath: unit.path,
      title: options.title ?? null,
      workPhone: options.workPhone ?? null,
    })
  }
  tx.ledger({
    action: 'account.create',
    objectKind: 'account',
    objectId: id,
    orgPath: unit.path,
    data: { login: input.login, role, unit: unit.path },
  })
  return id
}

/** Creates an account; the answer holds the token of its activation link. */
export async function createAccount(
  tx: Tx,
  input: AccountInput,
): Promise<{ account: Account; activationToken: string }> {
  const id = await addAccount(tx, input)
  const activationToken = await newLink(tx, id)
  return { account: await viewAccount(tx, id), activationToken }
}

function refuseOwn(tx: Tx, id: string): void {
  if (tx.actor.userId === id) throw new AppError('own_account')
}

/** Disables an account; its sessions end with this transaction. */
export async function disableAccount(
  tx: Tx,
  input: { readonly id: string; readonly version: number },
): Promise<Account> {
  refuseOwn(tx, input.id)
  const account = await getAccount(tx, input.id)
  await setDisabled(tx, input.id, input.version, true)
  await setStaffActive(tx, input.id, false)
  const ended = await revokeAll(tx, input.id)
  tx.ledger({
    action: 'account.disable',
    objectKind: 'account',
    objectId: account.id,
    orgPath: account.org_path,
    data: { sessionsEnded: ended },
  })
  return viewAccount(tx, input.id)
}

/** Enables an account again; a pause after failures ends too. */
export async function enableAccount(
  tx: Tx,
  input: { readonly id: string; readonly version: number },
): Promise<Account> {
  const account = await getAccount(tx, input.id)
  await setDisabled(tx, input.id, input.version, false)
  await setStaffActive(tx, input.id, true)
  tx.ledger({
    action: 'account.enable',
    objectKind: 'account',
    objectId: account.id,
    orgPath: account.org_path,
  })
  return viewAccount(tx, input.id)
}

/** Takes the password away, ends the sessions, and gives a link to set a new one. One-time codes stay on. */
export async function resetPassword(
  tx: Tx,
  input: { readonly id: string },
): Promise<{ activationToken: string }> {
  refuseOwn(tx, input.id)
  const account = await getAccount(tx, input.id)
  if (account.demo) throw new AppError('demo_account_fixed')
  await clearPassword(tx, account.id)
  await revokeAll(tx, account.id)
  const activationToken = await newLink(tx, account.id)
  tx.ledger({
    action: 'account.reset',
    objectKind: 'account',
    objectId: account.id,
    orgPath: account.org_path,
  })
  return { activationToken }
}
