import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Role } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOf, foreignTo, LOCKED_DOORS, leaks, OPEN_DOORS } from '../../testing/every-door.ts'
import {
  type ApiClient,
  createTestApp,
  createTestDatabase,
  type TestApp,
  type TestDatabase,
  testAssessment,
  testKeyring,
  testLayouts,
  testLibrary,
  testLibrarySource,
  testLinkModel,
  testSignals,
  testSourceOrder,
} from '../../testing/index.ts'
import { readOrgFile } from '../modules/identity/index.ts'
import { readFormFiles } from '../modules/visits/index.ts'
import { systemClock, withActor } from '../platform/db/index.ts'
import { verifyLedger } from '../platform/ledger/index.ts'
import type { Office } from './office.ts'
import { isSeeded, seedDemoOnce } from './seed.ts'

const LONG = process.env.LASTMILE_LONG === '1'
const HOUSEHOLDS = LONG ? 5000 : 300
/** How many random households each role opens. */
const OPENED = LONG ? 200 : 25

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
/** Demo accounts whose work lies in the household page. */
const READERS: readonly [login: string, role: Role][] = [
  ['bureau', 'bureau'],
  ['backbone.xiayang', 'backbone'],
  ['cadre.xiayang01', 'cadre'],
  ['social.qingnuan1', 'social_worker'],
  ['supervisor', 'supervisor'],
  ['manager.qingnuan', 'org_manager'],
]

/** Accounts whose reach is smaller than the district: by area, or by what they were given. */
const NARROW: readonly [login: string, role: Role, byArea: boolean][] = [
  ['backbone.xiayang', 'backbone', true],
  ['cadre.xiayang01', 'cadre', true],
  ['social.qingnuan1', 'social_worker', false],
  ['manager.qingnuan', 'org_manager', false],
  ['volunteer1', 'volunteer', false],
  ['resident1', 'resident', false],
]

/** Lists that say how many there are, beside the table that they count. */
const COUNTED: readonly [path: string, table: string, where: string][] = [
  ['/households', 'household', "status = 'active'"],
  ['/needs', 'need', "state <> 'withdrawn'"],
  ['/visits', 'visit', 'true'],
  ['/gaps', 'gap', "state = 'open'"],
]

