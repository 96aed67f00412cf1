import { Workbook } from '@cj-tech-master/excelts'
import type {
  AskedCampaign,
  CampaignPage,
  CampaignResults,
  CampaignTarget,
  FieldForm,
  FormDraft,
} from '@lastmile/contract'
import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type AreaPerson, COMMITTEE, NEXT_COMMITTEE, OTHER_COMMITTEE } from '../../../testing/area.ts'
import { type FieldArea, makeFieldArea } from '../../../testing/field-area.ts'
import { assignVisitors } from './service/assign.ts'
import { spreadOf } from './service/share-out.ts'

type Page = z.infer<typeof CampaignPage>
type Targets = { items: z.infer<typeof CampaignTarget>[]; total: number }
type Results = z.infer<typeof CampaignResults>
type Draft = z.infer<typeof FormDraft>
type Asked = { campaigns: z.infer<typeof AskedCampaign>[]; forms: z.infer<typeof FieldForm>[] }

const ELEMENTS = [
  { type: 'radiogroup', name: 'heating', title: '有取暖吗', choices: ['yes', 'no'] },
  { type: 'text', inputType: 'number', name: 'meals', title: '一天几顿热饭' },
]
const DEFINITION = { pages: [{ elements: ELEMENTS }] }
const DOOR = { lat: 31.15, lng: 121.11, accuracy: 15 }
const AWAY = { lat: 31.2, lng: 121.11, accuracy: 15 }
const TITLE = { zh: '过冬走访表', en: 'Winter visit' }

