import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { buildApp, composeModules, openOffice } from '@lastmile/server'
import {
  type Database,
  discardDatabase,
  type Keyring,
  openDatabase,
  systemClock,
} from '@lastmile/server/platform'
import { type Bench, type Measured, summarise } from './frame/bench.ts'
import { fillRegistry } from './registry/fill.ts'
import { session } from './registry/session.ts'

const PERSONS = Number(process.env.LASTMILE_BENCH_PERSONS ?? 1_300_000)
const SAMPLES = 200
const WARM = 20
/** What the best published open registry states at 1.2 million records (OpenCRVS): the slow end must stay below. */
const LIMIT = { search: 60, open: 75, list: 30 }

type Sample = {
  readonly name: string
  readonly pinyin: string
  readonly address: string
  readonly idTail: string
  readonly id: string
  readonly phone: string
}

/** Some persons to look for. Their phones get their true blind index, which the bulk filling left out. */
async function samplePersons(db: Database, keys: Keyring): Promise<Sample[]> {
  const { rows } = (await db.adminPool?.query(
    `SELECT p.id AS person_id, p.household_id AS id, p.name, p.name_pinyin AS pinyin, h.address, right(p.id_number_masked, 4) AS "idTail",
       row_number() OVER () AS n
     FROM person p TABLESAMPLE SYSTEM (2) JOIN household h ON h.id = p.household_id ORDER BY hashtext(p.id::text) LIMIT ${SAMPLES + WARM}`,
  )) ?? { rows: [] }
  for (const [n, row] of rows.entries()) {
    row.phone = `1990000${String(n).padStart(4, '0')}`
    const index = keys.blindIndex('phone', `+86${row.phone}`)
    await db.adminPool?.query('UPDATE person SET phone_index = $2 WHERE id = $1', [row.person_id, index])
  }
  return rows
}

type Call = (sample: Sample) => Promise<void>

/** Milliseconds of one call after another, once each sample, after warming up. */
async function time(samples: readonly Sample[], call: Call): Promise<ReturnType<typeof summarise>> {
  const taken: number[] = []
  for (const [n, sample] of samples.entries()) {
    const started = performance.now()
    await call(sample)
    if (n >= WARM) taken.push(performance.now() - started)
  }
  return summarise(taken)
}

/** The same looked up by bare SQL. */
const BARE = {
  prefix: `SELECT p.id, p.name, p.sex, p.birth_date, p.id_number_masked, p.phone_masked, h.address, h.head_name, m.relation, o.name_zh
    FROM (SELECT person_id FROM search_token WHERE token ^@ $1 AND kind = ANY ($2) ORDER BY token, kind, person_id LIMIT 21) t
    JOIN person p ON p.id = t.person_id JOIN household h ON h.id = p.household_id JOIN membership m ON m.person_id = p.id JOIN org o ON o.path = h.org_path`,
  open: [
    'SELECT * FROM household WHERE id = $1',
    'SELECT * FROM membership m JOIN person p ON p.id = m.person_id WHERE m.household_id = $1',
    'SELECT DISTINCT ON (entity_id, fact) * FROM fact WHERE household_id = $1 ORDER BY entity_id, fact, valid_from DESC, learned_at DESC, seq DESC',
    'SELECT * FROM benefit_receipt WHERE household_id = $1',
  ],
  list: "SELECT * FROM household WHERE status = 'active' ORDER BY updated_at DESC, id LIMIT 50",
  count: "SELECT count(*) FROM household WHERE status = 'active'",
} as const

type Place = Readonly<{
  get: (cookie: string, path: string) => Promise<unknown>
  bare: (sql: string, values: unknown[]) => Promise<void>
}>

interface Task {
  readonly what: string
  readonly limit: number
  readonly path: (sample: Sample) => string
  readonly bare: (place: Place, sample: Sample) => Promise<void>
}

const search = (what: string, word: (sample: Sample) => string, kinds: string[]): Task => ({
  what: `search by ${what}`,
  limit: LIMIT.search,
  path: (sample) => `/households/search?q=${encodeURIComponent(word(sample))}`,
  bare: (place, sample) => place.bare(BARE.prefix, [word(sample).replaceAll(' ', ''), kinds]),
})

