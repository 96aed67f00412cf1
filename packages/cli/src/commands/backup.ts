import { resolve } from 'node:path'
import { keyFilePath, openKeyring, systemClock, writeBackup } from '@lastmile/server/platform'
import { type Command, CommandError, type Context, type ExitCode } from '../command.ts'
import { dataDirOf, withDatabase } from '../database.ts'

/** `lastmile backup FILE`: the whole database in one encrypted file, while the server runs or not. */
export const command: Command = {
  name: 'backup',
  summary: 'write the whole database into one encrypted file',
  usage: ['backup FILE [--key-file FILE] [--data DIR] [--json]'],
  options: [
    {
      name: 'key-file',
      value: 'FILE',
      summary: 'the keys (default: LASTMILE_KEY_FILE, else keys.json in the data folder)',
    },
  ],
  words: 1,
  async run(context: Context): Promise<ExitCode> {
    const [word] = context.words
    if (word === undefined) throw new CommandError('usage', 'backup needs the name of the file to write')
    const file = resolve(context.cwd, word)
    const given = context.option('key-file')
    const keyFile = given ? resolve(context.cwd, given) : keyFilePath(context.env, dataDirOf(context))
    const started = performance.now()
    const summary = await withDatabase(context, async (db) => {
      const keyring = await openKeyring(db, keyFile)
      const onProgress = (table: string, rows: number) => {
        if (rows > 0) context.note(`${table}: ${rows} rows`)
      }
      return writeBackup(db, { file, keyring, clock: systemClock, onProgress })
    })
    const ms = Math.round(performance.now() - started)
    if (context.json) {
      context.print({ ...summary, keyFile, ms })
      return 0
    }
    const { rows, tables, ledger, keys, bytes } = summary
    context.say(`${rows} rows of ${tables} tables and ${ledger.entries} ledger entries in ${file}`)
    context.say(`${(bytes / 1e6).toFixed(1)} MB in ${(ms / 1000).toFixed(1)} s, read again and found whole`)
    context.say(`It can only be read with the key ${keys.master} of ${keyFile}: keep that apart from it.`)
    return 0
  },
}
