import { asPlatform, createAdministrator, openOffice } from '@lastmile/server'
import { AppError, keyFilePath, systemClock } from '@lastmile/server/platform'
import { type Command, CommandError, type Context, type ExitCode } from '../command.ts'
import { dataDirOf, withDatabase } from '../database.ts'

const LOGIN = /^[a-z0-9._-]{3,64}$/

/** `lastmile admin create`: the first administrator of a real office, by a one-time link. */
export const command: Command = {
  name: 'admin',
  summary: 'give a new office its first administrator, by a one-time link',
  usage: ['admin create --name NAME [--login LOGIN] [--url URL] [--another] [--data DIR] [--json]'],
  subcommands: ['create'],
  options: [
    { name: 'name', value: 'NAME', summary: 'name of the person' },
    { name: 'login', value: 'LOGIN', summary: 'login to give (default: admin)' },
    {
      name: 'url',
      value: 'URL',
      summary: 'address of the server, for the link (default http://127.0.0.1:8080)',
    },
    { name: 'another', summary: 'also when there is an administrator already' },
  ],
  async run(context: Context): Promise<ExitCode> {
    const name = context.option('name')?.trim()
    if (!name) throw new CommandError('usage', 'admin create needs --name: who the administrator is')
    const login = context.option('login') ?? 'admin'
    if (!LOGIN.test(login)) {
      throw new CommandError(
        'usage',
        `--login: "${login}" must be 3 to 64 of a-z, 0-9, dot, dash, underscore`,
      )
    }
    const base = context.option('url') ?? 'http://127.0.0.1:8080'
    if (!URL.canParse(base)) throw new CommandError('usage', `--url: "${base}" is no address`)
    const token = await withDatabase(
      context,
      async (db) => {
        const keyFile = keyFilePath(context.env, dataDirOf(context))
        const district = context.env.LASTMILE_DISTRICT ?? 'qingpu'
        const office = await openOffice(db, systemClock, { root: context.root, district, keyFile })
        if (office.demo) throw new AppError('demo_folder')
        return asPlatform(office, 'admin create', (tx) =>
          createAdministrator(tx, {
            name,
            login,
            orgPath: office.districtPath,
            another: context.flag('another'),
          }),
        )
      },
      { create: true },
    )
    const link = new URL(`/activate?token=${token}`, base).href
    if (context.json) {
      context.print({ login, name, link, validHours: 24 })
      return 0
    }
    context.say(`${name} · ${login}\n${link}`)
    context.say('这个链接 24 小时内有效，只能用一次。 The link is good for 24 hours and works once.')
    return 0
  },
}
