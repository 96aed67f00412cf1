import type { Tx } from '../../../platform/db/index.ts'

/** A row of `source_key`; the secret is sealed. */
export interface SourceKeyRow {
  readonly id: string
  readonly source: string
  readonly org_path: string
  readonly label: string
  readonly secret: string
  readonly made_by: string
  readonly made_at: Date
  readonly revoked_at: Date | null
  readonly last_used_at: Date | null
}

const COLUMNS = 'id, source, org_path, label, secret, made_by, made_at, revoked_at, last_used_at'

export async function listKeys(tx: Tx): Promise<SourceKeyRow[]> {
  return tx.query<SourceKeyRow>(
    `SELECT ${COLUMNS} FROM source_key ORDER BY (revoked_at IS NOT NULL), made_at DESC, id`,
  )
}

export async function findKey(tx: Tx, id: string): Promise<SourceKeyRow | null> {
  const [row] = await tx.query<SourceKeyRow>(`SELECT ${COLUMNS} FROM source_key WHERE id = $1`, [id])
  return row ?? null
}

export async function insertKey(
  tx: Tx,
  row: Pick<SourceKeyRow, 'id' | 'source' | 'org_path' | 'label' | 'secret'>,
): Promise<void> {
  await tx.execute(
    `INSERT INTO source_key (id, source, org_path, label, secret, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.source, row.org_path, row.label, row.secret, tx.actor.userId, tx.now],
  )
}

export async function markRevoked(tx: Tx, id: string): Promise<void> {
  await tx.execute(
    'UPDATE source_key SET revoked_by = $2, revoked_at = $3 WHERE id = $1 AND revoked_at IS NULL',
    [id, tx.actor.userId, tx.now],
  )
}

/** Notes a signed request; false when its nonce was seen before. */
export async function takeNonce(tx: Tx, key: SourceKeyRow, nonce: string): Promise<boolean> {
  const taken = await tx.execute(
    `INSERT INTO source_push (key_id, nonce, org_path, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [key.id, nonce, key.org_path, tx.now],
  )
  if (taken > 0) await tx.execute('UPDATE source_key SET last_used_at = $2 WHERE id = $1', [key.id, tx.now])
  return taken > 0
}
