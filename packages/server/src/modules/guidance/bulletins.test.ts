import type { Bulletin, BulletinReach, BulletinRow } from '@lastmile/contract'
import { newId } from '@lastmile/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import {
  type Area,
  type AreaPerson,
  COMMITTEE,
  DISTRICT,
  makeArea,
  NEXT_COMMITTEE,
  ORGANISATION,
  OTHER_COMMITTEE,
  OTHER_STREET,
  STREET,
} from '../../../testing/area.ts'
import { isMeant } from './bulletins/audience.ts'

type View = z.infer<typeof Bulletin>
type Row = z.infer<typeof BulletinRow>
type Reach = z.infer<typeof BulletinReach>
interface Problem {
  readonly code: string
}

const ADVISORS = ['backbone', 'cadre', 'social_worker', 'org_manager'] as const
const QUESTIONS = [
  { text: '低保按月还是按季发放？', options: ['按月', '按季'], right: 0, why: '低保金按月发放。' },
  { text: '由谁受理？', options: ['街镇', '区局', '市局'], right: 0, why: '向街镇受理中心提出。' },
]

describe('bulletins', () => {
  let area: Area
  beforeAll(async () => {
    area = await makeArea()
    // The directory knows who has signed in once: these are the people of the district.
    for (const person of [
      'backbone',
      'backboneElsewhere',
      'cadre',
      'cadreNext',
      'worker',
      'manager',
    ] as const)
      await area.as(person)
  })
  afterAll(() => area.close())

  const publish = async (over: Record<string, unknown> = {}) => {
    const bureau = await area.as('bureau')
    return bureau.post<View>('/bulletins', {
      key: newId(),
      title: '低保标准调整',
      body: '自七月起调整。',
      policies: ['dibao'],
      questions: QUESTIONS,
      roles: ADVISORS,
      ...over,
    })
  }
  const inBox = async (person: AreaPerson, box = 'all') => {
    const { body } = await (await area.as(person)).get<{ items: Row[]; unread: number }>('/bulletins', {
      box,
    })
    return body
  }
  const read = async (person: AreaPerson, { id, no }: Pick<View, 'id' | 'no'>) =>
    (await area.as(person)).post<View>(`/bulletins/${id}/read`, { no, key: newId() })
  const answer = async (person: AreaPerson, { id, no }: Pick<View, 'id' | 'no'>, answers: number[]) =>
    (await area.as(person)).post<View>(`/bulletins/${id}/answers`, { no, key: newId(), answers })
  const reach = async (id: string) =>
    (await (await area.as('bureau')).get<Reach>(`/bulletins/${id}/reach`)).body

  it('reach those whom they are meant for, and nobody else', async () => {
    const { body } = await publish({ title: '只给夏阳的干部', roles: ['cadre'], units: [STREET] })
    const finds = async (person: AreaPerson) => (await inBox(person)).items.some((row) => row.id === body.id)
    expect(await finds('cadre')).toBe(true)
    expect(await finds('cadreNext')).toBe(true)
    expect(await finds('bureau')).toBe(true)
    for (const person of ['backbone', 'cadreElsewhere', 'worker', 'manager'] as const)
      expect(await finds(person), person).toBe(false)
    expect((await (await area.as('worker')).get(`/bulletins/${body.id}`)).status).toBe(404)
    expect((await (await area.as('volunteer')).get('/bulletins')).status).toBe(403)
    expect((await (await area.as('cadre')).get(`/bulletins/${body.id}/reach`)).status).toBe(403)
  })

  it('are meant by one rule, in the database and in the counting', async () => {
    const units = [DISTRICT, STREET, COMMITTEE, NEXT_COMMITTEE, OTHER_STREET, OTHER_COMMITTEE, ORGANISATION]
    const roles = fc.subarray([...ADVISORS], { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(
        roles,
        fc.subarray(units),
        fc.constantFrom(...ADVISORS),
        fc.constantFrom(...units),
        async (wanted, within, role, orgPath) => {
          const [row] = await area.rows<{ meant: boolean }>(
            `SELECT app.in_audience($1, $2, $3) AS meant FROM (SELECT set_config('app.role', $4, false),
               set_config('app.scope_lo', $5, false)) s`,
            [DISTRICT, wanted, within, role, orgPath],
          )
          const counted = isMeant({ org_path: DISTRICT, roles: wanted, units: within }, { role, orgPath })
          expect(row?.meant).toBe(counted)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('are refused when nobody would receive them, or they name a policy that there is not', async () => {
    const nobody = await publish({ units: ['310118/nowhere/'] })
    expect(nobody).toMatchObject({ status: 422, body: { code: 'audience_empty' } })
    const unknown = await publish({ policies: ['no-such-policy'] })
    expect(unknown).toMatchObject({ status: 422, body: { code: 'policy_unknown' } })
    const impossible = await publish({ questions: [{ ...QUESTIONS[0], right: 2 }] })
    expect(impossible.status).toBe(400)
  })

  it('keep what is right to themselves until the reader has answered, once', async () => {
    const { body: sent } = await publish()
    const { body: before } = await (await area.as('cadre')).get<View>(`/bulletins/${sent.id}`)
    expect(JSON.stringify(before)).not.toContain('低保金按月发放')
    expect(before).toMatchObject({ result: null, written: null, mine: { readAt: null }, reach: null })

    expect((await read('cadre', sent)).body.mine?.readAt).not.toBeNull()
    const { body: after } = await answer('cadre', sent, [0, 2])
    expect(after).toMatchObject({
      mine: { rightCount: 1 },
      result: { answers: [0, 2], right: [0, 0], why: ['低保金按月发放。', '向街镇受理中心提出。'] },
    })
    const again = await answer('cadre', sent, [0, 0])
    expect(again).toMatchObject({ status: 409, body: { code: 'action_not_possible' } })
    expect((await answer('backbone', sent, [0])).status).toBe(400)
    expect((await answer('backbone', sent, [0, 3])).status).toBe(400)
  })

  it('tell the bureau by street who has read them and which question is missed', async () => {
    const { body: sent } = await publish({ title: '谁读了' })
    await read('cadre', sent)
    await read('worker', sent)
    await answer('backbone', sent, [1, 0])
    await answer('worker', sent, [1, 1])
    const found = await reach(sent.id)
    const street = found.units.find((unit) => unit.path === STREET)
    expect(street).toMatchObject({ name: '夏阳街道', expected: 3, read: 2, answered: 1 })
    expect(street?.unread.map((reader) => reader.name)).toEqual(['隔壁干部'])
    expect(found.units.find((unit) => unit.path === ORGANISATION)).toMatchObject({ expected: 2, read: 1 })
    expect(found.questions).toMatchObject([
      { answered: 2, missed: 2, chosen: [0, 2] },
      { answered: 2, missed: 1, chosen: [1, 1, 0] },
    ])
    const listed = (await inBox('bureau')).items.find((row) => row.id === sent.id)
    expect(listed?.reach).toEqual({
      expected: found.units.reduce((sum, unit) => sum + unit.expected, 0),
      read: 3,
    })
  })

  it('stand on 今天 while unread, in front when the bureau reminds', async () => {
    const { body: sent } = await publish({ title: '请读一读', units: [STREET], roles: ['cadre'] })
    interface Item {
      readonly id: string
      readonly column: string
    }
    const onToday = async () =>
      (await (await area.as('cadreNext')).get<{ items: Item[] }>('/today')).body.items.find(
        (item) => item.id === `bulletin:${sent.id}`,
      )?.column
    expect(await onToday()).toBe('changed')
    const bureau = await area.as('bureau')
    await read('cadre', sent)
    const reminded = await bureau.post(`/bulletins/${sent.id}/remind`, { key: newId(), unit: STREET })
    expect(reminded.body).toEqual({ reminded: 1 })
    expect(await onToday()).toBe('now')
    await read('cadreNext', sent)
    expect(await onToday()).toBeUndefined()
    const nobody = await bureau.post<Problem>(`/bulletins/${sent.id}/remind`, { key: newId() })
    expect(nobody).toMatchObject({ status: 409, body: { code: 'action_not_possible' } })
  })

  it('are unread again after a correction, and say what is new; the old receipt stays', async () => {
    const { body: sent } = await publish({ title: '有错的' })
    await read('cadre', sent)
    const bureau = await area.as('bureau')
    const text = { title: '改好的', body: '改为八月起。', policies: [], questions: [] }
    const change = { key: newId(), version: sent.version, note: '生效日期改为八月', ...text }
    const { body: corrected } = await bureau.post<View>(`/bulletins/${sent.id}/versions`, change)
    expect(corrected).toMatchObject({ no: 2, title: '改好的', reach: { read: 0 } })
    expect(corrected.history.map((version) => version.no)).toEqual([2, 1])
    const mine = (await inBox('cadre', 'unread')).items.find((row) => row.id === sent.id)
    expect(mine).toMatchObject({ no: 2, note: '生效日期改为八月' })
    // Who still has the old text on the screen has not read the new one.
    expect(await read('cadre', sent)).toMatchObject({ status: 409, body: { code: 'version_conflict' } })
    const late = await bureau.post(`/bulletins/${sent.id}/versions`, { ...change, key: newId() })
    expect(late).toMatchObject({ status: 409, body: { code: 'version_conflict' } })
    const kept = await area.rows('SELECT no FROM bulletin_receipt WHERE bulletin_id = $1', [sent.id])
    expect(kept).toEqual([{ no: 1 }])
  })

  it('stay with their reason for those who read them when withdrawn, and vanish for the others', async () => {
    const { body: sent } = await publish({ title: '发错了' })
    await read('cadre', sent)
    const bureau = await area.as('bureau')
    const withdrawn = await bureau.post<View>(`/bulletins/${sent.id}/withdraw`, {
      version: sent.version,
      reason: '文件还没有印发',
    })
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn', withdrawReason: '文件还没有印发' })
    expect((await inBox('cadre')).items.find((row) => row.id === sent.id)?.state).toBe('withdrawn')
    expect((await inBox('backbone')).items.some((row) => row.id === sent.id)).toBe(false)
    expect((await read('backbone', sent)).status).toBe(404)
    expect((await answer('cadre', sent, [0, 0])).status).toBe(409)
    expect((await bureau.post(`/bulletins/${sent.id}/remind`, { key: newId() })).status).toBe(409)
  })

  it('are seen from their day on', async () => {
    const { body: sent } = await publish({ title: '明天起', fromOn: '2025-06-17' })
    expect((await inBox('cadre')).items.some((row) => row.id === sent.id)).toBe(false)
    expect((await (await area.as('cadre')).get(`/bulletins/${sent.id}`)).status).toBe(404)
    area.later(86_400_000)
    expect((await inBox('cadre')).items.some((row) => row.id === sent.id)).toBe(true)
  })
})
