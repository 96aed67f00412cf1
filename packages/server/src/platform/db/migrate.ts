import pg from 'pg'
import { AppError } from '../errors/index.ts'
import { APPLICATION_ROLE, type Database } from '../postgres/index.ts'
import { type FactColumn, missingFactColumns, readFactColumns, syncFactColumns } from './fact-columns.ts'
import { grantJobSchema, installJobSchema } from './job-schema.ts'
import { type Migration, readMigrations } from './migration-files.ts'

export interface MigrateOptions {
  readonly migrations?: readonly Migration[]
  /** Facts whose columns the wide tables must have; default: the dictionary of the repository. */
  readonly facts?: readonly FactColumn[]
  readonly onProgress?: (name: string) => void
}

export interface MigrateResult {
  /** Names of the migrations that ran now. */
  readonly applied: readonly string[]
  /** Columns that were added to the wide tables. */
  readonly columns: readonly string[]
}

/** One migrator at a time on one database; any number that nothing else uses. */
const LOCK = 3_180_001

interface Applied {
  readonly name: string
  readonly sha256: string
}

async function ensureBookkeeping(client: pg.ClientBase): Promise<void> {
  await client.query(`CREATE TABLE IF NOT EXISTS public.schema_migration (
    name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`)
  await client.query(`GRANT SELECT ON public.schema_migration TO ${APPLICATION_ROLE}`)
}

/** The application's role, made where the migrator may make roles; without it nothing could be granted. */
async function ensureApplicationRole(client: pg.ClientBase, password: string | null): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APPLICATION_ROLE])
  if (rowCount) return
  const secret = password === null ? '' : ` PASSWORD ${pg.escapeLiteral(password)}`
  await client.query(`CREATE ROLE ${APPLICATION_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE${secret}`)
  await client.query(
    `DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO ${APPLICATION_ROLE}', current_database()); END $$`,
  )
}

/** Refuses files that were edited after they ran, and databases of a newer release. Returns what is still to run. */
function pendingOf(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, sha256 } of applied) {
    const file = known.get(name)
    if (!file) throw new AppError('migration_unknown', { name })
    if (file.sha256 !== sha256) throw new AppError('migration_edited', { name })
  }
  const done = new Set(applied.map((row) => row.name))
  const pending = migrations.filter((migration) => !done.has(migration.name))
  const firstPending = pending[0]
  const lastDone = applied
    .map((row) => row.name)
    .sort()
    .at(-1)
  if (firstPending && lastDone && firstPending.name < lastDone) {
    throw new AppError('migration_unknown', { name: lastDone })
  }
  return pending
}

async function inTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN')
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK])
    const result = await work()
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

async function readApplied(client: pg.ClientBase): Promise<Applied[]> {
  return (await client.query<Applied>('SELECT name, sha256 FROM public.schema_migration ORDER BY name')).rows
}

/** Runs the next migration, or returns null. Each has its own transaction, so that a failure leaves no half. */
async function runNext(client: pg.ClientBase, migrations: readonly Migration[]): Promise<string | null> {
  return inTransaction(client, async () => {
    const next = pendingOf(migrations, await readApplied(client))[0]
    if (!next) return null
    try {
      await client.query(next.sql)
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      throw new AppError('migration_failed', { name: next.name, detail }, { cause: error })
    }
    await client.query('INSERT INTO public.schema_migration (name, sha256) VALUES ($1, $2)', [
      next.name,
      next.sha256,
    ])
    return next.name
  })
}

/** Brings a database to this release with the migrator's connection: roles, migrations, queues, columns of facts. */
export async function migrateWith(
  client: pg.ClientBase,
  applicationPassword: string | null,
  options: MigrateOptions = {},
): Promise<MigrateResult> {
  const migrations = options.migrations ?? readMigrations()
  await inTransaction(client, async () => {
    await ensureApplicationRole(client, applicationPassword)
    await ensureBookkeeping(client)
  })
  const applied: string[] = []
  for (;;) {
    const name = await runNext(client, migrations)
    if (name === null) break
    applied.push(name)
    options.onProgress?.(name)
  }
  // Brings its own transaction and lock.
  await installJobSchema(client)
  await inTransaction(client, () => grantJobSchema(client))
  const facts = options.facts ?? readFactColumns()
  const columns = await inTransaction(client, () => syncFactColumns(client, facts))
  return { applied, columns }
}

/**
 * Migrates a database: each file in its own transaction under a lock, recorded with its checksum. Without a
 * migrator's connection it only checks that nothing is pending, and says what is missing.
 */
export async function migrate(db: Database, options: MigrateOptions = {}): Promise<MigrateResult> {
  if (!db.adminPool) {
    await requireMigrated(db, options.migrations ?? readMigrations(), options.facts ?? readFactColumns())
    return { applied: [], columns: [] }
  }
  const client = await db.adminPool.connect()
  try {
    return await migrateWith(client, db.applicationPassword, options)
  } finally {
    client.release()
  }
}

async function requireMigrated(
  db: Database,
  migrations: readonly Migration[],
  facts: readonly FactColumn[],
): Promise<void> {
  const client = await db.connect()
  try {
    const { rows } = await client.query<{ known: boolean }>(
      "SELECT to_regclass('public.schema_migration') IS NOT NULL AS known",
    )
    const applied = rows[0]?.known ? await readApplied(client) : []
    const pending = pendingOf(migrations, applied)
    const missing = [
      ...pending.map((migration) => migration.name),
      ...(await missingFactColumns(client, facts)),
    ]
    const first = missing[0]
    if (first) throw new AppError('migration_admin_missing', { count: missing.length, first })
  } finally {
    client.release()
  }
}
