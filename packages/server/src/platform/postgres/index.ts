export { isConnectionLoss, makePool, socketConnection, urlConnection } from './connection.ts'
export { discardDatabase, holdsDatabase } from './discard.ts'
export { type EmbeddedOptions, EmbeddedServer, type ServerEvent } from './embedded-server.ts'
export {
  assembleDatabase,
  type Database,
  type DatabaseInfo,
  type DatabaseOptions,
  databaseOptions,
  openDatabase,
} from './open-database.ts'
export {
  APPLICATION_ROLE,
  DATABASE_NAME,
  MIGRATOR_ROLE,
  type Settings,
  SUPERUSER,
  UNSAFE_BUT_FAST,
} from './settings.ts'
