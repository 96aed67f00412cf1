import type { FieldDevice, VisitRow, VisitView } from '@lastmile/contract'
import { newId } from '@lastmile/domain'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type AreaPerson, DISTRICT, OTHER_STREET, STREET } from '../../../testing/area.ts'
import { type FieldArea, makeFieldArea } from '../../../testing/field-area.ts'
import { publishForms } from '../visits/index.ts'

type Visits = { items: z.infer<typeof VisitRow>[]; total: number; visitors: { id: string; name: string }[] }
type Phone = z.infer<typeof FieldDevice>
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]).toString('base64')
const FORM = {
  id: 'winter',
  version: 1,
  title: { zh: '过冬走访表', en: 'Winter visit' },
  definition: {
    pages: [
      {
        title: { default: '过冬', en: 'Winter' },
        elements: [
          { type: 'boolean', name: 'heating', title: '有取暖吗' },
          { type: 'comment', name: 'words', title: '他们怎么说' },
        ],
      },
    ],
  },
}

describe('visits at the desk', () => {
  let field: FieldArea
  let wu: string
  let zhu: string
  let visit: string
  let phone: string
  let campaign: string
  const list = async (query: object = {}, as: AreaPerson = 'cadre') =>
    (await (await field.area.as(as)).get<Visits>('/visits', { ...query })).body

  beforeAll(async () => {
    field = await makeFieldArea()
    await field.area.system((tx) => publishForms(tx, [FORM], DISTRICT))
    wu = await field.household('吴秀', 2)
    zhu = await field.household('朱建国', 4)
    phone = await field.register('cadre')
    await field.carry('cadre', phone, wu, zhu)
    const street = await field.register('backbone')
    await field.push('backbone', street, [field.operation(1, field.visit(zhu))])
    const begun = await (await field.area.as('bureau')).post<{ id: string }>('/campaigns', {
      key: newId(),
      title: '冬季走访',
      formId: 'winter',
      dueOn: '2099-01-01',
      who: { filter: 'all' },
    })
    campaign = begun.body.id
    const now = field.area.app.clock.now().getTime()
    const made = field.operation(
      1,
      field.visit(wu, {
        formId: 'winter',
        startedAt: new Date(now - 20 * 60_000).toISOString(),
        endedAt: new Date(now - 5 * 60_000).toISOString(),
        answers: { heating: false, words: '怕冷' },
        place: { lat: 31.15, lng: 121.12, accuracy: 12 },
      }),
    )
    visit = made.id
    const picture = { kind: 'file', visitId: visit, question: 'photos', mediaType: 'image/png', content: PNG }
    await field.push('cadre', phone, [made, field.operation(2, picture)])
  })
  afterAll(() => field.area.close())

  it('are found by unit, household, person, day and campaign, the latest first', async () => {
    const all = await list()
    expect(all.items.map(({ headName, by }) => `${headName} ${by}`)).toEqual(['朱建国 周骨干', '吴秀 李干部'])
    expect(all.visitors.map(({ name }) => name).sort()).toEqual(['周骨干', '李干部'])
    expect(all.items[1]).toMatchObject({ minutes: 15, files: 1, placed: true, orgName: '青安居委会' })
    expect((await list({ householdId: wu })).total).toBe(1)
    const cadre = all.visitors.find(({ name }) => name === '李干部')
    const mine = await list({ by: cadre?.id })
    expect(mine.total).toBe(1)
    // Whom one can choose does not shrink with the choice.
    expect(mine.visitors).toHaveLength(2)
    expect((await list({ under: STREET }, 'bureau')).total).toBe(2)
    expect((await list({ under: OTHER_STREET }, 'bureau')).total).toBe(0)
    expect((await list({}, 'backboneElsewhere')).total).toBe(0)
    const today = '2025-06-16'
    expect((await list({ from: today, to: today })).total).toBe(2)
    expect((await list({ to: '2025-06-15' })).total).toBe(0)
  })

  it('of a campaign are those that count for it', async () => {
    // Made before the campaign began, by the clock: it does not count, nor does one with another form.
    expect((await list({ campaignId: campaign })).total).toBe(0)
    const now = field.area.app.clock.now().toISOString()
    field.area.later(60_000)
    await field.push('cadre', phone, [
      field.operation(3, field.visit(wu, { formId: 'winter', startedAt: now, endedAt: now })),
    ])
    expect((await list({ campaignId: campaign })).items.map(({ headName }) => headName)).toEqual(['吴秀'])
    expect((await (await field.area.as('cadre')).get('/visits', { campaignId: newId() })).status).toBe(404)
  })

  it('open with their form, place and unit, and go on paper in words; printing stands in the thread', async () => {
    await field.area.rows('UPDATE household SET lat = 31.15, lng = 121.121 WHERE id = $1', [wu])
    const cadre = await field.area.as('cadre')
    const view = await cadre.get<z.infer<typeof VisitView>>(`/visits/${visit}`)
    expect(view.body).toMatchObject({ orgName: '青安居委会', answers: { words: '怕冷' }, homeMetres: 95 })
    const paper = await cadre.get(`/visits/${visit}/sheet.pdf`)
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(paper.raw.rawPayload)), {
      mergePages: true,
    })
    for (const said of ['过冬走访表', '吴秀', '李干部', '15 分钟', '有取暖吗', '否', '怕冷'])
      expect(text.replaceAll(/\s/g, '')).toContain(said.replaceAll(' ', ''))
    expect((await cadre.get(`/visits/${visit}/sheet.docx`)).raw.rawPayload.subarray(0, 2).toString()).toBe(
      'PK',
    )
    expect((await (await field.area.as('cadreElsewhere')).get(`/visits/${visit}/sheet.pdf`)).status).toBe(404)
    const thread = await cadre.get<{ items: { text: { zh: string } }[] }>(`/households/${wu}/thread`, {
      group: 'access',
    })
    expect(thread.body.items.map(({ text: line }) => line.zh)).toContain('李干部打印了《过冬走访表》')
  })

  it('are made with phones that the street and the administrator see and shut out', async () => {
    const seen = async (as: AreaPerson) =>
      (await (await field.area.as(as)).get<Phone[]>('/field/devices')).body
    expect((await seen('cadre')).map(({ owner }) => owner)).toEqual(['李干部'])
    expect((await seen('backbone')).map(({ owner }) => owner).sort()).toEqual(['周骨干', '李干部'])
    const administrator = (await seen('administrator')).find(({ id }) => id === phone)
    // The number, though not the households.
    expect(administrator).toMatchObject({ households: 2, orgName: '青安居委会', revoked: null })
    const carried = await (await field.area.as('backbone')).get<{
      items: { headName: string }[]
      total: number
    }>(`/field/devices/${phone}/households`)
    expect(carried.body.items.map(({ headName }) => headName).sort()).toEqual(['吴秀', '朱建国'])
    expect(
      (await (await field.area.as('administrator')).get(`/field/devices/${phone}/households`)).status,
    ).toBe(403)
    const elsewhere = await (await field.area.as('backboneElsewhere')).get<{ total: number }>(
      `/field/devices/${phone}/households`,
    )
    expect(elsewhere.body.total).toBe(0)
    await (await field.area.as('backbone')).post(`/field/devices/${phone}/revoke`, { reason: '手机丢了' })
    expect((await seen('administrator')).find(({ id }) => id === phone)).toMatchObject({
      state: 'revoked',
      revoked: { by: '周骨干', reason: '手机丢了' },
    })
  })
})
