import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { orgUnitsFrom } from '@lastmile/population'
import { parse } from 'yaml'
import { seedDemo } from '../demo/index.ts'
import {
  DEMO_PASSWORD,
  loadOrgTree,
  readSetting,
  seedDemoAccounts,
  staffPlan,
  writeSetting,
} from '../modules/identity/index.ts'
import type { Modules } from '../modules/index.ts'
import { screenPopulation, unreceivedBy } from '../modules/policies/index.ts'
import { publishForms } from '../modules/visits/index.ts'
import { hashPassword } from '../platform/crypto/index.ts'
import { withActor } from '../platform/db/index.ts'
import { AppError } from '../platform/errors/index.ts'
import { sealLedger } from '../platform/ledger/index.ts'
import type { Database } from '../platform/postgres/index.ts'
import { asPlatform, type Office } from './office.ts'

const SEEDED = 'demo.seeded'
/** The accounts are there before the first record that somebody makes with them. */
const STAFF_SINCE_MS = (3 * 366 + 30) * 86_400_000

/** Told of what happens, and how far it is. */
export type SeedProgress = (
  step: { readonly zh: string; readonly en: string },
  done: number,
  total: number,
) => void

export interface SeedOptions {
  readonly root: string
  readonly district: string
  /** Invented households; the demo's own number when left out. */
  readonly households?: number
  readonly onProgress: SeedProgress
}

/**
 * Empties a demo whose seeding was killed: nobody has been let in yet, and half a history is none. Settings (the
 * keys' ids) and migrations stay.
 */
async function clearHalfSeed(db: Database): Promise<void> {
  if (!db.adminPool) throw new AppError('demo_half_seeded')
  const { rows } = await db.adminPool.query<{ tables: string | null }>(
    `SELECT string_agg(format('%I', c.relname), ', ') AS tables FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND c.relname NOT IN ('schema_migration', 'setting')`,
  )
  const tables = rows[0]?.tables
  if (tables) await db.adminPool.query(`TRUNCATE ${tables}`)
}

/** Seals everything that the seeding wrote, so that the first visitor finds a whole ledger. */
async function sealAll(office: Office): Promise<void> {
  let memory: Awaited<ReturnType<typeof sealLedger>>['memory'] | undefined
  for (;;) {
    const pass = await sealLedger(office.db, office.clock, memory)
    memory = pass.memory
    if (pass.entries === 0) return
  }
}

/** Whether a demo has been filled to the end. */
export async function isSeeded(office: Office): Promise<boolean> {
  return (await asPlatform(office, 'seed', (tx) => readSetting(tx, SEEDED))) === 'done'
}

/**
 * Fills a demo once: accounts for every role, then households with three years of records. A seeding that was killed
 * begins again from nothing; one that is done is left alone.
 * @returns whether anything was seeded.
 */
export async function seedDemoOnce(office: Office, modules: Modules, options: SeedOptions): Promise<boolean> {
  const { db, clock, districtPath, tree } = office
  const state = await asPlatform(office, 'seed', (tx) => readSetting(tx, SEEDED))
  if (state === 'done') return false
  if (state === 'begun') await clearHalfSeed(db)
  await asPlatform(office, 'seed', async (tx) => {
    await loadOrgTree(tx, tree)
    await publishForms(tx, office.forms, districtPath)
    await writeSetting(tx, SEEDED, 'begun')
  })
  const plan = staffPlan(tree)
  options.onProgress({ zh: '建立账号', en: 'Creating accounts' }, 0, plan.length)
  const hash = await hashPassword(DEMO_PASSWORD)
  const since = new Date(clock.now().getTime() - STAFF_SINCE_MS)
  const system = { userId: '', role: 'system', orgPath: districtPath } as const
  const ids = await withActor(db, system, { clock: { now: () => since }, purpose: 'seed' }, (tx) =>
    seedDemoAccounts(tx, plan, hash),
  )
  const orgFile: unknown = parse(
    readFileSync(join(options.root, 'districts', options.district, 'org.yaml'), 'utf8'),
  )
  await seedDemo({
    db,
    clock,
    households: modules.households,
    casework: modules.casework,
    discovery: modules.discovery,
    guidance: modules.guidance,
    assessment: modules.assessment,
    signals: modules.signals,
    visits: modules.visits,
    org: orgUnitsFrom(orgFile),
    districtPath,
    residents: plan.flatMap(({ role, login }) => (role === 'resident' ? (ids.get(login) ?? []) : [])),
    ...(options.households === undefined ? {} : { count: options.households }),
    unreceived: (tx, ids) => unreceivedBy(tx, modules.policies, ids),
    screen: async (onProgress) => {
      await screenPopulation(db, modules.policies, {
        clock,
        districtPath,
        onProgress: (done) => onProgress(done, options.households ?? 0),
      })
    },
    onProgress: options.onProgress,
  })
  await sealAll(office)
  await asPlatform(office, 'seed', (tx) => writeSetting(tx, SEEDED, 'done'))
  return true
}
