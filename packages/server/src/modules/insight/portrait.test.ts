import type { AreaPortrait } from '@lastmile/contract'
import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import {
  type Area,
  type AreaPerson,
  COMMITTEE,
  makeArea,
  NEXT_COMMITTEE,
  OTHER_STREET,
  STREET,
} from '../../../testing/area.ts'

type Portrait = z.infer<typeof AreaPortrait>

describe('the portrait of an area', () => {
  let area: Area
  beforeAll(async () => {
    area = await makeArea()
    const cadre = await area.as('cadre')
    const wu = await area.openHousehold({ name: '吴阿婆', birthDate: '1948-02-03', sex: 'female' })
    await area.openHousehold({ name: '李小明', birthDate: '1988-02-03', sex: 'male' })
    await area.openHousehold(
      { name: '朱建国', birthDate: '1970-05-01', sex: 'male' },
      { as: 'cadreNext', orgPath: NEXT_COMMITTEE },
    )
    await cadre.post(`/households/${wu}/needs`, {
      key: newId(),
      category: 'medical',
      title: '有人陪去透析',
      rootCause: 'illness',
    })
    await area.rows(
      `INSERT INTO benefit_receipt (id, household_id, org_path, policy, from_date, source_name, learned_at)
       SELECT $1, id, org_path, 'dibao', '2025-01-01', '测试', now() FROM household WHERE id = $2`,
      [newId(), wu],
    )
  })
  afterAll(() => area.close())

  it('adds up, and each figure is as long as the list that it opens', async () => {
    const backbone = await area.as('backbone')
    const { body } = await backbone.get<Portrait>('/areas/portrait', {})
    expect(body).toMatchObject({
      unit: { path: STREET, name: '夏阳街道', kind: 'street' },
      figures: { households: 3, persons: 3, receiving: 1, inCase: 1, withNeeds: 1 },
      needs: { needs: 1, causes: [{ cause: 'illness', needs: 1, households: 1 }] },
      parts: [
        { path: COMMITTEE, households: 2, receiving: 1, withNeeds: 1 },
        { path: NEXT_COMMITTEE, households: 1, receiving: 0, withNeeds: 0 },
      ],
    })
    const filters = {
      receiving: 'receiving',
      inCase: 'in-case',
      withGaps: 'with-gaps',
      withNeeds: 'with-needs',
    }
    for (const [figure, filter] of Object.entries(filters)) {
      const list = await backbone.get<{ total: number }>('/households', { filter })
      expect([figure, list.body.total]).toEqual([figure, body.figures[figure as 'inCase']])
    }
    expect(body.months).toHaveLength(12)
    expect(body.months.at(-1)).toMatchObject({ month: body.day.slice(0, 7), needs: 1 })
  })

  it('counts hardship by dimension as the lists that it opens do; protected dimensions are told to nobody here', async () => {
    // Two households, one poor and deprived in everything, one deprived in one indicator and not poor.
    await area.rows(
      `UPDATE assessment SET deprived = CASE WHEN household_id = (SELECT id FROM household WHERE head_name = '吴阿婆') THEN 16777215 ELSE 1 END,
         lower = CASE WHEN household_id = (SELECT id FROM household WHERE head_name = '吴阿婆') THEN 0.9 ELSE 0.05 END`,
    )
    const backbone = await area.as('backbone')
    const { body } = await backbone.get<Portrait>('/areas/portrait', {})
    expect(body.hardship).toMatchObject({ assessed: 3, poor: 1 })
    expect(body.hardship.dimensions).toHaveLength(9)
    for (const { id, households } of body.hardship.dimensions) {
      const list = await backbone.get<{ total: number }>('/households', { hardship: id })
      expect([id, list.body.total]).toEqual([id, households ?? 0])
    }
    expect(body.hardship.dimensions.filter(({ households }) => households === 1).length).toBeGreaterThan(5)
    const shown = (await backbone.get<{ hardship: { value: string }[] }>('/households/conditions')).body
      .hardship
    expect(shown.map(({ value }) => value)).toEqual(
      body.hardship.dimensions.flatMap(({ id, households }) => (households === null ? [] : [id])),
    )
  })

  it('is of a committee too, which has no parts', async () => {
    const { body } = await (await area.as('cadre')).get<Portrait>('/areas/portrait', {})
    expect(body).toMatchObject({ unit: { path: COMMITTEE }, figures: { households: 2 }, parts: [] })
  })

  it('shows the homes of a committee on the map to those who may open them, and counts those without a place', async () => {
    await area.rows(
      `UPDATE household SET lat = 31.15, lng = 121.11, place_source = 'synthetic' WHERE head_name = '吴阿婆'`,
    )
    const homesFor = async (who: AreaPerson, under?: string) =>
      (await (await area.as(who)).get<Portrait>('/areas/portrait', under === undefined ? {} : { under })).body
        .homes
    const wu = { name: '吴阿婆', lat: 31.15, lng: 121.11, sketch: true }
    expect(await homesFor('cadre')).toMatchObject({
      drawn: [{ ...wu, receiving: true, withNeeds: true, withGaps: false }],
      notDrawn: 1,
    })
    expect(await homesFor('backbone', COMMITTEE)).toMatchObject({ drawn: [wu], notDrawn: 1 })
    expect(await homesFor('backbone', NEXT_COMMITTEE)).toEqual({ drawn: [], notDrawn: 1 })
    expect(await homesFor('backbone')).toBeNull()
  })

  it('is nobody’s outside their area', async () => {
    const other = await (await area.as('backbone')).get('/areas/portrait', { under: OTHER_STREET })
    expect(other.status).toBe(404)
    expect((await (await area.as('worker')).get('/areas/portrait', {})).status).toBe(403)
  })
})
