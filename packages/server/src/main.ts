import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { buildApp } from './app.ts'
import { type DemoAccount, demoAccounts } from './modules/identity/index.ts'
import { composeModules } from './modules/index.ts'
import { Nights } from './modules/policies/index.ts'
import { HourWatch, requestSignals } from './modules/signals/index.ts'
import { keyFilePath } from './platform/crypto/index.ts'
import { systemClock } from './platform/db/index.ts'
import { Sealer } from './platform/ledger/index.ts'
import { databaseOptions, openDatabase, type ServerEvent } from './platform/postgres/index.ts'
import { buildConsole, consoleDist } from './start/console-build.ts'
import { ledgerState } from './start/ledger-state.ts'
import {
  listenError,
  readTls,
  requireFreePort,
  requireProtection,
  type TlsFiles,
  urlOf,
} from './start/listening.ts'
import { asPlatform, type Office, openOffice } from './start/office.ts'
import { isSeeded, type SeedProgress } from './start/seed.ts'
import { seedInProcess } from './start/seed-process.ts'
import { Undoing } from './start/undoing.ts'
import { VERSION } from './version.ts'

/** How a server is started. */
export interface ServeOptions {
  /** The repository: policies, facts, districts, the console. */
  readonly root: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly dataDir: string
  readonly host: string
  readonly port: number
  /** Makes the data folder a demo, seeds it once and opens the demo accounts. */
  readonly demo: boolean
  readonly tls?: { readonly certFile: string; readonly keyFile: string } | undefined
  /** Folder name below `districts/`. */
  readonly district?: string
  /** How many households a demo gets; its own number when left out. */
  readonly households?: number
  /** What is being done, for people. */
  readonly note: (text: string) => void
  readonly onSeed?: SeedProgress
  /** Lines of the log, JSON; default: standard error, from warnings on. */
  readonly logger?: Logger
}

/** A server that listens. */
export interface RunningServer {
  readonly url: string
  readonly demo: boolean
  /** The demo accounts worth showing; empty on a real office. */
  readonly accounts: readonly DemoAccount[]
  /** Finishes the requests and steps under way, seals the ledger and leaves the database. */
  close(): Promise<void>
}

/** Addresses of the proxies in front, from LASTMILE_TRUSTED_PROXY (comma-separated). */
function trustedProxies(env: ServeOptions['env']): string[] {
  return (env.LASTMILE_TRUSTED_PROXY ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '')
}

function defaultLogger(env: ServeOptions['env']): Logger {
  return pino({ level: env.LASTMILE_LOG_LEVEL ?? 'warn', base: null }, pino.destination(2))
}

function tellDatabase(logger: Logger, event: ServerEvent): void {
  if (event.kind === 'lost') logger.warn('the database went away; it is started again')
  else if (event.kind === 'back') logger.warn({ afterMs: event.afterMs }, 'the database is back')
  else logger.error({ error: event.error.message }, 'the database could not be started again')
}

async function openHouse(
  options: ServeOptions,
  logger: Logger,
  undoing: Undoing,
): Promise<{ office: Office; modules: ReturnType<typeof composeModules> }> {
  const { env, dataDir, note } = options
  const clock = systemClock
  const opened = databaseOptions(env, dataDir)
  note('url' in opened ? 'Opening the database' : `Opening the database in ${dataDir}`)
  const db = await openDatabase(
    'url' in opened ? opened : { ...opened, onEvent: (event) => tellDatabase(logger, event) },
  )
  undoing.add(() => db.close())
  const district = options.district ?? env.LASTMILE_DISTRICT ?? 'qingpu'
  const office = await openOffice(
    db,
    clock,
    { root: options.root, district, keyFile: keyFilePath(env, dataDir) },
    { demo: options.demo, onMigration: (name) => note(`Migrated: ${name}`) },
  )
  const onJobError = (error: unknown, job: { id: string; kind: string }) =>
    logger.error({ job, error: error instanceof Error ? error.stack : String(error) }, 'a job failed')
  const modules = composeModules({ ...office, onJobError })
  if (office.demo && !(await isSeeded(office))) {
    const { root, households, onSeed } = options

    const input = { root, district, dataDir, ...(households === undefined ? {} : { households }) }
    await seedInProcess(input, env, onSeed ?? (() => undefined))
  }
  return { office, modules }
}

/**
 * Starts a server: database, migrations, console, in a demo the seeding, then sealer, jobs and the port. What was
 * opened is closed again when a later step fails.
 */
export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const { env, root, host, port, note } = options
  const tls: TlsFiles | null = options.tls ? readTls(options.tls.certFile, options.tls.keyFile) : null
  const proxies = trustedProxies(env)
  await requireFreePort({ host, port })
  const logger = options.logger ?? defaultLogger(env)
  const undoing = new Undoing()
  try {
    await buildConsole(root, () => note('Building the console (its sources are new)'))
    const { office, modules } = await openHouse(options, logger, undoing)
    const { db, clock, demo } = office
    requireProtection({ host, port }, { tls: tls !== null, proxied: proxies.length > 0, demo })
    const uploadDir = join(options.dataDir, 'uploads')
    // What a killed process left of unfinished uploads.
    rmSync(uploadDir, { recursive: true, force: true })
    const sealer = new Sealer(db, {
      clock,
      onError: (error) => logger.error({ error: String(error) }, 'the ledger could not be sealed'),
    })
    undoing.add(() => sealer.stop())
    undoing.add(() => modules.thread.close())
    undoing.add(() => modules.jobs.stop())
    await modules.jobs.work()
    const nights = new Nights({
      db,
      clock,
      jobs: modules.jobs,
      also: async (tx) => {
        await requestSignals(tx, modules.jobs)
      },
      districtPath: office.districtPath,
      onError: (error) =>
        logger.error({ error: String(error) }, 'the nightly screening could not be asked for'),
    })
    undoing.add(() => nights.stop())
    const hours = new HourWatch({
      db,
      clock,
      signals: modules.signals.signals,
      districtPath: office.districtPath,
      onError: (error) =>
        logger.error({ error: String(error) }, 'signals that are over their hours could not climb'),
    })
    undoing.add(() => hours.stop())
    const app = await buildApp({
      db,
      clock,
      routers: modules.routers,
      version: VERSION,
      consoleDir: consoleDist(root),
      uploadDir,
      ledgerState: () => ledgerState(db, clock),
      logger,
      trustedProxies: proxies,
      ...(tls ? { tls } : {}),
    })
    undoing.add(() => app.close())
    await app.listen({ host, port }).catch((error) => {
      throw listenError(error, { host, port })
    })
    const accounts = demo ? await asPlatform(office, 'start', demoAccounts) : []
    return { url: urlOf({ host, port }, tls !== null), demo, accounts, close: () => undoing.run() }
  } catch (error) {
    await undoing.run()
    throw error
  }
}