describe('campaigns', () => {
  let field: FieldArea
  let families: string[]
  let campaign: string

  const get = async <T>(person: AreaPerson, path: string, query = {}) =>
    (await field.area.as(person)).get<T>(path, query)
  const post = async <T>(person: AreaPerson, path: string, body: object) =>
    (await field.area.as(person)).post<T>(path, body)
  const page = async (person: AreaPerson = 'bureau') =>
    (await get<Page>(person, `/campaigns/${campaign}`)).body
  const targets = async (person: AreaPerson, query = {}) =>
    (await get<Targets>(person, `/campaigns/${campaign}/households`, { id: campaign, ...query })).body

  const asked = async (person: AreaPerson) => (await get<Asked>(person, '/field/campaigns')).body

  beforeAll(async () => {
    field = await makeFieldArea()
    families = [await field.household('吴秀', 2), await field.household('李阿大', 4)]
    await field.area.openHousehold(
      { name: '朱建国', birthDate: '1970-05-01', docMissingReason: '未带' },
      { as: 'cadreNext', orgPath: NEXT_COMMITTEE },
    )
    await field.area.openHousehold(
      { name: '远方', birthDate: '1960-05-01', docMissingReason: '未带' },
      { as: 'cadreElsewhere', orgPath: OTHER_COMMITTEE },
    )
    await field.area.as('backbone')
    await field.area.as('supervisor')
  })
  afterAll(() => field.area.close())

  it('ask with a form that was written and published on the page, and a published one never changes', async () => {
    const bureau = await field.area.as('bureau')
    const save = (version: number, definition: object) =>
      bureau.put<Draft>('/survey-forms/winter', { id: 'winter', version, title: TITLE, definition })
    const twice = await save(0, {
      elements: [...ELEMENTS, ELEMENTS[0]],
    })
    expect(twice.body).toMatchObject({ code: 'form_question_twice' })
    const draft = await save(0, DEFINITION)
    expect(draft.body).toMatchObject({ id: 'winter', published: null, changed: true, version: 1 })
    const stale = await save(0, DEFINITION)
    expect(stale.body).toMatchObject({ code: 'version_conflict' })
    const published = await bureau.post<Draft>('/survey-forms/winter/publish', { id: 'winter', version: 1 })
    expect(published.body).toMatchObject({ published: 1, changed: false })
    const again = await bureau.post<Draft>('/survey-forms/winter/publish', { id: 'winter', version: 1 })
    expect(again.body).toMatchObject({ code: 'action_not_possible' })
    expect(
      (await post('backbone', '/survey-forms/winter/publish', { id: 'winter', version: 1 })).status,
    ).toBe(403)
  })

  it('say beforehand whom they would ask, and refuse an empty or a late one', async () => {
    const preview = await post<{ households: number; unassigned: number }>('backbone', '/campaigns/preview', {
      who: { filter: 'all' },
    })
    expect(preview.body).toMatchObject({ households: 3, unassigned: 0 })
    const begin = (more: object) =>
      post('backbone', '/campaigns', {
        key: newId(),
        title: '冬季走访',
        formId: 'winter',
        dueOn: '2099-01-01',
        who: { filter: 'all' },
        ...more,
      })
    expect((await begin({ who: { filter: 'with-needs' } })).body).toMatchObject({ code: 'campaign_empty' })
    expect((await begin({ dueOn: '2020-01-01' })).body).toMatchObject({ code: 'campaign_late' })
    expect((await begin({ who: { filter: 'all', under: OTHER_COMMITTEE } })).status).toBe(404)
    expect((await post('cadre', '/campaigns', { key: newId(), title: 'x' })).status).toBe(403)
  })

  it('are fixed when they begin, each household with the nearest visitor', async () => {
    const begun = await post<{ id: string; asked: number }>('bureau', '/campaigns', {
      key: newId(),
      title: '冬季走访',
      formId: 'winter',
      dueOn: '2099-01-01',
      who: { filter: 'all' },
    })
    expect(begun.body.asked).toBe(4)
    campaign = begun.body.id
    const mine = await targets('cadre', { mine: true })
    expect(mine.items.map(({ headName }) => headName).sort()).toEqual(['吴秀', '李阿大'])
    expect(mine.items[0]).toMatchObject({ assignedWhy: 'committee', visit: null })
    // A household that comes later is not asked.
    await field.household('后来', 6)
    expect((await page()).asked).toBe(4)
    // Each unit sees its own part.
    expect((await page('backboneElsewhere')).asked).toBe(1)
    expect((await get('volunteer', `/campaigns/${campaign}`)).status).toBe(403)
  })

  it('go with the phone of the one who is asked, with the form as it was when they began', async () => {
    const bureau = await field.area.as('bureau')
    const changed = { pages: [{ elements: ELEMENTS.slice(0, 1) }] }
    await bureau.put('/survey-forms/winter', { id: 'winter', version: 1, title: TITLE, definition: changed })
    const next = await bureau.post<Draft>('/survey-forms/winter/publish', { id: 'winter', version: 2 })
    expect(next.body).toMatchObject({ published: 2 })
    const mine = await asked('cadre')
    expect(mine.campaigns).toMatchObject([
      { id: campaign, title: '冬季走访', formId: 'winter', formVersion: 1, dueOn: '2099-01-01', done: 0 },
    ])
    expect(mine.campaigns[0]?.households.map(({ id }) => id).sort()).toEqual([...families].sort())
    expect(mine.forms).toEqual([{ id: 'winter', version: 1, title: TITLE, definition: DEFINITION }])
    // Nobody else's: who is asked for nothing gets nothing, and who goes to no door has no phone.
    expect((await asked('cadreNext')).campaigns[0]?.households).toHaveLength(1)
    expect(await asked('backbone')).toEqual({ campaigns: [], forms: [] })
    expect((await get('bureau', '/field/campaigns')).status).toBe(403)
  })

  it('count a visit made with their form, and doubt one that was too fast', async () => {
    const device = await field.register('cadre')
    const now = field.area.app.clock.now()
    const [first = '', second = ''] = families
    await field.carry('cadre', device, first, second)
    const visit = (family: string, seconds: number, heating: string) =>
      field.visit(family, {
        formId: 'winter',
        startedAt: new Date(now.getTime() - seconds * 1000).toISOString(),
        endedAt: now.toISOString(),
        answers: { heating, meals: 2 },
      })
    field.area.later(3_600_000)
    await field.push('cadre', device, [
      field.operation(1, visit(first, 0, 'no')),
      field.operation(2, visit(second, 0, 'yes')),
    ])
    await field.push('cadre', device, [
      field.operation(3, {
        ...visit(second, 0, 'yes'),
        endedAt: new Date(now.getTime() + 600_000).toISOString(),
      }),
    ])
    const seen = await page()
    expect(seen).toMatchObject({
      asked: 4,
      visited: 2,
      reached: 2,
      doubts: [{ doubt: 'too-fast', count: 1 }],
    })
    expect((await targets('bureau', { state: 'doubted' })).items).toMatchObject([{ headName: '吴秀' }])
    expect((await targets('bureau', { state: 'waiting' })).total).toBe(2)
    const people = seen.people.find(({ name }) => name === '李干部')
    expect(people).toMatchObject({ asked: 2, visited: 2 })
    expect((await asked('cadre')).campaigns).toMatchObject([{ done: 2, households: [] }])
  })

  it('have results: counts, figures, a table by unit, and a workbook without names', async () => {
    const { body } = await get<Results>('bureau', `/campaigns/${campaign}/results`, {
      rows: 'heating',
      columns: 'unit',
    })
    expect(body.forms).toBe(2)
    expect(body.questions[0]).toMatchObject({
      name: 'heating',
      answered: 2,
      counts: [
        { value: 'yes', count: 1 },
        { value: 'no', count: 1 },
      ],
    })
    expect(body.questions[1]?.figures).toMatchObject({ median: 2 })
    expect(body.cross).toMatchObject({
      columns: [{ value: COMMITTEE, title: { zh: '青安居委会' } }],
      rows: [
        { value: 'yes', counts: [1] },
        { value: 'no', counts: [1] },
      ],
    })
    const file = await get('bureau', `/campaigns/${campaign}/results.xlsx`)
    const workbook = new Workbook()
    await workbook.xlsx.load(new Uint8Array(file.raw.rawPayload))
    const text = JSON.stringify(workbook.getWorksheet('完成情况')?.getSheetValues())
    expect(text).toContain('应访 4 户，已访 2 户')
    expect(JSON.stringify(workbook.getWorksheet('回答汇总')?.getSheetValues())).toContain('有取暖吗')
    expect(text).not.toContain('吴秀')
    const wrong = await get('bureau', `/campaigns/${campaign}/results`, { rows: 'nothing' })
    expect(wrong.status).toBe(400)
  })

  it('take what a phone sends twice once, and ask again where nobody was met', async () => {
    const device = await field.register('cadreNext')
    const [target] = (await asked('cadreNext')).campaigns[0]?.households ?? []
    if (!target) throw new Error('nobody is asked')
    await field.carry('cadreNext', device, target.id)
    const visit = (more: object) => field.visit(target.id, { formId: 'winter', ...more })
    const tried = field.operation(1, visit({ reached: false, place: DOOR }))
    expect(await field.push('cadreNext', device, [tried])).toEqual(
      await field.push('cadreNext', device, [tried]),
    )
    expect((await asked('cadreNext')).campaigns).toMatchObject([
      { done: 0, households: [{ id: target.id, triedAt: expect.any(String) }] },
    ])
    const before = (await page()).visited
    field.area.later(60_000)
    // The first visit noted where the door is; the second form was filled in five kilometres away.
    const met = field.operation(2, visit({ answers: { heating: 'yes', meals: 3 }, place: AWAY }))
    for (let time = 0; time < 3; time++) await field.push('cadreNext', device, [met])
    expect((await page()).visited).toBe(before)
    expect((await asked('cadreNext')).campaigns).toMatchObject([{ done: 1, households: [] }])
    expect((await page()).doubts).toContainEqual({ doubt: 'far-away', count: 1 })
    const [kept] = await field.area.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM visit WHERE household_id = $1',
      [target.id],
    )
    expect(kept?.n).toBe(2)
  })

  it('may be given to another visitor of the place, and to nobody elsewhere', async () => {
    const [first = ''] = families
    const assign = async (person: AreaPerson) =>
      post('backbone', `/campaigns/${campaign}/assign`, {
        id: campaign,
        households: [first],
        assigneeId: (await field.area.as(person)).accountId,
      })
    expect((await assign('cadreElsewhere')).body).toMatchObject({ code: 'visitor_elsewhere' })
    expect((await targets('cadre', { mine: true })).total).toBe(2)
    expect((await assign('backbone')).body).toEqual({ assigned: 1 })
    expect((await targets('backbone', { mine: true })).items).toMatchObject([
      { headName: '吴秀', assignedWhy: 'person' },
    ])
  })

  it('stop counting when they are closed', async () => {
    const { version } = await page()
    const closed = await post<Page>('bureau', `/campaigns/${campaign}/close`, { id: campaign, version })
    expect(closed.body.state).toBe('closed')
    expect(
      (await post('bureau', `/campaigns/${campaign}/close`, { id: campaign, version })).body,
    ).toMatchObject({
      code: 'version_conflict',
    })
  })
})

