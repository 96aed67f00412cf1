import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, openSync, renameSync, rmSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import { newId } from '@lastmile/domain'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type Pack, pack } from 'tar-stream'
import type { Keyring } from '../crypto/index.ts'
import type { Clock } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { Database } from '../postgres/index.ts'
import { inWritingOrder, readLedgerHead, readSequences, readTables } from './catalogue.ts'
import {
  type BackupHeader,
  type BackupManifest,
  FORMAT,
  HEADER,
  MANIFEST,
  MANIFEST_MAC,
  partName,
  type TableInfo,
} from './manifest.ts'
import { PART_BYTES, PartCipher } from './part-cipher.ts'
import { type BackupSummary, verifyBackup } from './verify-backup.ts'

export interface BackupOptions {
  readonly file: string
  readonly keyring: Keyring
  readonly clock: Clock
  readonly onProgress?: (table: string, rows: number) => void
}

type Archive = (name: string, bytes: Buffer) => Promise<void>

/** Adds entries to a tar stream, waiting while the disk is behind. */
function archiveInto(tar: Pack, at: Date): Archive {
  return (name, bytes) =>
    new Promise((resolve, reject) => {
      tar.entry({ name, size: bytes.length, mtime: at, mode: 0o600 }, bytes, (error) =>
        error ? reject(error) : resolve(),
      )
    })
}

async function copyTable(
  client: pg.PoolClient,
  table: TableInfo,
  cipher: PartCipher,
  archive: Archive,
): Promise<BackupManifest['tables'][number]> {
  const columns = table.columns.map((column) => pg.escapeIdentifier(column.name)).join(', ')
  const name = pg.escapeIdentifier(table.name)
  const stream = client.query(copyTo(`COPY (SELECT ${columns} FROM public.${name}) TO STDOUT`))
  const hash = createHash('sha256')
  let pending: Buffer[] = []
  let size = 0
  let parts = 0
  const flush = async () => {
    if (size === 0) return
    const part = partName(table.name, parts++)
    await archive(part, await cipher.seal(part, Buffer.concat(pending)))
    pending = []
    size = 0
  }
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('COPY gave no bytes')
    hash.update(chunk)
    pending.push(chunk)
    size += chunk.length
    if (size >= PART_BYTES) await flush()
  }
  await flush()
  return { name: table.name, rows: stream.rowCount, parts, sha256: hash.digest('hex') }
}

async function writeEntries(
  client: pg.PoolClient,
  db: Database,
  options: BackupOptions,
  archive: Archive,
): Promise<void> {
  const { keyring, clock } = options
  const migrations = await client.query<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM public.schema_migration ORDER BY name',
  )
  const header: BackupHeader = {
    product: 'lastmile',
    format: FORMAT,
    id: newId(),
    createdAt: clock.now().toISOString(),
    postgres: db.info.version,
    keys: keyring.ids,
    keyFile: keyring.path,
    migrations: migrations.rows,
    tables: await inWritingOrder(client, await readTables(client)),
  }
  const cipher = new PartCipher(keyring, keyring.ids.master, header.id)
  const headerText = Buffer.from(JSON.stringify(header, null, 1))
  await archive(HEADER, headerText)
  const tables: BackupManifest['tables'] = []
  for (const table of header.tables) {
    const done = await copyTable(client, table, cipher, archive)
    tables.push(done)
    options.onProgress?.(done.name, done.rows)
  }
  const manifest: BackupManifest = {
    id: header.id,
    headerSha256: createHash('sha256').update(headerText).digest('hex'),
    tables,
    sequences: await readSequences(client),
    ledger: await readLedgerHead(client),
  }
  const text = Buffer.from(JSON.stringify(manifest, null, 1))
  await archive(MANIFEST, text)
  await archive(MANIFEST_MAC, Buffer.from(cipher.mac(text)))
}

/** Runs `work` on the migrator's connection, in one snapshot of the whole database. */
async function inSnapshot<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    // A table that would hide rows from its owner fails here, instead of being copied in part.
    await client.query('SET LOCAL row_security = off')
    const result = await work(client)
    await client.query('COMMIT')
    broken = false
    return result
  } finally {
    client.release(broken)
  }
}

/**
 * Writes the whole database into one file: every table by COPY in one snapshot, compressed, encrypted and
 * authenticated under the master key, with a manifest at the end. Streams; the file appears under its name only when
 * it is whole, and is read once more to prove it.
 */
export async function writeBackup(db: Database, options: BackupOptions): Promise<BackupSummary> {
  const { file } = options
  const pool = db.adminPool
  if (!pool) throw new AppError('backup_admin_missing')
  if (existsSync(file)) throw new AppError('backup_file_exists', { file })
  const draft = `${file}.part`
  rmSync(draft, { force: true })
  const output = createWriteStream(draft, { fd: openSync(draft, 'wx', 0o600), flush: true })
  const tar = pack()
  tar.pipe(output)
  const written = finished(output)
  written.catch((error) => tar.destroy(error))
  try {
    await inSnapshot(pool, (client) =>
      writeEntries(client, db, options, archiveInto(tar, options.clock.now())),
    )
    tar.finalize()
    await written
    const summary = await verifyBackup(draft, options.keyring)
    renameSync(draft, file)
    return { ...summary, file }
  } catch (error) {
    tar.destroy()
    output.destroy()
    rmSync(draft, { force: true })
    throw error
  }
}
