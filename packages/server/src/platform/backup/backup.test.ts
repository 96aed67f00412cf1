import { randomBytes } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actorOf, createTestDatabase, fixedClock, type TestDatabase } from '../../../testing/database.ts'
import { createKeyFile, Keyring, openKeyring, readKeyFile } from '../crypto/index.ts'
import { prepareDatabase, withActor } from '../db/index.ts'
import { sealLedger, verifyLedger } from '../ledger/index.ts'
import { discardDatabase, openDatabase, UNSAFE_BUT_FAST } from '../postgres/index.ts'
import { readBackupHeader } from './read-archive.ts'
import { restoreBackup } from './restore-backup.ts'
import { verifyBackup } from './verify-backup.ts'
import { writeBackup } from './write-backup.ts'

const clock = fixedClock()
const system = actorOf('system', '310118/')
const NUMBER = '310199194508150025'
const person = newId()
const household = newId()
let source: TestDatabase
let folder: string
let keys: string
let keyring: Keyring

/** A household with awkward texts, an encrypted number, a sealed ledger and a file of several parts. */
async function fill(): Promise<void> {
  await withActor(source.database, system, { clock, purpose: 'test' }, async (tx) => {
    await tx.execute(
      `INSERT INTO household (id, no, org_path, head_name, address, source, created_at, updated_at)
       VALUES ($1, 'H1', '310118/310118001/', '张三', E'一行\\n两行\\t和\\\\反斜杠', 'test', $2, $2)`,
      [household, tx.now],
    )
    await tx.execute(
      `INSERT INTO person (id, household_id, org_path, name, name_pinyin, id_number, id_number_index, source, created_at, updated_at)
       VALUES ($1, $2, '310118/310118001/', '张三', 'zhangsan', $3, $4, 'test', $5, $5)`,
      [
        person,
        household,
        keyring.encrypt({ table: 'person', column: 'id_number', rowId: person }, NUMBER),
        keyring.blindIndex('resident-id', NUMBER),
        tx.now,
      ],
    )
    await tx.execute(
      `INSERT INTO household_now (household_id, org_path, updated_at, f_monthly_income)
       VALUES ($1, '310118/310118001/', $2, 123456)`,
      [household, tx.now],
    )
    const file = newId()
    await tx.execute(
      `INSERT INTO stored_file (id, owner_id, org_path, name, mime, size, sha256, created_at)
       VALUES ($1, $2, '310118/', 'f', 'x', 1, 'x', $3)`,
      [file, system.userId, tx.now],
    )
    await tx.execute(
      'INSERT INTO file_chunk (file_id, no, bytes) SELECT $1, n, b FROM unnest($2::bytea[]) WITH ORDINALITY AS t(b, n)',
      [file, Array.from({ length: 12 }, () => randomBytes(500_000))],
    )
    for (let n = 0; n < 50; n++) {
      tx.ledger({
        action: 'a.b',
        objectKind: 'household',
        objectId: household,
        householdId: household,
        data: { n },
      })
    }
  })
  await sealLedger(source.database, clock)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lastmile-backup-'))
  keys = join(folder, 'keys.json')
  source = await createTestDatabase()
  keyring = await openKeyring(source.database, keys)
  await fill()
  await writeBackup(source.database, { file: join(folder, 'whole.lmb'), keyring, clock })
})
afterAll(async () => {
  await source.close()
  rmSync(folder, { recursive: true, force: true })
})

const whole = () => join(folder, 'whole.lmb')

async function readNumber(db: TestDatabase['database'], ring: Keyring): Promise<string> {
  const index = ring.blindIndex('resident-id', NUMBER)
  const [row] = await withActor(db, system, { clock, purpose: 'test' }, (tx) =>
    tx.query<{ id: string; id_number: string }>(
      'SELECT id, id_number FROM person WHERE id_number_index = $1',
      [index],
    ),
  )
  if (!row) throw new Error('the person is found by the number')
  return ring.decrypt({ table: 'person', column: 'id_number', rowId: row.id }, row.id_number)
}

