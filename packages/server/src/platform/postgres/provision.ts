import pg from 'pg'
import { socketConnection } from './connection.ts'
import { APPLICATION_ROLE, DATABASE_NAME, MIGRATOR_ROLE, SUPERUSER } from './settings.ts'

/**
 * Makes the two roles and the database of an embedded cluster, where they are missing. The migrator owns the
 * database and everything in it; the application only ever logs in as its own role, which owns nothing.
 */
export async function provision(socketDir: string): Promise<void> {
  const client = new pg.Client(socketConnection(socketDir, SUPERUSER, 'postgres'))
  client.on('error', () => undefined)
  await client.connect()
  try {
    const roles = await client.query<{ rolname: string }>(
      'SELECT rolname FROM pg_roles WHERE rolname = ANY($1)',
      [[MIGRATOR_ROLE, APPLICATION_ROLE]],
    )
    const known = new Set(roles.rows.map((row) => row.rolname))
    for (const role of [MIGRATOR_ROLE, APPLICATION_ROLE]) {
      if (!known.has(role)) {
        await client.query(`CREATE ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB`)
      }
    }
    const databases = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE_NAME])
    if (databases.rowCount === 0) {
      await client.query(`CREATE DATABASE ${DATABASE_NAME} OWNER ${MIGRATOR_ROLE}`)
    }
    await client.query(`REVOKE ALL ON DATABASE ${DATABASE_NAME} FROM PUBLIC`)
    await client.query(`GRANT CONNECT ON DATABASE ${DATABASE_NAME} TO ${APPLICATION_ROLE}`)
  } finally {
    await client.end()
  }
}