const TASKS: readonly Task[] = [
  search('name', ({ name }) => name, ['name', 'address']),
  search('the commonest surname', () => '王', ['name', 'address']),
  search('pinyin', ({ pinyin }) => pinyin, ['pinyin', 'initials', 'name', 'address']),
  search('the first letters of the pinyin', ({ pinyin }) => pinyin.replaceAll(' ', '').slice(0, 4), [
    'pinyin',
    'initials',
    'name',
    'address',
  ]),
  search('address', ({ address }) => address.slice(3, 12), ['name', 'address']),
  search('last four digits', ({ idTail }) => idTail, ['id_tail']),
  search('phone', ({ phone }) => phone, ['phone_tail']),
  search('surname and last four digits', ({ pinyin, idTail }) => `${pinyin.split(' ')[0]} ${idTail}`, [
    'pinyin',
  ]),
  search('two common words', ({ address }) => `王 ${address.slice(3, 7)}`, ['name']),
  {
    what: 'open a household',
    limit: LIMIT.open,
    path: ({ id }) => `/households/${id}`,
    bare: async (place, { id }) => {
      for (const sql of BARE.open) await place.bare(sql, [id])
    },
  },
  {
    what: 'its thread',
    limit: LIMIT.open,
    path: ({ id }) => `/households/${id}/thread`,
    bare: (place, { id }) =>
      place.bare('SELECT * FROM ledger_entry WHERE household_id = $1 ORDER BY at DESC, seq DESC LIMIT 50', [
        id,
      ]),
  },
  ...['updated', 'head', 'last-contact'].map((sort) => ({
    what: `list of households by ${sort}, with the whole number`,
    limit: LIMIT.list,
    path: () => `/households?sort=${sort}`,
    bare: async (place: Place) => {
      await place.bare(BARE.list, [])
      await place.bare(BARE.count, [])
    },
  })),
  {
    what: 'list of those with gaps',
    limit: LIMIT.list,
    path: () => '/households?filter=with-gaps&sort=gaps',
    bare: (place) =>
      place.bare('SELECT * FROM household WHERE open_gaps > 0 ORDER BY open_gaps DESC, id LIMIT 50', []),
  },
  {
    what: 'the page 今天',
    limit: LIMIT.list,
    path: () => '/today',
    bare: (place) => place.bare("SELECT * FROM gap WHERE state = 'open' ORDER BY found_at DESC LIMIT 20", []),
  },
]

async function measure(
  db: Database,
  keys: Keyring,
  app: Awaited<ReturnType<typeof buildApp>>,
  say: (text: string) => void,
) {
  const samples = await samplePersons(db, keys)
  if (samples.length < SAMPLES) throw new Error(`only ${samples.length} persons to look for`)
  const place: Place = {
    get: async (cookie, path) => {
      const answer = await app.inject({ method: 'GET', url: `/api${path}`, headers: { cookie } })
      if (answer.statusCode !== 200)
        throw new Error(`${path}: ${answer.statusCode} ${answer.body.slice(0, 200)}`)
      return answer.json()
    },
    bare: async (sql, values) => {
      await db.adminPool?.query(sql, values)
    },
  }
  const district = await session(db, 'bureau', '310118/')
  const committee = (
    await db.adminPool?.query("SELECT path FROM org WHERE kind = 'committee' ORDER BY path LIMIT 1")
  )?.rows[0]?.path
  const cadre = await session(db, 'cadre', committee)
  const rows: Measured[] = []
  for (const task of TASKS) {
    const ours = await time(samples, async (sample) => void (await place.get(district, task.path(sample))))
    const bare = await time(samples, (sample) => task.bare(place, sample))
    say(
      `${task.what}: ${ours.median.toFixed(1)} / ${ours.p95.toFixed(1)} ms, bare SQL ${bare.median.toFixed(1)} / ${bare.p95.toFixed(1)} ms`,
    )
    rows.push(
      {
        what: `${task.what}: half are faster than`,
        value: ours.median,
        unit: 'ms',
        peer: { name: 'bare SQL', value: bare.median },
        limit: { atMost: task.limit },
      },
      {
        what: `${task.what}: 95 of 100 are faster than`,
        value: ours.p95,
        unit: 'ms',
        peer: { name: 'bare SQL', value: bare.p95 },
        limit: { atMost: task.limit },
      },
    )
    if (task.what.startsWith('open') || task.what.startsWith('its')) continue
    const small = await time(samples, async (sample) => void (await place.get(cadre, task.path(sample))))
    rows.push({
      what: `${task.what}, by a cadre of one committee: 95 of 100`,
      value: small.p95,
      unit: 'ms',
      limit: { atMost: task.limit },
    })
    say(`  by a cadre: ${small.median.toFixed(1)} / ${small.p95.toFixed(1)} ms`)
  }
  return rows
}

const bench: Bench = {
  title: `A registry of ${PERSONS.toLocaleString('en')} persons through the API, whole district, under row-level security`,
  async run(say) {
    const dataDir = mkdtempSync(join(tmpdir(), 'registry-bench-'))
    chmodSync(dataDir, 0o711)
    const db = await openDatabase({ dataDir })
    try {
      const place = {
        root: join(import.meta.dirname, '..'),
        district: 'qingpu',
        keyFile: join(dataDir, 'keys.json'),
      }
      const office = await openOffice(db, systemClock, place)
      await fillRegistry(db, office.keys, PERSONS, say)
      const app = await buildApp({
        db,
        clock: systemClock,
        routers: composeModules(office).routers,
        version: 'bench',
        consoleDir: join(dataDir, 'none'),
        uploadDir: join(dataDir, 'uploads'),
        ledgerState: async () => 'ok',
      })
      try {
        return await measure(db, office.keys, app, say)
      } finally {
        await app.close()
      }
    } finally {
      await db.close()
      await discardDatabase(dataDir)
    }
  },
}

export default bench
