import pg from 'pg'
import { APPLICATION_ROLE, DATABASE_NAME, SOCKET_PORT } from './settings.ts'

const INT8 = 20
const NUMERIC = 1700
const DATE = 1082

function exactNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer beyond the safe range: ${text}`)
  return value
}

/**
 * How values arrive: bigint (money in fen, counts) as a number that must be exact, numeric as a number, a date as
 * its text `YYYY-MM-DD` (a legal date has no hour and no zone), timestamptz as Date.
 */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') {
      if (oid === INT8) return exactNumber
      if (oid === NUMERIC) return Number
      if (oid === DATE) return (text: string) => text
    }
    return pg.types.getTypeParser(oid, format)
  }) as typeof pg.types.getTypeParser,
}

/** Settings of every connection: an abandoned transaction or a lock queue must not hold the district up. */
const SESSION_OPTIONS = [
  '-c timezone=UTC',
  '-c datestyle=ISO,YMD',
  '-c idle_in_transaction_session_timeout=60000',
  '-c lock_timeout=30000',
].join(' ')

/** Connection settings for a server behind a socket folder. */
export function socketConnection(socketDir: string, role: string, database = DATABASE_NAME): pg.ClientConfig {
  return { host: socketDir, port: SOCKET_PORT, user: role, database, ...sessionConfig() }
}

/** Connection settings for a server named by a URL. */
export function urlConnection(url: string): pg.ClientConfig {
  return { connectionString: url, ...sessionConfig() }
}

function sessionConfig(): pg.ClientConfig {
  return {
    application_name: 'lastmile',
    options: SESSION_OPTIONS,
    types: valueTypes,
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
  }
}

/**
 * A pool. Connections that break are dropped in silence: whoever waits for an answer, or needs the next one, learns of
 * the trouble. (The pool listens to idle connections only; one that breaks in use would end the process.)
 */
export function makePool(config: pg.ClientConfig, max: number): pg.Pool {
  const pool = new pg.Pool({ ...config, max, idleTimeoutMillis: 60_000 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
  })
  return pool
}

/** SQLSTATE classes and system errors that mean: the server is away or going, try again. */
const AWAY = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
])

/** Whether an error means that the server cannot be reached or has cut the connection. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && AWAY.has(error.code)) return true
  return /Connection terminated|connection timeout|not queryable|Client has encountered a connection error/i.test(
    error.message,
  )
}

/** Whether a server answers behind a socket: `starting` while it recovers or shuts down. */
export async function probe(socketDir: string, role = APPLICATION_ROLE): Promise<'up' | 'starting' | 'down'> {
  const client = new pg.Client({ ...socketConnection(socketDir, role, 'template1') })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return 'up'
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '57P03') return 'starting'
    if (isConnectionLoss(error)) return 'down'
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}
