import { createHash, randomBytes } from 'node:crypto'
import { newId } from '@lastmile/domain'
import type { Database } from '@lastmile/server/platform'

/** A session of a new account, as signing in would leave it. */
export async function session(db: Database, role: string, orgPath: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const id = newId()
  const hash = createHash('sha256').update(token).digest()
  await db.adminPool?.query(
    'INSERT INTO account (id, login, display_name, role, org_path, created_at) VALUES ($1, $2, $2, $3, $4, now())',
    [id, `${role}.${id}`, role, orgPath],
  )
  await db.adminPool?.query(
    `INSERT INTO session (id, account_id, token_hash, csrf_token, created_at, last_seen_at, expires_at)
     VALUES ($1, $2, $3, 'bench', now(), now(), now() + interval '12 hours')`,
    [newId(), id, hash],
  )
  await db.adminPool?.query(
    'INSERT INTO staff (account_id, display_name, role, org_path) VALUES ($1, $2, $2, $3)',
    [id, role, orgPath],
  )
  return `sid=${token}`
}
