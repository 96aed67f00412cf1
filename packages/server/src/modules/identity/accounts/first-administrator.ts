import { hashToken, randomToken } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { LINK_LIFE_MS } from '../limits.ts'
import { insertLink } from '../store/links.ts'
import { addAccount } from './manage-accounts.ts'

/** The first account of a real office: everything else starts from it. */
export interface FirstAdministrator {
  readonly name: string
  readonly login: string
  /** The district's unit. */
  readonly orgPath: string
  /** Also when an administrator is there already. */
  readonly another: boolean
}

/**
 * Creates an administrator with a one-time link, for whoever runs the server. Runs as the system.
 * @returns the token of the link, valid 24 hours.
 * @throws `administrator_exists` unless another one is asked for; `login_taken`.
 */
export async function createAdministrator(tx: Tx, input: FirstAdministrator): Promise<string> {
  const [known] = await tx.query<{ login: string }>(
    "SELECT login FROM account WHERE role = 'administrator' AND disabled_at IS NULL AND NOT demo ORDER BY created_at LIMIT 1",
  )
  if (known && !input.another) throw new AppError('administrator_exists', { login: known.login })
  const id = await addAccount(tx, { ...input, role: 'administrator' })
  const token = randomToken()
  await insertLink(tx, id, hashToken(token), new Date(tx.now.getTime() + LINK_LIFE_MS))
  return token
}
