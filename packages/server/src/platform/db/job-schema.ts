import type { ClientBase } from 'pg'
import { PgBoss } from 'pg-boss'
import { APPLICATION_ROLE } from '../postgres/index.ts'

/** Schema of pg-boss. Backups leave it out: it holds only messages that point to rows of `job`. */
export const JOB_SCHEMA = 'jobs'

/** Installs or updates the schema of pg-boss with the migrator's connection. */
export async function installJobSchema(client: ClientBase): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => client.query(text, values) },
    schema: JOB_SCHEMA,
    supervise: false,
    schedule: false,
    registerInstance: false,
  })
  await boss.start()
  await boss.stop()
}

/**
 * Lets the application use the queues. Its role owns nothing there, so its pg-boss runs with `migrate: false`. Call
 * it under the migrations' lock: PostgreSQL refuses grants that change the same row of its catalogue at once.
 */
export async function grantJobSchema(client: ClientBase): Promise<void> {
  await client.query(`
    GRANT USAGE ON SCHEMA ${JOB_SCHEMA} TO ${APPLICATION_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${JOB_SCHEMA} TO ${APPLICATION_ROLE};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${JOB_SCHEMA} TO ${APPLICATION_ROLE}`)
}
