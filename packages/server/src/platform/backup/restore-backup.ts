import { finished } from 'node:stream/promises'
import pg from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import type { Keyring } from '../crypto/index.ts'
import { migrate, readMigrations } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { Database } from '../postgres/index.ts'
import { readLedgerHead, readTables } from './catalogue.ts'
import type { BackupHeader, BackupManifest } from './manifest.ts'
import { readArchive, readBackupHeader } from './read-archive.ts'
import { type BackupSummary, summarise, verifyBackup } from './verify-backup.ts'

export interface RestoreOptions {
  readonly file: string
  readonly keyring: Keyring
  readonly onProgress?: (step: string) => void
}

/** The structure that the backup was taken from: its migrations only, the newer ones run over the restored rows. */
async function migrateTo(db: Database, header: BackupHeader): Promise<void> {
  const known = new Map(readMigrations().map((migration) => [migration.name, migration]))
  const migrations = header.migrations.map(({ name, sha256 }) => {
    const migration = known.get(name)
    if (!migration) throw new AppError('migration_unknown', { name })
    if (migration.sha256 !== sha256) throw new AppError('migration_edited', { name })
    return migration
  })
  await migrate(db, { migrations, facts: [] })
}

async function requireEmpty(client: pg.ClientBase): Promise<void> {
  for (const { name } of await readTables(client)) {
    const { rowCount } = await client.query(`SELECT FROM public.${pg.escapeIdentifier(name)} LIMIT 1`)
    if (rowCount) throw new AppError('restore_target_not_empty', { table: name })
  }
}

/** Wide tables had columns for the facts of their time: those that migrations do not make are made as recorded. */
async function addRecordedColumns(client: pg.ClientBase, header: BackupHeader): Promise<void> {
  const present = new Map((await readTables(client)).map((table) => [table.name, table.columns]))
  for (const table of header.tables) {
    const columns = present.get(table.name)
    if (!columns)
      throw new AppError('restore_mismatch', { what: 'table', expected: table.name, found: 'none' })
    const names = new Set(columns.map((column) => column.name))
    for (const { name, type } of table.columns.filter((column) => !names.has(column.name))) {
      if (!name.startsWith('f_') || !/^[a-z ]+$/.test(type)) {
        throw new AppError('restore_mismatch', {
          what: 'column',
          expected: `${table.name}.${name}`,
          found: 'none',
        })
      }
      await client.query(
        `ALTER TABLE public.${pg.escapeIdentifier(table.name)} ADD COLUMN ${pg.escapeIdentifier(name)} ${type}`,
      )
    }
  }
}

/** A COPY under way. `refused` rejects when PostgreSQL refuses a row, whether anybody waits just then or not. */
interface Copy {
  readonly table: string
  readonly stream: CopyStreamQuery
  readonly refused: Promise<never>
}

/** Feeds the parts of one table after another into COPY. */
class TableLoader {
  readonly #client: pg.ClientBase
  readonly #header: BackupHeader
  readonly #onProgress: (step: string) => void
  #copy: Copy | null = null

  constructor(client: pg.ClientBase, header: BackupHeader, onProgress: (step: string) => void) {
    this.#client = client
    this.#header = header
    this.#onProgress = onProgress
  }

  async load(table: string, bytes: Buffer): Promise<void> {
    if (this.#copy?.table !== table) {
      await this.finish()
      this.#copy = this.#begin(table)
    }
    const { stream, refused } = this.#copy
    // The stream does not settle its waiters when PostgreSQL answers with an error: the race does.
    await Promise.race([refused, Promise.resolve()])
    await Promise.race([refused, new Promise((resolve) => stream.write(bytes, resolve))])
  }

  async finish(): Promise<void> {
    if (!this.#copy) return
    const { table, stream, refused } = this.#copy
    await Promise.race([refused, Promise.resolve()])
    stream.end()
    await Promise.race([refused, finished(stream)])
    this.#copy = null
    this.#onProgress(table)
  }

  #begin(table: string): Copy {
    const columns = this.#header.tables.find((candidate) => candidate.name === table)?.columns ?? []
    const list = columns.map((column) => pg.escapeIdentifier(column.name)).join(', ')
    const stream = this.#client.query(
      copyFrom(`COPY public.${pg.escapeIdentifier(table)} (${list}) FROM STDIN`),
    )
    const refused = new Promise<never>((_, reject) => {
      stream.on('error', reject)
    })
    refused.catch(() => undefined)
    return { table, stream, refused }
  }
}

async function setSequences(client: pg.ClientBase, manifest: BackupManifest): Promise<void> {
  for (const { name, last } of manifest.sequences) {
    if (last === null) continue
    await client.query("SELECT setval(format('public.%I', $1::text)::regclass, $2)", [name, last])
  }
}

async function requireSame(client: pg.ClientBase, manifest: BackupManifest): Promise<void> {
  const require = (what: string, expected: string | number, found: string | number) => {
    if (expected !== found) throw new AppError('restore_mismatch', { what, expected, found })
  }
  for (const { name, rows } of manifest.tables) {
    const counted = await client.query<{ rows: number }>(
      `SELECT count(*) AS rows FROM public.${pg.escapeIdentifier(name)}`,
    )
    require(`rows of ${name}`, rows, counted.rows[0]?.rows ?? 0)
  }
  const ledger = await readLedgerHead(client)
  require('ledger entries', manifest.ledger.entries, ledger.entries)
  require('ledger head', manifest.ledger.head, ledger.head)
}

async function loadRows(client: pg.PoolClient, options: RestoreOptions): Promise<BackupSummary> {
  const progress = options.onProgress ?? (() => undefined)
  let loader: TableLoader | null = null
  const { header, manifest } = await readArchive(options.file, options.keyring, {
    onHeader: async (found) => {
      await addRecordedColumns(client, found)
      loader = new TableLoader(client, found, progress)
    },
    onPart: async (table, _part, bytes) => loader?.load(table, bytes),
  })
  await (loader as TableLoader | null)?.finish()
  await setSequences(client, manifest)
  await requireSame(client, manifest)
  return summarise(options.file, header, manifest)
}

/**
 * Restores a backup into an empty database. The file is read and checked as a whole before anything is touched; then
 * the structure of its time is made, all rows are loaded and counted in one transaction, and the newer migrations run.
 * When it fails, no row is there. Refuses without the right key by its id, and a database that holds rows.
 */
export async function restoreBackup(db: Database, options: RestoreOptions): Promise<BackupSummary> {
  const pool = db.adminPool
  if (!pool) throw new AppError('backup_admin_missing')
  options.onProgress?.('verify')
  await verifyBackup(options.file, options.keyring)
  const header = await readBackupHeader(options.file)
  await migrateTo(db, header)
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('BEGIN')
    await requireEmpty(client)
    const summary = await loadRows(client, options)
    await client.query('COMMIT')
    broken = false
    await migrate(db)
    return summary
  } finally {
    // A failed COPY leaves the connection in an unknown state: it is closed, which rolls everything back.
    client.release(broken)
  }
}