describe('visitors', () => {
  const member = (id: string, role: string, orgPath: string) => ({
    id,
    role,
    orgPath,
    name: id,
    orgName: '',
    active: true,
    workPhone: null,
  })
  it('share the households of a committee evenly, and an advisor keeps its own', () => {
    const staff = [
      member('a', 'cadre', COMMITTEE),
      member('b', 'cadre', COMMITTEE),
      member('w', 'social_worker', '310118/so-test/'),
    ]
    const households = Array.from({ length: 6 }, (_, at) => ({
      id: String(at),
      orgPath: COMMITTEE,
      advisorId: at === 0 ? 'w' : null,
      spot: null,
    }))
    const found = assignVisitors(households, staff, new Map([['a', 1]]))
    const count = (id: string) => found.filter(({ assignee_id }) => assignee_id === id).length
    expect([count('w'), count('a'), count('b')]).toEqual([1, 2, 3])
    expect(assignVisitors(households.slice(1, 2), [], new Map())[0]).toMatchObject({
      assignee_id: null,
      assigned_why: 'nobody',
    })
  })

  it('of one committee get households that lie beside each other', () => {
    const staff = [member('a', 'cadre', COMMITTEE), member('b', 'cadre', COMMITTEE)]
    // Two hamlets two kilometres apart, their households listed by turns.
    const households = Array.from({ length: 20 }, (_, at) => ({
      id: String(at),
      orgPath: COMMITTEE,
      advisorId: null,
      spot: { lat: 31.1 + (at % 2) * 0.02 + at * 1e-5, lng: 121.1 + ((at * 7) % 5) * 1e-5 },
    }))
    const found = assignVisitors(households, staff, new Map())
    for (const person of ['a', 'b']) {
      const own = found.filter(({ assignee_id }) => assignee_id === person)
      expect(own).toHaveLength(10)
      const spots = own.map(({ household_id }) => households[Number(household_id)]?.spot ?? null)
      expect(spreadOf(spots)).toBeLessThan(50)
    }
    // By turns, as without places, each would walk from one hamlet to the other.
    const unplaced = assignVisitors(
      households.map((one) => ({ ...one, spot: null })),
      staff,
      new Map(),
    )
    expect(unplaced.filter(({ assignee_id }) => assignee_id === 'a')).toHaveLength(10)
    expect(
      spreadOf([
        { lat: 31.1, lng: 121.1 },
        { lat: 31.12, lng: 121.1 },
      ]),
    ).toBeGreaterThan(1000)
    expect(spreadOf([{ lat: 31.1, lng: 121.1 }, null])).toBeNull()
  })
})
