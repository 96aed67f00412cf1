import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { systemClock, type Tx, withActor } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { Database } from '../postgres/index.ts'
import { createKeyFile, readKeyFile } from './key-file.ts'
import { type KeyIds, Keyring } from './keyring.ts'

/** Key of the row in `setting` that names the keys the data are encrypted with. */
export const KEY_SETTING = 'crypto.keys'

/** Where the key file lies: LASTMILE_KEY_FILE, else `keys.json` in the data folder. */
export function keyFilePath(env: Readonly<Record<string, string | undefined>>, dataDir: string): string {
  return resolve(env.LASTMILE_KEY_FILE || join(dataDir, 'keys.json'))
}

async function readIds(tx: Tx): Promise<KeyIds | null> {
  const rows = await tx.query<{ value: KeyIds }>('SELECT value FROM setting WHERE key = $1', [KEY_SETTING])
  return rows[0]?.value ?? null
}

/**
 * Opens the keys of a database. The first time they are made and their ids recorded in the database; from then on
 * a missing or foreign key file is refused by name (`key_missing`, `key_wrong`), so that nothing is ever
 * encrypted with keys that nobody keeps.
 */
export async function openKeyring(db: Database, path: string): Promise<Keyring> {
  const actor = { userId: '', role: 'system', orgPath: '' } as const
  return withActor(db, actor, { clock: systemClock, purpose: 'keys' }, async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(3180003)')
    const recorded = await readIds(tx)
    let file = readKeyFile(path)
    if (!file) {
      if (recorded) throw new AppError('key_missing', { keyId: recorded.master, file: path })
      mkdirSync(dirname(path), { recursive: true })
      createKeyFile(path)
      file = readKeyFile(path)
    }
    if (!file) throw new AppError('key_file_invalid', { file: path, detail: 'it vanished' })
    const keyring = new Keyring(file)
    if (recorded) requireKeys(keyring, recorded)
    if (!recorded || recorded.master !== keyring.ids.master) {
      await tx.execute(
        `INSERT INTO setting (key, value, updated_at) VALUES ($1, $2, $3)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
        [KEY_SETTING, JSON.stringify(keyring.ids), tx.now],
      )
    }
    return keyring
  })
}

/** Throws `key_wrong` unless the keyring can read what was written under the recorded keys. */
export function requireKeys(keyring: Keyring, recorded: KeyIds): void {
  if (!keyring.holds(recorded.master)) {
    throw new AppError('key_wrong', {
      expected: recorded.master,
      file: keyring.path,
      found: keyring.ids.master,
    })
  }
  if (keyring.ids.index !== recorded.index) {
    throw new AppError('key_wrong', {
      expected: recorded.index,
      file: keyring.path,
      found: keyring.ids.index,
    })
  }
}
