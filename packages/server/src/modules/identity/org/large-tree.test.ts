import { scopeRange } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ApiClient,
  createTestApp,
  createTestDatabase,
  type TestApp,
  type TestDatabase,
} from '../../../../testing/index.ts'
import { systemClock, withActor } from '../../../platform/db/index.ts'
import { listUnits } from '../index.ts'

interface Unit {
  path: string
  name: string
}

/** 42,000 units, the size of a tree at which others broke: 1 district, 200 streets of 209 committees each. */
const STREETS = 200
const COMMITTEES = 209

describe('a tree of 42,000 units', () => {
  let test: TestDatabase
  let api: TestApp
  let bureau: ApiClient
  let backbone: ApiClient

  beforeAll(async () => {
    test = await createTestDatabase()
    api = await createTestApp(test)
    await test.superPool.query(
      `INSERT INTO org (id, code, path, parent_path, kind, name_zh)
       SELECT gen_random_uuid(), '990000', '990000/', NULL, 'district', '大区'
       UNION ALL SELECT gen_random_uuid(), 's' || s, format('990000/s%s/', lpad(s::text, 3, '0')), '990000/', 'street', '第' || s || '街道'
         FROM generate_series(1, $1::int) s
       UNION ALL SELECT gen_random_uuid(), format('c%s-%s', s, c), format('990000/s%s/c%s/', lpad(s::text, 3, '0'), lpad(c::text, 3, '0')),
           format('990000/s%s/', lpad(s::text, 3, '0')), 'committee', format('第%s街道%s居委会', s, c)
         FROM generate_series(1, $1::int) s, generate_series(1, $2::int) c`,
      [STREETS, COMMITTEES],
    )
    bureau = await api.signedInAs('bureau', '990000/')
    backbone = await api.signedInAs('backbone', '990000/s007/')
  }, 120_000)
  afterAll(async () => {
    await api.close()
    await test.close()
  })

  const units = async (client: ApiClient, query: Readonly<Record<string, unknown>>): Promise<Unit[]> =>
    (await client.get<Unit[]>('/orgs', query)).body

  it('is given level by level, by name, and never as a whole', async () => {
    const streets = await units(bureau, { kind: 'street' })
    expect(streets).toHaveLength(STREETS)
    expect(await units(bureau, { under: '990000/s003/', depth: 1, kind: 'committee' })).toHaveLength(
      COMMITTEES,
    )
    expect(await units(bureau, {})).toHaveLength(1000)
    const found = await units(bureau, { q: '第199街道208居' })
    expect(found.map((unit) => unit.path)).toEqual(['990000/s199/c208/'])
    expect(await units(backbone, {})).toHaveLength(COMMITTEES + 1)
  })

  it('is whole where the platform needs it whole, as for an import', async () => {
    const actor = { userId: '', role: 'system', orgPath: '990000/' } as const
    const all = await withActor(test.database, actor, { clock: systemClock, purpose: 'test' }, (tx) =>
      listUnits(tx, { under: '990000/' }),
    )
    expect(all).toHaveLength(1 + STREETS + STREETS * COMMITTEES)
  })

  it('is a range to every scope: no unit is listed to know what lies in it', async () => {
    const { lo, hi } = scopeRange('990000/s007/')
    const { rows } = await test.superPool.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM org WHERE path >= $1 AND path < $2',
      [lo, hi],
    )
    expect(rows[0]?.n).toBe(COMMITTEES + 1)
    for (const path of ['/households', '/gaps?state=open', '/cases', '/needs', '/today'])
      expect([path, (await backbone.get(path)).status]).toEqual([path, 200])
  })
})
