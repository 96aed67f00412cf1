import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '@lastmile/domain'
import { expect, it } from 'vitest'
import { actorOf, createTestDatabase, fixedClock } from '../../../testing/database.ts'
import { type Keyring, openKeyring } from '../crypto/index.ts'
import { prepareDatabase, type Tx, withActor } from '../db/index.ts'
import { sealLedger, verifyLedger } from '../ledger/index.ts'
import { type Database, discardDatabase, openDatabase, UNSAFE_BUT_FAST } from '../postgres/index.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

// Runs twice in the test command: the second time the target is PostgreSQL 15, and the backup comes from 18.

const clock = fixedClock()
const system = actorOf('system', '310118/')
const NUMBER = '310199194508150025'
const person = newId()
const place = { table: 'person', column: 'id_number', rowId: person }
const as = <T>(db: Database, work: (tx: Tx) => Promise<T>) =>
  withActor(db, system, { clock, purpose: 'test' }, work)

async function writeOnePerson(db: Database, keyring: Keyring): Promise<void> {
  const household = newId()
  await as(db, async (tx) => {
    await tx.execute(
      `INSERT INTO household (id, no, org_path, head_name, source, created_at, updated_at)
       VALUES ($1, 'H1', '310118/310118001/', '李四', 'test', $2, $2)`,
      [household, tx.now],
    )
    await tx.execute(
      `INSERT INTO person (id, household_id, org_path, name, name_pinyin, id_number, source, created_at, updated_at)
       VALUES ($1, $2, '310118/310118001/', '李四', 'lisi', $3, 'test', $4, $4)`,
      [person, household, keyring.encrypt(place, NUMBER), tx.now],
    )
    tx.ledger({ action: 'person.created', objectKind: 'person', objectId: person, householdId: household })
  })
  await sealLedger(db, clock)
}

it('brings an embedded database to another server: the number is read, the ledger verifies', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lastmile-move-'))
  chmodSync(folder, 0o711)
  const dataDir = join(folder, 'data')
  const keys = join(folder, 'keys.json')
  const file = join(folder, 'move.lmb')
  const target = await createTestDatabase({ state: 'empty' })
  try {
    const source = await openDatabase({ dataDir, settings: UNSAFE_BUT_FAST })
    try {
      await prepareDatabase(source)
      const keyring = await openKeyring(source, keys)
      await writeOnePerson(source, keyring)
      await writeBackup(source, { file, keyring, clock })
      await restoreBackup(target.database, { file, keyring })
    } finally {
      await source.close()
    }
    const keyring = await openKeyring(target.database, keys)
    const [row] = await as(target.database, (tx) =>
      tx.query<{ id_number: string }>('SELECT id_number FROM person WHERE id = $1', [person]),
    )
    expect(keyring.decrypt(place, row?.id_number ?? '')).toBe(NUMBER)
    expect(await verifyLedger(target.database)).toMatchObject({ ok: true, entries: 1, blocks: 1 })
  } finally {
    await target.close()
    await discardDatabase(dataDir)
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)
