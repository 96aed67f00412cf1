import type { Group, Scheme } from '@lastmile/measure'
import { CommandError, type Context } from './command.ts'
import { dataDirOf, withDatabase } from './database.ts'

/** What the database can group by: it keeps no other facts beside an assessment. */
const GROUPS = ['org', 'kind', 'size'] as const

/** The assessments of a database by its scheme in force, as groups of households that answer alike. */
export async function measureDatabase(context: Context): Promise<{
  readonly scheme: Scheme
  readonly groups: readonly Group[]
  readonly labels: ReadonlyMap<string, string>
}> {
  const asked = context.option('by') ?? 'org'
  const by = GROUPS.find((one) => one === asked)
  if (!by)
    throw new CommandError(
      'usage',
      `measure groups the database by ${GROUPS.join(', ')}; use --from FILE to group by "${asked}"`,
      { by: asked },
    )
  if (context.option('scheme') !== undefined)
    throw new CommandError(
      'usage',
      'the database is measured by its scheme in force; --scheme needs --from FILE',
    )
  const [server, platform] = await Promise.all([
    import('@lastmile/server'),
    import('@lastmile/server/platform'),
  ])
  const { scheme, groups } = await withDatabase(context, async (db) => {
    const keyFile = platform.keyFilePath(context.env, dataDirOf(context))
    const district = context.env.LASTMILE_DISTRICT ?? 'qingpu'
    const place = { root: context.root, district, keyFile }
    const office = await server.openOffice(db, platform.systemClock, place)
    const { assessment } = server.composeModules(office)
    return server.asPlatform(office, 'measure', (tx) =>
      server.schemeCells(tx, assessment, { under: office.districtPath, by }),
    )
  })
  if (groups.size === 0)
    throw new CommandError(
      'not-assessed',
      `no household is assessed by the scheme in force (${scheme.id} ${scheme.document.version}); the nightly screening does it`,
    )
  const list = [...groups].map(([id, cells]) => ({ id, cells })).sort((a, b) => a.id.localeCompare(b.id))
  return { scheme, groups: list, labels: new Map(list.map(({ id }) => [id, id])) }
}