describe('a backup', () => {
  it('is one private file that says what it holds, and holds neither keys nor names in clear', async () => {
    expect(statSync(whole()).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
    const summary = await verifyBackup(whole(), keyring)
    expect(summary).toMatchObject({ keys: keyring.ids, ledger: { entries: 50, blocks: 1 } })
    expect(summary.ledger.head).toBe((await verifyLedger(source.database)).head)
    const bytes = readFileSync(whole())
    const file = readKeyFile(keys)
    if (!file) throw new Error('the key file is there')
    for (const secret of [file.master.bytes, file.index.bytes]) {
      expect(bytes.includes(secret)).toBe(false)
      expect(bytes.includes(secret.toString('base64url'))).toBe(false)
    }
    expect(bytes.includes('张三')).toBe(false)
    expect((await readBackupHeader(whole())).keyFile).toBe(keys)
  })

  it('does not overwrite a file', async () => {
    const trying = writeBackup(source.database, { file: whole(), keyring, clock })
    await expect(trying).rejects.toMatchObject({ code: 'backup_file_exists' })
  })

  it('is one snapshot: what is written meanwhile is not in it', async () => {
    const file = join(folder, 'snapshot.lmb')
    let wrote = false
    const summary = await writeBackup(source.database, {
      file,
      keyring,
      clock,
      onProgress: () => {
        if (wrote) return
        wrote = true
        void source.superPool.query(
          `INSERT INTO ledger_entry (id, at, actor_role, action, object_kind, object_id)
           VALUES (gen_random_uuid(), now(), 'system', 'late', 'x', 'x')`,
        )
      },
    })
    expect(summary.ledger.entries).toBe(50)
    await source.superPool.query("DELETE FROM ledger_entry WHERE action = 'late'")
  })
})

describe('a restore', () => {
  it('on an empty machine brings everything back: numbers are read, the ledger verifies, work goes on', async () => {
    const dataDir = join(folder, 'new-machine')
    const db = await openDatabase({ dataDir, settings: UNSAFE_BUT_FAST })
    try {
      const summary = await restoreBackup(db, { file: whole(), keyring })
      expect(summary.ledger.entries).toBe(50)
      await prepareDatabase(db)
      const ring = await openKeyring(db, keys)
      expect(await readNumber(db, ring)).toBe(NUMBER)
      const result = await verifyLedger(db)
      expect(result).toMatchObject({ ok: true, entries: 50, head: summary.ledger.head })
      const rows = await withActor(db, system, { clock, purpose: 'test' }, (tx) =>
        tx.query(
          'SELECT h.address, n.f_monthly_income FROM household h JOIN household_now n ON n.household_id = h.id',
        ),
      )
      expect(rows).toEqual([{ address: '一行\n两行\t和\\反斜杠', f_monthly_income: 123456 }])
      const chunks = `SELECT md5(string_agg(bytes, '' ORDER BY no)) AS sum FROM file_chunk`
      expect((await db.adminPool?.query(chunks))?.rows).toEqual((await source.superPool.query(chunks)).rows)
      await withActor(db, system, { clock, purpose: 'test' }, async (tx) => {
        tx.ledger({ action: 'after', objectKind: 'x', objectId: 'x' })
      })
      await sealLedger(db, clock)
      expect(await verifyLedger(db)).toMatchObject({ ok: true, entries: 51, blocks: 2 })
    } finally {
      await db.close()
      await discardDatabase(dataDir)
    }
  }, 120_000)

  it('refuses a database that holds rows', async () => {
    const trying = restoreBackup(source.database, { file: whole(), keyring })
    await expect(trying).rejects.toMatchObject({ code: 'restore_target_not_empty' })
  })

  it('refuses another key by the id of the right one, before anything is touched', async () => {
    const target = await createTestDatabase({ state: 'empty' })
    try {
      const path = join(folder, 'foreign.json')
      createKeyFile(path)
      const file = readKeyFile(path)
      if (!file) throw new Error('the key file is there')
      const trying = restoreBackup(target.database, { file: whole(), keyring: new Keyring(file) })
      await expect(trying).rejects.toMatchObject({
        code: 'key_wrong',
        holes: { expected: keyring.ids.master },
      })
      const { rows } = await target.superPool.query(
        "SELECT count(*) AS tables FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')",
      )
      expect(rows).toEqual([{ tables: 0 }])
    } finally {
      await target.close()
    }
  })

  it('goes back to nothing when a row is refused in the middle, and can be done again', async () => {
    const target = await createTestDatabase()
    try {
      await target.superPool.query('ALTER TABLE file_chunk ADD CHECK (no <> 11)')
      const trying = restoreBackup(target.database, { file: whole(), keyring })
      await expect(trying).rejects.toMatchObject({ code: '23514' })
      const { rows } = await target.superPool.query(
        'SELECT (SELECT count(*) FROM household) AS households, (SELECT count(*) FROM ledger_entry) AS entries',
      )
      expect(rows).toEqual([{ households: 0, entries: 0 }])
      await target.superPool.query('ALTER TABLE file_chunk DROP CONSTRAINT file_chunk_no_check')
      await restoreBackup(target.database, { file: whole(), keyring })
      expect(await readNumber(target.database, keyring)).toBe(NUMBER)
    } finally {
      await target.close()
    }
  }, 120_000)
})

describe('a damaged file is refused as a whole:', () => {
  const damaged = (name: string, harm: (file: string) => void) => {
    const file = join(folder, `${name}.lmb`)
    copyFileSync(whole(), file)
    harm(file)
    return file
  }
  const flipAt = (file: string, at: number) => {
    const bytes = readFileSync(file)
    const handle = openSync(file, 'r+')
    writeSync(handle, Buffer.of((bytes[at] ?? 0) ^ 1), 0, 1, at)
    closeSync(handle)
  }

  it('one bit changed, anywhere in the data', async () => {
    const bytes = readFileSync(whole())
    const places = [0.2, 0.35, 0.5, 0.65, 0.8].map((share) => Math.floor(bytes.length * share))
    for (const [n, at] of places.entries()) {
      const file = damaged(`flip-${n}`, (path) => flipAt(path, at))
      await expect(verifyBackup(file, keyring)).rejects.toMatchObject({ code: 'backup_file_unreadable' })
    }
  })

  it('cut off, at any length', async () => {
    const { size } = statSync(whole())
    for (const [n, length] of [0, 100, 512, 5000, size >> 1, size - 4096, size - 1536].entries()) {
      const file = damaged(`cut-${n}`, (path) => truncateSync(path, length))
      await expect(verifyBackup(file, keyring)).rejects.toMatchObject({ code: 'backup_file_unreadable' })
    }
  })

  it('a changed header', async () => {
    const file = damaged('header', (path) => flipAt(path, readFileSync(path).indexOf('keys.json')))
    await expect(verifyBackup(file, keyring)).rejects.toMatchObject({ code: 'backup_file_unreadable' })
  })

  it('a changed number of rows in the manifest', async () => {
    const file = damaged('manifest', (path) => {
      const bytes = readFileSync(path)
      const at = bytes.lastIndexOf('"entries": 50')
      bytes.write('"entries": 49', at)
      writeFileSync(path, bytes)
    })
    await expect(verifyBackup(file, keyring)).rejects.toMatchObject({ code: 'backup_file_unreadable' })
  })

  it('another file altogether, or none', async () => {
    const other = join(folder, 'other.lmb')
    writeFileSync(other, 'PK not a backup')
    await expect(verifyBackup(other, keyring)).rejects.toMatchObject({ code: 'backup_file_unreadable' })
    const none = join(folder, 'none.lmb')
    await expect(verifyBackup(none, keyring)).rejects.toMatchObject({ code: 'backup_file_unreadable' })
    expect(existsSync(none)).toBe(false)
  })
})
