import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Role } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
})
