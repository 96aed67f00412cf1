import { Workbook } from '@cj-tech-master/excelts'
import type { WhatIfScenario, WhatIfScenarioSummary } from '@lastmile/contract'
import { newId } from '@lastmile/domain'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type Area, type AreaPerson, idNumber, makeArea, STREET } from '../../../../testing/area.ts'

type Scenario = z.infer<typeof WhatIfScenario>
type Summary = z.infer<typeof WhatIfScenarioSummary>

const QUESTION = {
  policies: ['dibao'],
  changes: [{ policy: 'dibao', parameter: 'dibao_standard', value: 1800 }],
}

describe('what-if scenarios', () => {
  let area: Area
  beforeAll(async () => {
    area = await makeArea()
    const cadre = await area.as('cadre')
    for (const [n, income] of [300, 1700, 5000].entries()) {
      const id = await area.openHousehold({ name: '何家', idNumber: idNumber('1971-03-04', n + 1) })
      const facts = {
        is_shanghai_hukou: true,
        has_car: false,
        has_non_residential_property: false,
        financial_assets: 20_000,
        monthly_income: income,
      }
      await cadre.post(`/households/${id}/facts`, {
        key: newId(),
        sourceKind: 'visit',
        facts: Object.entries(facts).map(([fact, value]) => ({
          entityKind: 'household',
          entityId: id,
          fact,
          value,
          validFrom: '2025-06-16',
        })),
      })
    }
  }, 60_000)
  afterAll(() => area.close())

  const save = async (person: AreaPerson, name: string, key: string = newId()) =>
    (await area.as(person)).post<Scenario>('/what-if/scenarios', { key, name, note: '为什么', ...QUESTION })
  const list = async (person: AreaPerson) =>
    (await (await area.as(person)).get<{ items: Summary[]; total: number }>('/what-if/scenarios')).body.items
  const actions = async (id: string) =>
    (
      await area.rows<{ action: string }>(
        'SELECT action FROM ledger_entry WHERE object_id = $1 ORDER BY at, id',
        [id],
      )
    )
      .map(({ action }) => action)
      .sort()

  it('keeps the answer with everything that it rests on, once for a key', async () => {
    const key = newId()
    const { status, body } = await save('bureau', '提高到一千八', key)
    expect(status).toBe(200)
    expect(body).toMatchObject({ name: '提高到一千八', mine: true, owner: '区局', no: 1, outdated: false })
    expect(body.changes).toMatchObject([
      { parameter: 'dibao_standard', value: 1800, label: { zh: '低保标准' } },
    ])
    expect(body.changes[0]?.before).toBeGreaterThan(0)
    expect(body.unverified.map(({ label }) => label.zh)).toContain('低保财产限额（1—2 人，每人）')
    expect(body.result).toMatchObject({ households: 3, total: { gained: 1, better: 1, worse: 0 } })
    expect(body.libraryHash).toMatch(/^[0-9a-f]{16}$/)
    const kept = await area.rows('SELECT hash FROM library_snapshot WHERE hash = $1', [body.libraryHash])
    expect(kept).toEqual([{ hash: body.libraryHash }])
    expect((await save('bureau', '提高到一千八', key)).body.id).toBe(body.id)
    expect(await actions(body.id)).toEqual(['scenario.save'])
  })

  it('is seen from above and not from below, and changed by its owner alone', async () => {
    const own = (await save('backbone', '街道的')).body
    expect(own.orgPath).toBe(STREET)
    expect((await list('bureau')).find(({ id }) => id === own.id)).toMatchObject({ mine: false, better: 1 })
    expect((await list('backboneElsewhere')).map(({ id }) => id)).not.toContain(own.id)
    expect((await (await area.as('backboneElsewhere')).get(`/what-if/scenarios/${own.id}`)).status).toBe(404)
    expect((await (await area.as('cadre')).get(`/what-if/scenarios/${own.id}`)).status).toBe(403)
    const bureau = await area.as('bureau')
    const step = { version: own.version }
    expect(await bureau.put(`/what-if/scenarios/${own.id}`, step)).toMatchObject({
      status: 403,
      body: { code: 'scenario_of_another' },
    })
    expect(await bureau.post(`/what-if/scenarios/${own.id}/delete`, step)).toMatchObject({
      status: 403,
      body: { code: 'scenario_of_another' },
    })
  })

  it('is saved anew as another number, and the earlier one stays to be read', async () => {
    const first = (await save('bureau', '再想想')).body
    const bureau = await area.as('bureau')
    const changed = await bureau.put<Scenario>(`/what-if/scenarios/${first.id}`, {
      version: first.version,
      changes: [{ ...QUESTION.changes[0], value: 6000 }],
    })
    expect(changed.body).toMatchObject({ no: 2, name: '再想想', result: { total: { gained: 2 } } })
    expect(changed.body.saves.map(({ no }) => no)).toEqual([2, 1])
    const earlier = await bureau.get<Scenario>(`/what-if/scenarios/${first.id}`, { no: 1 })
    expect(earlier.body.result).toEqual(first.result)
    const late = await bureau.put(`/what-if/scenarios/${first.id}`, { version: first.version })
    expect(late).toMatchObject({ status: 409, body: { code: 'version_conflict' } })
  })

  it('is deleted, and taken back', async () => {
    const { id, version } = (await save('bureau', '不要了')).body
    const bureau = await area.as('bureau')
    const gone = await bureau.post<{ version: number }>(`/what-if/scenarios/${id}/delete`, { version })
    expect(gone.status).toBe(200)
    expect((await list('bureau')).map((one) => one.id)).not.toContain(id)
    expect((await bureau.get(`/what-if/scenarios/${id}`)).status).toBe(404)
    const back = await bureau.post(`/what-if/scenarios/${id}/restore`, { version: gone.body.version })
    expect(back.status).toBe(200)
    expect((await list('bureau')).map((one) => one.id)).toContain(id)
    expect(await actions(id)).toEqual(['scenario.delete', 'scenario.restore', 'scenario.save'])
  })

  it('is exported side by side with its assumptions, to xlsx and docx', async () => {
    const [one, two] = [(await save('bureau', '=方案一')).body, (await save('bureau', '方案二')).body]
    const bureau = await area.as('bureau')
    const ids = `${one.id},${two.id}`
    const xlsx = await bureau.get('/what-if/report.xlsx', { ids })
    expect(xlsx.status).toBe(200)
    const workbook = new Workbook()
    await workbook.xlsx.load(new Uint8Array(xlsx.raw.rawPayload))
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      '假设',
      '总体',
      '按政策',
      '按街镇',
      '按家庭类型',
    ])
    const whole = workbook.getWorksheet('总体')
    expect(whole?.getCell('B3').value).toBe('=方案一')
    expect(whole?.getCell('B4').value).toBe(1)
    const assumed = workbook.getWorksheet('假设')
    expect(String(assumed?.getCell('B5').value)).toContain('1800 元/人/月')
    expect(assumed?.getCell('B8').value).toBe(one.libraryHash)
    const docx = await bureau.get('/what-if/report.docx', { ids })
    const xml = strFromU8(
      unzipSync(new Uint8Array(docx.raw.rawPayload))['word/document.xml'] ?? new Uint8Array(),
    )
    for (const word of ['方案二', '夏阳街道', '低保标准', '未核实', one.libraryHash])
      expect(xml).toContain(word)
    expect(
      (await bureau.get('/what-if/report.xlsx', { ids: [...Array(5)].map(newId).join(',') })).status,
    ).toBe(400)
    const elsewhere = await (await area.as('backboneElsewhere')).get('/what-if/report.docx', { ids: one.id })
    expect(elsewhere.status).toBe(404)
  })
})
