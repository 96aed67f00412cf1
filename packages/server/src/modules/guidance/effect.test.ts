import type { EffectHousehold, EffectTable } from '@lastmile/contract'
import { newId } from '@lastmile/domain'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import {
  type Area,
  type AreaPerson,
  COMMITTEE,
  makeArea,
  OTHER_COMMITTEE,
  OTHER_STREET,
  STREET,
} from '../../../testing/area.ts'
import { quantile } from './effect/view-effect.ts'

type Table = z.infer<typeof EffectTable>
type Households = { items: z.infer<typeof EffectHousehold>[]; total: number }

describe('the effect of policies', () => {
  let area: Area
  beforeAll(async () => {
    area = await makeArea()
    const here = await area.openHousehold({ name: '甲户主' })
    const there = await area.openHousehold({ name: '乙户主' }, { as: 'cadreElsewhere' })
    // The opening screened both; what follows is all that these households have.
    await area.rows('DELETE FROM gap')
    await area.rows('DELETE FROM screening_result')
    const gap = (household: string, path: string, state: string, over: Record<string, unknown> = {}) => {
      const row = { decided_by: null, decided_at: null, dismiss_reason: null, ...over }
      return area.rows(
        `INSERT INTO gap (id, household_id, org_path, policy, state, since, found_at, because, library_hash,
           decided_by, decided_at, dismiss_reason)
         VALUES ($1, $2, $3, 'dibao', $4, '2025-05-01', '2025-05-01T01:00:00Z', '{}', 'x', $5, $6, $7)`,
        [newId(), household, path, state, row.decided_by, row.decided_at, row.dismiss_reason],
      )
    }
    for (const [household, path] of [
      [here, COMMITTEE],
      [there, OTHER_COMMITTEE],
    ] as const)
      await area.rows(
        `INSERT INTO screening_result (household_id, policy, org_path, outcome) VALUES ($1, 'dibao', $2, 'eligible')`,
        [household, path],
      )
    // Confirmed on 1 June at 00:30 in Shanghai, which is 31 May in UTC; received from 11 June: ten days.
    await gap(here, COMMITTEE, 'closed', { decided_by: newId(), decided_at: '2025-05-31T16:30:00Z' })
    await gap(here, COMMITTEE, 'dismissed', { decided_by: newId(), dismiss_reason: 'does_not_want' })
    await area.rows(
      `INSERT INTO benefit_receipt (id, household_id, org_path, policy, from_date, source_name, learned_at)
       VALUES ($1, $2, $3, 'dibao', '2025-06-11', 'test', '2025-06-12T01:00:00Z')`,
      [newId(), here, COMMITTEE],
    )
    await gap(there, OTHER_COMMITTEE, 'open')
  })
  afterAll(() => area.close())

  const effect = async (person: AreaPerson, query: Record<string, unknown> = {}) =>
    (await area.as(person)).get<Table>('/policy-effect', query)

  it('adds up what the reader may see, and no more', async () => {
    const { body: district } = await effect('bureau')
    expect(district.rows).toMatchObject([
      {
        policy: { id: 'dibao' },
        receiving: 1,
        entitled: 2,
        open: 1,
        confirmed: 1,
        waiting: 0,
        dismissed: { does_not_want: 1 },
        days: { count: 1, median: 10, q1: 10, q3: 10 },
      },
    ])
    expect((await effect('backboneElsewhere')).body.rows).toMatchObject([
      { receiving: 0, entitled: 1, open: 1, confirmed: 0, dismissed: {}, days: null },
    ])
    // Asking for another street's range opens nothing.
    expect((await effect('backbone', { under: OTHER_STREET })).body.rows).toEqual([])
    expect((await effect('worker')).status).toBe(403)
    expect((await effect('volunteer')).status).toBe(403)
  })

  it('opens a policy into the units below', async () => {
    const { body } = await effect('bureau', { policy: 'dibao' })
    expect(body.rows.map((row) => [row.unit.path, row.unit.name, row.entitled, row.open])).toEqual([
      [OTHER_STREET, '盈浦街道', 1, 1],
      [STREET, '夏阳街道', 1, 0],
    ])
    expect((await effect('bureau', { policy: 'dibao', under: STREET })).body.rows).toMatchObject([
      { unit: { path: COMMITTEE } },
    ])
    // A committee has no unit below: it stands for itself.
    expect((await effect('cadre', { policy: 'dibao' })).body.rows).toMatchObject([
      { unit: { path: COMMITTEE } },
    ])
  })

  it('opens "entitled" and "confirmed" into the households behind them, within scope', async () => {
    const list = async (person: AreaPerson, query: Record<string, unknown>) =>
      (await area.as(person)).get<Households>('/policy-effect/households', { policy: 'dibao', ...query })
    const entitled = (await list('bureau', { kind: 'entitled' })).body
    expect(entitled.total).toBe(2)
    expect(entitled.items.map((one) => [one.headName, one.receives, one.gap]).sort()).toEqual([
      ['乙户主', false, 'open'],
      ['甲户主', true, expect.stringMatching(/closed|dismissed/)],
    ])
    expect((await list('bureau', { kind: 'confirmed' })).body).toMatchObject({
      total: 1,
      items: [{ headName: '甲户主', receives: true, gap: 'closed', confirmedOn: '2025-06-01' }],
    })
    expect((await list('cadreElsewhere', { kind: 'confirmed' })).body.total).toBe(0)
    expect((await list('backbone', { kind: 'entitled', under: OTHER_STREET })).body.total).toBe(0)
    expect((await list('worker', { kind: 'entitled' })).status).toBe(403)
  })

  it('is taken as a workbook, which stands in the ledger', async () => {
    const answer = await (await area.as('bureau')).get('/policy-effect.xlsx')
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toContain('spreadsheetml')
    const parts = unzipSync(new Uint8Array(answer.raw.rawPayload))
    const text = Object.entries(parts)
      .filter(([name]) => name.endsWith('.xml'))
      .map(([, part]) => strFromU8(part))
      .join('')
    for (const part of ['政策效果', '最低生活保障', '受保护的政策（合计）', '少于 10'])
      expect(text).toContain(part)
    expect(await area.rows("SELECT data FROM ledger_entry WHERE action = 'effect.export'")).toMatchObject([
      { data: { unit: '青浦区', rows: 1 } },
    ])
  })

  it('gives protected policies as one rounded sum over the district, and never less than ten', async () => {
    const [guarded] = await area.rows<{ policy: string }>('SELECT policy FROM guarded_policy ORDER BY policy')
    const policy = guarded?.policy ?? ''
    const rows = (n: number) =>
      area.rows(
        `INSERT INTO gap (id, household_id, org_path, policy, state, since, found_at, because, library_hash)
         SELECT gen_random_uuid(), id, org_path, $1, 'dismissed', '2025-05-01', '2025-05-01T01:00:00Z', '{}', 'x'
         FROM household, generate_series(1, $2::int) LIMIT $2`,
        [policy, n],
      )
    expect((await effect('bureau')).body.guarded).toMatchObject({ dismissed: null, open: null })
    await area.rows("UPDATE gap SET dismiss_reason = 'does_not_want' WHERE state = 'dismissed'")
    await rows(9)
    await area.rows(
      "UPDATE gap SET dismiss_reason = 'facts_wrong' WHERE dismiss_reason IS NULL AND policy = $1",
      [policy],
    )
    expect((await effect('bureau')).body.guarded?.dismissed).toBeNull()
    await rows(8)
    await area.rows(
      "UPDATE gap SET dismiss_reason = 'facts_wrong' WHERE dismiss_reason IS NULL AND policy = $1",
      [policy],
    )
    const { body } = await effect('bureau')
    expect(body.guarded?.dismissed).toBe(15)
    expect(JSON.stringify(body)).not.toContain(policy)
    // No part of the district, no single policy, nobody below: sums could be taken from each other.
    expect((await effect('bureau', { under: STREET })).body.guarded).toBeNull()
    expect((await effect('bureau', { policy })).body).toEqual({ rows: [], guarded: null })
    expect((await effect('backbone')).body.guarded).toBeNull()
    const precision = await (await area.as('bureau')).get<{ guarded: object }>('/gaps/precision')
    expect(precision.body.guarded).toMatchObject({ found: 15, confirmed: null, dismissed: 15 })
    expect(JSON.stringify(precision.body)).not.toContain(policy)
  })

  it('takes quartiles between neighbours', () => {
    expect([0.25, 0.5, 0.75].map((share) => quantile([1, 2, 4, 8], share))).toEqual([1.75, 3, 5])
  })
})
