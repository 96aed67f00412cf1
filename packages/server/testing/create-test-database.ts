import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { migrateWith, readFactColumns, readMigrations } from '../src/platform/db/index.ts'
import { assembleDatabase, type Database, MIGRATOR_ROLE, makePool } from '../src/platform/postgres/index.ts'
import { type TestServer, testServer } from './test-server.ts'

/** A database of one test file. */
export interface TestDatabase {
  /** As the server opens it: application pool under row-level security, and the migrator's pool. */
  readonly database: Database
  /** Connections that nothing binds, to look behind the scenes and to tamper. */
  readonly superPool: pg.Pool
  readonly name: string
  readonly server: TestServer
  /** Closes the pools and drops the database. */
  close(): Promise<void>
}

export interface TestDatabaseOptions {
  /** `empty`: no migration has run. Default: all have, and the wide tables have their columns. */
  readonly state?: 'migrated' | 'empty'
}

const TEMPLATE_LOCK = 3_180_002

/** A migrated database is reused as long as neither a migration nor the dictionary of facts changes. */
function templateName(): string {
  const parts = [...readMigrations().map((migration) => migration.sha256), JSON.stringify(readFactColumns())]
  return `lastmile_template_${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16)}`
}

async function exists(client: pg.ClientBase, name: string): Promise<boolean> {
  return ((await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rowCount ?? 0) > 0
}

async function createEmpty(client: pg.ClientBase, server: TestServer, name: string): Promise<void> {
  const owner = server.kind === 'embedded' ? ` OWNER ${MIGRATOR_ROLE}` : ''
  await client.query(`CREATE DATABASE ${name}${owner} TEMPLATE template0`)
}

async function ensureTemplate(client: pg.ClientBase, server: TestServer, name: string): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK])
  try {
    if (await exists(client, name)) return
    const draft = `${name}_draft`
    await client.query(`DROP DATABASE IF EXISTS ${draft}`)
    await createEmpty(client, server, draft)
    const migrator = new pg.Client(server.migrator(draft))
    await migrator.connect()
    try {
      await migrateWith(migrator, null)
    } finally {
      await migrator.end()
    }
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`)
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK])
  }
}

/** Makes a database for a test file: a copy of the migrated template, in some tenths of a second. */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = await testServer()
  const name = `lastmile_test_${randomBytes(6).toString('hex')}`
  const maintenance = new pg.Client(server.superuser('postgres'))
  await maintenance.connect()
  try {
    if (options.state === 'empty') await createEmpty(maintenance, server, name)
    else {
      const template = templateName()
      await ensureTemplate(maintenance, server, template)
      const owner = server.kind === 'embedded' ? ` OWNER ${MIGRATOR_ROLE}` : ''
      await maintenance.query(`CREATE DATABASE ${name}${owner} TEMPLATE ${template} STRATEGY FILE_COPY`)
    }
  } finally {
    await maintenance.end()
  }
  const superPool = makePool(server.superuser(name), 3)
  const database = await assembleDatabase({
    kind: server.kind,
    pool: makePool(server.application(name), 6),
    adminPool: makePool(server.migrator(name), 3),
  })
  return {
    database,
    superPool,
    name,
    server,
    close: async () => {
      await Promise.all([database.close(), superPool.end()])
      await drop(server, name)
    },
  }
}

async function drop(server: TestServer, name: string): Promise<void> {
  const maintenance = new pg.Client(server.superuser('postgres'))
  await maintenance.connect()
  try {
    await maintenance.query(`DROP DATABASE ${name} WITH (FORCE)`)
  } finally {
    await maintenance.end()
  }
}
