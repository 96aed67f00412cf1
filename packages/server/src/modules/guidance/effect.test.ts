import type { EffectRows } from '@lastmile/contract'
import { newId } from '@lastmile/domain'
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

type Rows = z.infer<typeof EffectRows>

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
    (await area.as(person)).get<Rows>('/policy-effect', query)

  it('adds up what the reader may see, and no more', async () => {
    const { body: district } = await effect('bureau')
    expect(district).toMatchObject([
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
    expect((await effect('backboneElsewhere')).body).toMatchObject([
      { receiving: 0, entitled: 1, open: 1, confirmed: 0, dismissed: {}, days: null },
    ])
    // Asking for another street's range opens nothing.
    expect((await effect('backbone', { under: OTHER_STREET })).body).toEqual([])
    expect((await effect('worker')).status).toBe(403)
    expect((await effect('volunteer')).status).toBe(403)
  })

  it('opens a policy into the units below', async () => {
    const { body } = await effect('bureau', { policy: 'dibao' })
    expect(body.map((row) => [row.unit.path, row.unit.name, row.entitled, row.open])).toEqual([
      [OTHER_STREET, '盈浦街道', 1, 1],
      [STREET, '夏阳街道', 1, 0],
    ])
    expect((await effect('bureau', { policy: 'dibao', under: STREET })).body).toMatchObject([
      { unit: { path: COMMITTEE } },
    ])
    // A committee has no unit below: it stands for itself.
    expect((await effect('cadre', { policy: 'dibao' })).body).toMatchObject([{ unit: { path: COMMITTEE } }])
  })

  it('takes quartiles between neighbours', () => {
    expect([0.25, 0.5, 0.75].map((share) => quantile([1, 2, 4, 8], share))).toEqual([1.75, 3, 5])
  })
})
