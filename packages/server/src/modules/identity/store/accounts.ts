import type { Role } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A row of `account`. */
export interface AccountRow {
  readonly id: string
  readonly login: string
  readonly display_name: string
  readonly role: Role
  readonly org_path: string
  readonly password_hash: string | null
  readonly must_change_password: boolean
  readonly totp_secret: string | null
  readonly totp_pending: string | null
  readonly totp_confirmed_at: Date | null
  readonly totp_last_step: number | null
  readonly locked_until: Date | null
  readonly disabled_at: Date | null
  readonly demo: boolean
  readonly version: number
}

const COLUMNS = `a.id, a.login, a.display_name, a.role, a.org_path, a.password_hash, a.must_change_password, a.totp_secret,
  a.totp_pending, a.totp_confirmed_at, a.totp_last_step, a.locked_until, a.disabled_at, a.demo, a.version`

export async function findAccountByLogin(tx: Tx, login: string): Promise<AccountRow | null> {
  const [row] = await tx.query<AccountRow>(`SELECT ${COLUMNS} FROM account a WHERE a.login = $1`, [login])
  return row ?? null
}

/** An account that the actor may see; throws `not_found`. */
export async function getAccount(tx: Tx, id: string): Promise<AccountRow> {
  const [row] = await tx.query<AccountRow>(`SELECT ${COLUMNS} FROM account a WHERE a.id = $1`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

export type NewAccount = Pick<AccountRow, 'id' | 'login' | 'display_name' | 'role' | 'org_path' | 'demo'> & {
  readonly password_hash: string | null
}

/** Adds an account; false when its login is taken. */
export async function insertAccount(tx: Tx, account: NewAccount): Promise<boolean> {
  const added = await tx.execute(
    `INSERT INTO account (id, login, display_name, role, org_path, demo, password_hash, password_changed_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (login) DO NOTHING`,
    [
      account.id,
      account.login,
      account.display_name,
      account.role,
      account.org_path,
      account.demo,
      account.password_hash,
      account.password_hash === null ? null : tx.now,
      tx.now,
    ],
  )
  return added === 1
}

export async function setPassword(tx: Tx, id: string, hash: string): Promise<void> {
  await tx.execute(
    `UPDATE account SET password_hash = $2, password_changed_at = $3, must_change_password = false, failed_count = 0,
       locked_until = NULL, version = version + 1 WHERE id = $1`,
    [id, hash, tx.now],
  )
}

/** The same password with today's cost: nothing of the account changes for its owner. */
export async function refreshHash(tx: Tx, id: string, hash: string): Promise<void> {
  await tx.execute('UPDATE account SET password_hash = $2 WHERE id = $1', [id, hash])
}

/** Takes the password away: nobody signs in until a link has set a new one. */
export async function clearPassword(tx: Tx, id: string): Promise<void> {
  await tx.execute('UPDATE account SET password_hash = NULL, version = version + 1 WHERE id = $1', [id])
}

export async function setDisabled(tx: Tx, id: string, version: number, disabled: boolean): Promise<void> {
  const changed = await tx.execute(
    `UPDATE account SET disabled_at = CASE WHEN $3 THEN $4::timestamptz END, failed_count = 0, locked_until = NULL,
       version = version + 1 WHERE id = $1 AND version = $2`,
    [id, version, disabled, tx.now],
  )
  if (changed === 0) throw new AppError('version_conflict')
}

/** What administrators see of failures: how many in a row, and until when the login pauses. */
export async function noteFailures(tx: Tx, id: string, failures: number, until: Date | null): Promise<void> {
  await tx.execute('UPDATE account SET failed_count = $2, locked_until = $3 WHERE id = $1', [
    id,
    failures,
    until,
  ])
}

export async function setPendingSecret(tx: Tx, id: string, secret: string): Promise<void> {
  await tx.execute('UPDATE account SET totp_pending = $2 WHERE id = $1', [id, secret])
}

/** From now on the waiting secret counts; the code of `step` that proved it is used up. */
export async function adoptSecret(tx: Tx, id: string, secret: string, step: number): Promise<void> {
  await tx.execute(
    `UPDATE account SET totp_secret = $2, totp_pending = NULL, totp_confirmed_at = $3, totp_last_step = $4,
       version = version + 1 WHERE id = $1`,
    [id, secret, tx.now, step],
  )
}

/** Uses up the code of a step; false when it, or a later one, was used before. */
export async function useStep(tx: Tx, id: string, step: number): Promise<boolean> {
  const used = await tx.execute(
    'UPDATE account SET totp_last_step = $2 WHERE id = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)',
    [id, step],
  )
  return used === 1
}

export interface ListedAccount extends AccountRow {
  readonly org_name: string | null
}

/** One page of accounts whose login or name holds the text. */
export async function listAccountRows(
  tx: Tx,
  filter: { readonly q?: string | undefined; readonly limit: number; readonly offset: number },
): Promise<{ rows: ListedAccount[]; total: number }> {
  const where = `$1::text IS NULL OR position(lower($1) IN lower(a.login)) > 0 OR position($1 IN a.display_name) > 0`
  const rows = await tx.query<ListedAccount>(
    `SELECT ${COLUMNS}, o.name_zh AS org_name FROM account a LEFT JOIN org o ON o.path = a.org_path
     WHERE ${where} ORDER BY a.org_path, a.role, a.login LIMIT $2 OFFSET $3`,
    [filter.q ?? null, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*) AS total FROM account a WHERE ${where}`,
    [filter.q ?? null],
  )
  return { rows, total: count?.total ?? 0 }
}
