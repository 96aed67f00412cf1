import type { Database } from '../postgres/index.ts'
import { checkApplicationRole } from './check-role.ts'
import { type MigrateOptions, type MigrateResult, migrate } from './migrate.ts'

/** Makes an open database ready to serve: migrated, and the application's role proven harmless. */
export async function prepareDatabase(db: Database, options: MigrateOptions = {}): Promise<MigrateResult> {
  const result = await migrate(db, options)
  await checkApplicationRole(db)
  return result
}