describe('a seeded demo', () => {
  let test: TestDatabase
  let office: Office
  let api: TestApp
  const steps: string[] = []

  beforeAll(async () => {
    test = await createTestDatabase()
    const tree = readOrgFile(join(ROOT, 'districts/qingpu/org.yaml'))
    office = {
      db: test.database,
      clock: systemClock,
      keys: testKeyring(),
      library: testLibrary(),
      librarySource: testLibrarySource(),
      layouts: testLayouts(),
      sourceOrder: testSourceOrder(),
      ...testAssessment(),
      signals: testSignals(),
      linkModel: testLinkModel(),
      tree,
      forms: readFormFiles(join(ROOT, 'districts/qingpu/forms')),
      leaseDays: 7,
      districtPath: tree[0]?.path ?? '',
      demo: true,
    }
    api = await createTestApp(test, { demo: true, clock: { ...systemClock, advance: () => undefined } })
    const options = { root: ROOT, district: 'qingpu', households: HOUSEHOLDS }
    const seeded = await seedDemoOnce(office, api.modules, {
      ...options,
      onProgress: ({ en }) => steps.push(en),
    })
    expect(seeded).toBe(true)
    expect(await seedDemoOnce(office, api.modules, { ...options, onProgress: () => undefined })).toBe(false)
  }, 600_000)
  afterAll(async () => {
    await api.close()
    await test.close()
  })

  const count = async (sql: string): Promise<number> => Number((await test.superPool.query(sql)).rows[0]?.n)

  const signIn = async (login: string, role: Role): Promise<ApiClient> => {
    const { rows } = await test.superPool.query('SELECT id, org_path FROM account WHERE login = $1', [login])
    return api.signedInAs(role, rows[0]?.org_path, { id: rows[0]?.id })
  }

  it('is told step by step, and known as done', async () => {
    expect(new Set(steps).size).toBeGreaterThanOrEqual(4)
    expect(await isSeeded(office)).toBe(true)
  })

  it('has a whole ledger: everything sealed, nothing broken', async () => {
    expect(await verifyLedger(test.database)).toMatchObject({ ok: true, unsealed: 0 })
    expect(await count('SELECT count(*) AS n FROM ledger_entry')).toBeGreaterThan(HOUSEHOLDS)
  })

  it('has something to show on every screen, over three years', async () => {
    const least: Record<string, number> = {
      household: HOUSEHOLDS,
      person: HOUSEHOLDS,
      fact: HOUSEHOLDS * 20,
      benefit_receipt: 20,
      gap: 10,
      need: 10,
      case_file: 10,
      contact: 10,
      plan_item: 10,
      import_batch: 1,
    }
    for (const [table, n] of Object.entries(least))
      expect([table, await count(`SELECT count(*) AS n FROM ${table}`)]).toEqual([
        table,
        expect.toSatisfy((found: number) => found >= n),
      ])
    expect(
      await count('SELECT extract(day FROM max(at) - min(at))::int AS n FROM ledger_entry'),
    ).toBeGreaterThan(900)
  })

  it.each(READERS)(
    'lets %s open random households of its scope, and meets no dead end',
    async (login, role) => {
      const client = await signIn(login, role)
      expect(await client.get('/today')).toMatchObject({ status: 200 })
      const actor = { userId: client.accountId, role, orgPath: client.orgPath }
      const rows = await withActor(test.database, actor, { clock: systemClock, purpose: 'test' }, (tx) =>
        tx.query<{ id: string }>('SELECT id FROM household ORDER BY md5(id::text) LIMIT $1', [OPENED]),
      )
      expect(rows.length).toBeGreaterThan(0)
      for (const { id } of rows) {
        const page = await client.get<{ members: unknown[]; facts: unknown[] }>(`/households/${id}`)
        expect([id, page.status]).toEqual([id, 200])
        expect(page.body.members.length).toBeGreaterThan(0)
        const thread = await client.get<{ items: unknown[] }>(`/households/${id}/thread`, { limit: 50 })
        expect([id, thread.status]).toEqual([id, 200])
        expect(thread.body.items.length).toBeGreaterThan(0)
        for (const part of [`/households/${id}/screening`, `/households/${id}/case`]) {
          const answer = await client.get(part)
          expect([part, [200, 403].includes(answer.status)]).toEqual([part, true])
        }
      }
    },
    300_000,
  )

  it('gives the volunteer orders', async () => {
    const client = await signIn('volunteer1', 'volunteer')
    const orders = await client.get<{ items?: unknown[] } & unknown[]>('/orders')
    expect(orders.status).toBe(200)
    expect((orders.body.items ?? orders.body).length).toBeGreaterThan(0)
  })

  it('lets the resident see the own plan, and who read it', async () => {
    const client = await signIn('resident1', 'resident')
    const own = await client.get<Record<string, unknown>>('/own')
    expect(own.status).toBe(200)
    expect(JSON.stringify(own.body)).toContain('household')
  })

  describe.each(NARROW)('by every door, to %s', (login, role, byArea) => {
    const reach = async () => {
      const client = await signIn(login, role)
      const foreign = await foreignTo(test, { id: client.accountId, orgPath: client.orgPath, byArea })
      expect(foreign.households).toBeGreaterThan(HOUSEHOLDS / 2)
      expect(foreign.words.length).toBeGreaterThan(HOUSEHOLDS)
      return { client, foreign }
    }
    const textOf = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body))

    it('comes no household, member, name or address of others', async () => {
      const { client, foreign } = await reach()
      let opened = 0
      for (const { path, query } of OPEN_DOORS) {
        const { status, body } = await client.get(path, query)
        expect([path, status]).toEqual([path, expect.toBeOneOf([200, 403])])
        if (status === 200) opened += 1
        expect([path, leaks(textOf(body), foreign)]).toEqual([path, []])
      }
      expect(opened).toBeGreaterThan(4)
      for (const q of foreign.words.slice(0, 40)) {
        const { status, body } = await client.get('/households/search', { q })
        expect([q, status]).toEqual([q, expect.toBeOneOf([200, 403])])
        // The words that were asked for may be said again.
        const found = leaks(textOf(body), { ...foreign, words: foreign.words.filter((word) => word !== q) })
        expect([q, found]).toEqual([q, []])
      }
    }, 120_000)

    it('opens nothing that belongs to others, by whatever id', async () => {
      const { client, foreign } = await reach()
      const known = new Map<string, string[]>()
      for (const table of new Set(LOCKED_DOORS.map((door) => door.table))) {
        const owner = table === 'household' ? 'id' : table === 'import_batch' ? null : 'household_id'
        const { rows } = await test.superPool.query<{ id: string }>(
          owner
            ? `SELECT id FROM ${table} WHERE ${owner} = ANY ($1) ORDER BY md5(id::text) LIMIT 3`
            : `SELECT id FROM ${table} WHERE NOT starts_with($1, org_path) AND NOT starts_with(org_path, $1) LIMIT 3`,
          [owner ? [...foreign.ids] : client.orgPath],
        )
        known.set(
          table,
          rows.map(({ id }) => id),
        )
      }
      for (const table of ['household', 'case_file', 'gap', 'visit']) expect(known.get(table)).not.toEqual([])
      const open = new Set<string>()
      for (const door of LOCKED_DOORS)
        for (const id of known.get(door.table) ?? []) {
          const { status } = await client.get(addressOf(door, id))
          if (status !== 403 && status !== 404) open.add(`${status} ${door.path}`)
        }
      expect([...open]).toEqual([])
    }, 120_000)
  })

  it.each(NARROW.filter(([, , byArea]) => byArea))(
    'counts for %s what lies in the area',
    async (login, role) => {
      const client = await signIn(login, role)
      for (const [path, table, where] of COUNTED) {
        const { body } = await client.get<{ total: number }>(path, { limit: 1 })
        const own = await count(
          `SELECT count(*) AS n FROM ${table} WHERE starts_with(org_path, '${client.orgPath}') AND ${where}`,
        )
        const all = await count(`SELECT count(*) AS n FROM ${table} WHERE ${where}`)
        expect([path, body.total]).toEqual([path, own])
        expect([path, own < all]).toEqual([path, true])
      }
    },
  )
})
