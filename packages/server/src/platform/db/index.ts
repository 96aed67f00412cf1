export { AUTH_ACTOR, actorSettings, SEALER_ACTOR, type TransactionActor } from './actor.ts'
export { asSystem } from './as-system.ts'
export { checkApplicationRole } from './check-role.ts'
export {
  type FactColumn,
  factColumn,
  factTable,
  factType,
  readFactColumns,
  syncFactColumns,
} from './fact-columns.ts'
export { JOB_SCHEMA } from './job-schema.ts'
export { appendLedgerRows, type Json, type LedgerEntry, type LedgerRow, ledgerRow } from './ledger-entry.ts'
export { type MigrateOptions, type MigrateResult, migrate, migrateWith } from './migrate.ts'
export { MIGRATIONS_FOLDER, type Migration, readMigrations } from './migration-files.ts'
export { prepareDatabase } from './prepare.ts'
export { rowArrays } from './row-arrays.ts'
export { unitAtDepth } from './unit-at-depth.ts'
export { type Clock, systemClock, type TransactionContext, type Tx, withActor } from './with-actor.ts'
