import type { Json, Tx } from '../../../platform/db/index.ts'

/** A fact about this installation, or null. */
export async function readSetting(tx: Tx, key: string): Promise<Json> {
  const [row] = await tx.query<{ value: Json }>('SELECT value FROM setting WHERE key = $1', [key])
  return row?.value ?? null
}

export async function writeSetting(tx: Tx, key: string, value: Json): Promise<void> {
  await tx.execute(
    `INSERT INTO setting (key, value, updated_at) VALUES ($1, $2, $3)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
    [key, JSON.stringify(value), tx.now],
  )
}
