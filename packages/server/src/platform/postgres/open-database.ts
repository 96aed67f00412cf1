import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { AppError } from '../errors/index.ts'
import { isConnectionLoss, makePool, socketConnection, urlConnection } from './connection.ts'
import { EmbeddedServer, type ServerEvent } from './embedded-server.ts'
import { APPLICATION_ROLE, MIGRATOR_ROLE, type Settings } from './settings.ts'

/** An embedded database by its data folder, or a server's by URL. */
export type DatabaseOptions =
  | {
      readonly dataDir: string
      readonly settings?: Settings
      readonly onEvent?: (event: ServerEvent) => void
    }
  | {
      /** Connection of the application role. */
      readonly url: string
      /** Connection of the migrator; needed only to migrate, back up and restore. */
      readonly adminUrl?: string | undefined
    }

export interface DatabaseInfo {
  readonly kind: 'embedded' | 'external'
  /** As the server says it, e.g. `18.4`. */
  readonly version: string
  /** The data folder of an embedded database. */
  readonly dataDir: string | null
}

/** An open database: the one object that the platform's other parts work with. */
export interface Database {
  /** Connections of the application role, under row-level security. */
  readonly pool: pg.Pool
  /** Connections of the migrator (owner of all tables), where there are any. */
  readonly adminPool: pg.Pool | null
  readonly info: DatabaseInfo
  /** Password in DATABASE_URL, which the migrator gives to the application's role when it makes that. */
  readonly applicationPassword: string | null
  /**
   * A connection of the application role. Waits while the server restarts; after half a minute it gives up with
   * `database_unavailable`. Release it.
   */
  connect(): Promise<pg.PoolClient>
  close(): Promise<void>
}

const CONNECT_PATIENCE_MS = 30_000
const OLDEST_VERSION = 150_000

/** Takes the options from the environment: DATABASE_URL (and DATABASE_ADMIN_URL), else the data folder. */
export function databaseOptions(
  env: Readonly<Record<string, string | undefined>>,
  dataDir: string,
): DatabaseOptions {
  const url = env.DATABASE_URL
  return url ? { url, adminUrl: env.DATABASE_ADMIN_URL || undefined } : { dataDir }
}

function passwordIn(url: string): string | null {
  return URL.canParse(url) ? decodeURIComponent(new URL(url).password) || null : null
}

async function readVersion(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ version: string; num: string }>(
    "SELECT split_part(current_setting('server_version'), ' ', 1) AS version, current_setting('server_version_num') AS num",
  )
  const row = rows[0]
  if (!row || Number(row.num) < OLDEST_VERSION) {
    throw new AppError('database_version_unsupported', { version: row?.version ?? '?' })
  }
  return row.version
}

async function patientConnect(pool: pg.Pool, whenUp: () => Promise<void>): Promise<pg.PoolClient> {
  const deadline = Date.now() + CONNECT_PATIENCE_MS
  for (;;) {
    try {
      return await pool.connect()
    } catch (error) {
      if (!isConnectionLoss(error)) throw error
      if (Date.now() > deadline) {
        const reason = error instanceof Error ? error.message : String(error)
        throw new AppError('database_unavailable', { reason }, { cause: error })
      }
      await Promise.race([whenUp(), sleep(deadline - Date.now())])
      await sleep(100)
    }
  }
}

/** Opens a database. An embedded one is started, or joined when another process has started it. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if ('url' in options) {
    return assembleDatabase({
      kind: 'external',
      pool: makePool(urlConnection(options.url), 10),
      adminPool: options.adminUrl ? makePool(urlConnection(options.adminUrl), 3) : null,
      applicationPassword: passwordIn(options.url),
    })
  }
  const server = await EmbeddedServer.join(options)
  return assembleDatabase({
    kind: 'embedded',
    pool: makePool(socketConnection(server.socketDir, APPLICATION_ROLE), 10),
    adminPool: makePool(socketConnection(server.socketDir, MIGRATOR_ROLE), 3),
    server,
  })
}

export interface DatabaseParts {
  readonly kind: 'embedded' | 'external'
  readonly pool: pg.Pool
  readonly adminPool: pg.Pool | null
  readonly applicationPassword?: string | null
  /** The share in the embedded server, which closes with the database. */
  readonly server?: EmbeddedServer
}

/** Puts a database together from its pools, and closes them when the server is none that we can use. */
export async function assembleDatabase(parts: DatabaseParts): Promise<Database> {
  const { kind, pool, adminPool, server } = parts
  const close = async () => {
    await Promise.all([pool.end(), adminPool?.end()])
    await server?.close()
  }
  try {
    const version = await readVersion(adminPool ?? pool)
    let closing: Promise<void> | null = null
    return {
      pool,
      adminPool,
      info: { kind, version, dataDir: server?.dataDir ?? null },
      applicationPassword: parts.applicationPassword ?? null,
      connect: () => patientConnect(pool, () => server?.whenUp() ?? Promise.resolve()),
      close: () => {
        closing ??= close()
        return closing
      },
    }
  } catch (error) {
    await close()
    if (!isConnectionLoss(error)) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new AppError('database_unavailable', { reason }, { cause: error })
  }
}
