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

/**
 * Takes a day of something that happens once a day: true for one caller only, whoever else asks at the same time.
 * A day that is not later than the last one taken is refused.
 * @param day legal day `YYYY-MM-DD`.
 */
export async function takeDay(tx: Tx, key: string, day: string): Promise<boolean> {
  const written = await tx.execute(
    `INSERT INTO setting (key, value, updated_at) VALUES ($1, to_jsonb($2::text), $3)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
       WHERE setting.value #>> '{}' < excluded.value #>> '{}'`,
    [key, day, tx.now],
  )
  return written > 0
}
