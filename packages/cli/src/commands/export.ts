import { writeFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { asPlatform, exportNeeds, findUnit, listAsCsv, type Office, openOffice } from '@lastmile/server'
import { keyFilePath, systemClock, writeListXlsx } from '@lastmile/server/platform'
import { type Command, CommandError, type Context, type ExitCode } from '../command.ts'
import { dataDirOf, withDatabase } from '../database.ts'

const LISTS = ['needs'] as const
const ENDINGS = ['.xlsx', '.csv']

/** `lastmile export --list needs`: the lists of the mandate as files. */
export const command: Command = {
  name: 'export',
  summary: 'write a list of the mandate as a workbook or csv',
  usage: ['export --list needs [--org PATH] --out FILE.xlsx|.csv [--data DIR] [--json]'],
  options: [
    { name: 'list', value: 'LIST', summary: `which list: ${LISTS.join(', ')}` },
    { name: 'org', value: 'PATH', summary: 'of which unit (default: the whole district)' },
    { name: 'out', value: 'FILE', summary: 'where to; the ending says which format' },
  ],
  async run(context: Context): Promise<ExitCode> {
    const list = context.option('list')
    if (!LISTS.some((one) => one === list))
      throw new CommandError('usage', `--list: "${list ?? ''}" is not one of ${LISTS.join(', ')}`)
    const out = context.option('out')
    if (out === undefined || !ENDINGS.includes(extname(out)))
      throw new CommandError('usage', '--out needs a file that ends in .xlsx or .csv')
    const written = await withDatabase(context, async (db) => {
      const keyFile = keyFilePath(context.env, dataDirOf(context))
      const district = context.env.LASTMILE_DISTRICT ?? 'qingpu'
      const office = await openOffice(db, systemClock, { root: context.root, district, keyFile })
      return take(context, office)
    })
    const path = resolve(context.cwd, out)
    const bytes = extname(out) === '.csv' ? listAsCsv(written) : await writeListXlsx([written])
    await writeFile(path, bytes)
    if (context.json) context.print({ list, out: path, rows: written.rows.length })
    else context.say(`${path}: ${written.rows.length} 行 rows`)
    return 0
  },
}

function take(context: Context, office: Office) {
  return asPlatform(office, 'export needs', async (tx) => {
    const under = context.option('org') ?? office.districtPath
    if ((await findUnit(tx, under)) === null)
      throw new CommandError(
        'usage',
        `--org: there is no unit "${under}"; write a path such as ${office.districtPath}`,
      )
    return (await exportNeeds(tx, { under })).list
  })
}
