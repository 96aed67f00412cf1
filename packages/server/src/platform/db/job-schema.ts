import type { ClientBase } from 'pg'
import { PgBoss } from 'pg-boss'
import { APPLICATION_ROLE } from '../postgres/index.ts'

/** Schema of pg-boss. Backups leave it out: it holds only messages that point to rows of `job`. */
export const JOB_SCHEMA = 'jobs'

/**
 * Installs or updates the schema of pg-boss with the migrator's connection and lets the application use it. The
 * application's role owns nothing there, so its pg-boss runs with `migrate: false`.
 */
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
  await client.query(`
    GRANT USAGE ON SCHEMA ${JOB_SCHEMA} TO ${APPLICATION_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${JOB_SCHEMA} TO ${APPLICATION_ROLE};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${JOB_SCHEMA} TO ${APPLICATION_ROLE}`)
}
