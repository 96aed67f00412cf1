import { asPlatform, composeModules, databasePopulation, openOffice } from '@lastmile/server'
import { keyFilePath, systemClock } from '@lastmile/server/platform'
import type { Context, ExitCode } from './command.ts'
import { dataDirOf, withDatabase } from './database.ts'
import type { Judged } from './judged.ts'
import { openPolicies } from './library-file.ts'

/** Runs a command over the households of the database, as the platform itself. */
export function overDatabase(
  context: Context,
  action: 'simulate.read' | 'screening.read',
  run: (judged: Judged) => Promise<ExitCode>,
): Promise<ExitCode> {
  const given = context.option('policies') === undefined ? null : openPolicies(context)
  const dataDir = dataDirOf(context)
  return withDatabase(context, async (db) => {
    const district = context.env.LASTMILE_DISTRICT ?? 'qingpu'
    const keyFile = keyFilePath(context.env, dataDir)
    const office = await openOffice(db, systemClock, { root: context.root, district, keyFile })
    return asPlatform(office, context.words[0] ?? action, async (tx) => {
      const library = given ?? (await composeModules(office).policies.holder.current(tx)).library
      const source = databasePopulation(tx, library, context.date, action)
      return run({ library, source, name: dataDir })
    })
  })
}
