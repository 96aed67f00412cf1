// The platform's door for commands: database, keys, ledger and backups without the server and its modules.
export {
  type BackupSummary,
  readBackupHeader,
  restoreBackup,
  writeBackup,
} from './backup/index.ts'
export { Keyring, keyFilePath, openKeyring, readKeyFile } from './crypto/index.ts'
export { prepareDatabase, systemClock } from './db/index.ts'
export { AppError, isAppError } from './errors/index.ts'
export { type LedgerVerification, verifyLedger } from './ledger/index.ts'
export { writeListXlsx } from './paper/index.ts'
export {
  type Database,
  databaseOptions,
  discardDatabase,
  holdsDatabase,
  openDatabase,
} from './postgres/index.ts'
