import { chmodSync, copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import {
  AppError,
  type BackupSummary,
  databaseOptions,
  discardDatabase,
  holdsDatabase,
  Keyring,
  keyFilePath,
  openDatabase,
  readBackupHeader,
  readKeyFile,
  restoreBackup,
  verifyLedger,
} from '@lastmile/server/platform'
import { type Command, CommandError, type Context, type ExitCode } from '../command.ts'
import { dataDirOf, isExternal, withCommandErrors } from '../database.ts'

/** `lastmile restore FILE`: a backup into an empty database. Nothing is left behind when it fails. */
export const command: Command = {
  name: 'restore',
  summary: 'bring a backup back into an empty database',
  usage: ['restore FILE [--key-file FILE] [--data DIR] [--json]'],
  options: [
    {
      name: 'key-file',
      value: 'FILE',
      summary:
        'the keys that the backup was made with (default: LASTMILE_KEY_FILE, else keys.json in the data folder)',
    },
  ],
  words: 1,
  async run(context: Context): Promise<ExitCode> {
    const [word] = context.words
    if (word === undefined) throw new CommandError('usage', 'restore needs the name of a backup')
    const file = resolve(context.cwd, word)
    const started = performance.now()
    const { summary, keyFile } = await withCommandErrors(() => restore(context, file))
    const ms = Math.round(performance.now() - started)
    if (context.json) {
      context.print({ ...summary, keyFile, ms })
      return 0
    }
    const { rows, tables, ledger } = summary
    context.say(`${rows} rows of ${tables} tables and ${ledger.entries} ledger entries restored from ${file}`)
    context.say(`The ledger agrees with its seals. Taken ${summary.createdAt}; keys in ${keyFile}.`)
    return 0
  },
}

async function restore(context: Context, file: string): Promise<{ summary: BackupSummary; keyFile: string }> {
  const dataDir = dataDirOf(context)
  const home = keyFilePath(context.env, dataDir)
  const given = context.option('key-file')
  const keyFile = given ? resolve(context.cwd, given) : home
  const header = await readBackupHeader(file)
  const keys = readKeyFile(keyFile)
  if (!keys) throw new AppError('key_missing', { keyId: header.keys.master, file: keyFile })
  const isNew = !isExternal(context) && !holdsDatabase(dataDir)
  try {
    const summary = await restoreInto(context, dataDir, file, new Keyring(keys))
    return { summary, keyFile: bringKeysHome(context, keyFile, home) }
  } catch (error) {
    if (isNew) await discardDatabase(dataDir)
    throw error
  }
}

async function restoreInto(
  context: Context,
  dataDir: string,
  file: string,
  keyring: Keyring,
): Promise<BackupSummary> {
  const db = await openDatabase(databaseOptions(context.env, dataDir))
  try {
    const onProgress = (step: string) => context.note(step)
    const summary = await restoreBackup(db, { file, keyring, onProgress })
    context.note('verifying the ledger')
    const ledger = await verifyLedger(db)
    if (!ledger.ok || ledger.head !== summary.ledger.head) {
      throw new AppError('restore_mismatch', {
        what: 'ledger',
        expected: summary.ledger.head,
        found: ledger.firstBroken ? `broken at entry ${ledger.firstBroken.seq}` : ledger.head,
      })
    }
    return summary
  } finally {
    await db.close()
  }
}

/** The server looks for the keys where it always does: a new machine gets a copy there. */
function bringKeysHome(context: Context, keyFile: string, home: string): string {
  if (keyFile === home || existsSync(home)) return home
  mkdirSync(dirname(home), { recursive: true })
  copyFileSync(keyFile, home)
  chmodSync(home, 0o600)
  context.note(`the keys were copied to ${home}`)
  return home
}
