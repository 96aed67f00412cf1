import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cell } from '@lastmile/measure'
import { readDistrictScheme, readInstruments } from '@lastmile/measure/node'
import { CellCounter, countColumns } from '@lastmile/measure/population'
import { readOrgFile, writePopulation } from '@lastmile/population/node'
import { readLibrary, readPopulation } from '@lastmile/rules/node'
import { buildApp, composeModules, openOffice } from '@lastmile/server'
import { type Database, discardDatabase, openDatabase, systemClock } from '@lastmile/server/platform'
import { type Bench, type Measured, spent, summarise } from './frame/bench.ts'
import { serverOf, serverTime } from './frame/server-time.ts'
import { session } from './registry/session.ts'

const ROOT = join(import.meta.dirname, '..')
const HOUSEHOLDS = Number(process.env.LASTMILE_BENCH_HOUSEHOLDS ?? 1_000_000)
const DAY = '2026-06-30'
const ROUNDS = 5
const BATCH = 20_000
const LIMIT = { seconds: 5 }

/** Households that answer alike, by the path of their committee. */
async function assessed(folder: string, say: (text: string) => void): Promise<Map<string, Cell[]>> {
  const library = readLibrary(ROOT)
  const scheme = readDistrictScheme(ROOT, library, readInstruments(ROOT))
  const file = join(folder, 'population.parquet')
  say('generating')
  const org = readOrgFile(join(ROOT, 'districts', 'qingpu', 'org.yaml'))
  await writePopulation({ seed: 'bench', count: HOUSEHOLDS, org, out: file })
  const own = new Set(library.facts.all)
  const facts = [...scheme.facts].filter((fact) => own.has(fact))
  const found = new Map<string, Cell[]>()
  for await (const columns of readPopulation(file, library.facts, { facts })) {
    const counter = new CellCounter()
    countColumns(scheme, columns, DAY, counter)
    for (const [unit, cells] of counter.groups()) {
      const path = columns.org?.names[unit] ?? ''
      found.set(path, [...(found.get(path) ?? []), ...cells])
    }
  }
  return found
}

/** Writes a household and its assessment for each one that was counted. */
async function write(db: Database, units: ReadonlyMap<string, readonly Cell[]>, hash: string): Promise<void> {
  const client = await db.adminPool?.connect()
  if (!client) throw new Error('the bench needs the owner of the tables')
  try {
    await client.query("SET synchronous_commit = off; SET work_mem = '128MB'")
    const all = [...units].flatMap(([path, cells]) => cells.map((cell) => ({ path, ...cell })))
    for (let at = 0; at < all.length; at += BATCH) {
      const part = all.slice(at, at + BATCH)
      await client.query(
        `WITH drawn AS (
           SELECT gen_random_uuid() AS id, c.path, c.deprived, c.unknown, c.floor, greatest(1, round(c.weight / c.units))::int AS size
           FROM unnest($1::text[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[]) AS c(path, deprived, unknown, floor, units, weight),
             generate_series(1, c.units)),
         homes AS (
           INSERT INTO household (id, no, org_path, head_name, source, created_at, updated_at)
           SELECT id, id::text, path, '王', 'bench', now(), now() FROM drawn)
         INSERT INTO assessment (household_id, org_path, scheme_hash, legal_date, at, size, kind, deprived, unknown, inapplicable, floor,
           overrides, lower, upper, proposed, possible, firmness, state)
         SELECT id, path, $7, $8, now(), size, (ARRAY['elderly_alone','single_parent','other'])[1 + size % 3], deprived, unknown, 0, floor,
           0, 0, 0, 4, 4, 'firm', 'open' FROM drawn`,
        [
          ...(['path', 'deprived', 'unknown', 'floor', 'units', 'weight'] as const).map((name) =>
            part.map((cell) => cell[name]),
          ),
          ...[hash, DAY],
        ],
      )
    }
    await client.query('VACUUM (ANALYZE) household')
    await client.query('VACUUM (ANALYZE) assessment')
  } finally {
    client.release()
  }
}

const bench: Bench = {
  title: `The page of the measure over ${HOUSEHOLDS.toLocaleString('en')} assessed households, through the API`,
  async run(say) {
    const dataDir = mkdtempSync(join(tmpdir(), 'measure-bench-'))
    chmodSync(dataDir, 0o711)
    const units = await assessed(dataDir, say)
    const db = await openDatabase({ dataDir: join(dataDir, 'data') })
    try {
      const place = { root: ROOT, district: 'qingpu', keyFile: join(dataDir, 'keys.json') }
      const office = await openOffice(db, systemClock, place)
      const app = await buildApp({
        ...{ db, clock: systemClock, routers: composeModules(office).routers, version: 'bench' },
        ...{ consoleDir: join(dataDir, 'none'), uploadDir: join(dataDir, 'uploads') },
        ledgerState: async () => 'ok',
      })
      try {
        const cookie = await session(db, 'bureau', '310118/')
        const ask = async (path: string) => {
          const answer = await app.inject({ method: 'GET', url: `/api${path}`, headers: { cookie } })
          if (answer.statusCode !== 200)
            throw new Error(`${path}: ${answer.statusCode} ${answer.body.slice(0, 300)}`)
          return answer.json()
        }
        const { scheme } = await ask('/measure')
        say('writing')
        await write(db, units, scheme.hash)
        units.clear()
        const { rows: sessions } = (await db.adminPool?.query('SELECT pg_backend_pid() AS pid')) ?? {
          rows: [],
        }
        const server = serverOf(Number(sessions[0]?.pid))
        const rows: Measured[] = []
        for (const [what, path] of [
          ['by street', '/measure'],
          ['by committee of one street', '/measure?under=310118%2F310118001%2F'],
          ['by kind of household', '/measure?by=kind'],
        ] as const) {
          const { households } = await ask(path)
          const [clock, processor]: [number[], number[]] = [[], []]
          for (let round = 0; round < ROUNDS; round++) {
            const [begun, own, database] = [performance.now(), spent(), serverTime(server)]
            await ask(path)
            clock.push(performance.now() - begun)
            processor.push(spent() - own + serverTime(server) - database)
          }
          const where = `${what}, ${Number(households).toLocaleString('en')} households`
          rows.push(
            {
              what: `${where}: half are faster than`,
              value: summarise(clock).median / 1000,
              unit: 's',
              limit: { atMost: LIMIT.seconds },
            },
            {
              what: `${what}: processor time of server and database`,
              value: summarise(processor).median / 1000,
              unit: 's',
            },
          )
        }
        rows.push({
          what: 'most memory of the process',
          value: process.resourceUsage().maxRSS / 1000,
          unit: 'MB',
        })
        return rows
      } finally {
        await app.close()
      }
    } finally {
      await db.close()
      await discardDatabase(join(dataDir, 'data'))
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}

export default bench
