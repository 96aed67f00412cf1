import type { Feedback, FeedbackTopic, PublicAnswer } from '@lastmile/contract'
import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type Area, type AreaPerson, DISTRICT, makeArea, OTHER_COMMITTEE } from '../../../testing/area.ts'
import { withActor } from '../../platform/db/index.ts'
import { WRONG_CODES } from './feedback/answer-by-code.ts'

type View = z.infer<typeof Feedback>
type Topic = z.infer<typeof FeedbackTopic>
type Answer = z.infer<typeof PublicAnswer>
interface Item {
  readonly id: string
  readonly column: string
  readonly why: { readonly zh: string }
}

describe('feedback on policies', () => {
  let area: Area
  beforeAll(async () => {
    area = await makeArea()
  })
  afterAll(() => area.close())

  const write = async (person: AreaPerson, over: Record<string, unknown> = {}) =>
    (await area.as(person)).post<View>('/feedback', {
      key: newId(),
      policy: 'dibao',
      what: '家里有一辆旧三轮车就不让申请',
      ...over,
    })
  const seen = async (person: AreaPerson, query: Record<string, unknown> = {}) =>
    (await (await area.as(person)).get<{ items: View[]; total: number }>('/feedback', query)).body.items
  const finds = async (person: AreaPerson, id: string) => (await seen(person)).some((row) => row.id === id)
  const today = async (person: AreaPerson) =>
    (await (await area.as(person)).get<{ items: Item[] }>('/today')).body.items
  const bureau = () => area.as('bureau')
  const ask = (code: string) => area.app.stranger.get<Answer>('/answers', { code })

  it('goes from an advisor to the street and the bureau, and to no colleague', async () => {
    const { body } = await write('cadre', { fallsThrough: '收旧货的家庭', households: 12 })
    expect(body).toMatchObject({
      voice: 'advisor',
      state: 'received',
      mine: true,
      writtenBy: '李干部',
      news: false,
    })
    expect(body.code).toMatch(/^[34679ACDEFGHJKMNPQRTVWXY]{5}-[34679ACDEFGHJKMNPQRTVWXY]{5}$/)
    expect(await finds('backbone', body.id)).toBe(true)
    const ofBureau = (await seen('bureau')).find((row) => row.id === body.id)
    expect(ofBureau).toMatchObject({ mine: false, code: null, households: 12, fallsThrough: '收旧货的家庭' })
    for (const person of ['cadreNext', 'backboneElsewhere', 'worker', 'manager'] as const)
      expect(await finds(person, body.id), person).toBe(false)
    expect((await write('bureau')).status).toBe(403)
    expect((await write('volunteer')).status).toBe(403)
    expect(await write('cadre', { policy: 'no-such-policy' })).toMatchObject({
      status: 422,
      body: { code: 'policy_unknown' },
    })
  })

  it('keeps a resident’s words, and no name when none is wanted', async () => {
    const unnamed = await write('cadre', { residentWords: '跑了三趟还差一张纸' })
    expect(unnamed.body).toMatchObject({
      voice: 'resident',
      residentWords: '跑了三趟还差一张纸',
      residentName: null,
    })
    const named = await write('cadre', { residentWords: '看不懂表格', residentName: '吴阿婆' })
    expect(named.body.residentName).toBe('吴阿婆')
    // A name without words would put the advisor's words into a resident's mouth.
    expect((await write('cadre', { residentName: '吴阿婆' })).status).toBe(400)
  })

  it('about a household is seen by those only who may see the household', async () => {
    const householdId = await area.openHousehold({ name: '郑家户主' })
    const { body } = await write('cadre', { householdId })
    expect(body.household?.headName).toBe('郑家户主')
    expect((await write('cadreElsewhere', { householdId })).status).toBe(404)
    expect(await finds('backbone', body.id)).toBe(true)
    const { body: thread } = await (await area.as('cadre')).get<{ items: { text: { zh: string } }[] }>(
      `/households/${householdId}/thread`,
    )
    expect(thread.items.map((event) => event.text.zh).join()).toContain('反映了')

    const moved = await (await area.as('backbone')).post(`/households/${householdId}/transfer`, {
      version: 1,
      orgPath: OTHER_COMMITTEE,
      reason: '搬家',
    })
    expect(moved.status).toBe(200)
    expect(await finds('backbone', body.id)).toBe(false)
    const kept = (await seen('cadre', { box: 'mine' })).find((row) => row.id === body.id)
    expect(kept).toMatchObject({ mine: true, household: null })
    expect((await seen('bureau')).find((row) => row.id === body.id)?.household?.headName).toBe('郑家户主')
  })

  it('is gathered into one question, answered, and read by all who wrote', async () => {
    const one = (await write('cadre', { what: '住院报销单要原件', households: 3 })).body
    const two = (await write('worker', { what: '原件交了医保就没了', residentWords: '原件只有一张' })).body
    const other = (await write('cadre', { policy: 'temporary-relief' })).body
    const client = await bureau()
    const mixed = await client.post('/feedback-topics', {
      key: newId(),
      title: '混在一起',
      feedbackIds: [one.id, other.id],
    })
    expect(mixed).toMatchObject({ status: 422, body: { code: 'feedback_mixed' } })
    const { body: topic } = await client.post<Topic>('/feedback-topics', {
      key: newId(),
      title: '要原件还是复印件',
      feedbackIds: [one.id],
    })
    const { body: both } = await client.post<Topic>(`/feedback-topics/${topic.id}/feedback`, {
      feedbackIds: [two.id],
    })
    expect(both).toMatchObject({ count: 2, residents: 1, households: 3, state: 'received' })
    expect([...both.units].sort()).toEqual(['青安居委会', '青暖社工服务社'])

    const answer = { version: both.version, state: 'answered' as const }
    expect((await client.post(`/feedback-topics/${topic.id}/answer`, answer)).status).toBe(400)
    const looking = await client.post<Topic>(`/feedback-topics/${topic.id}/answer`, {
      version: both.version,
      state: 'looking',
    })
    expect((await today('worker')).some((item) => item.id === `feedback:${two.id}`)).toBe(false)
    expect((await seen('worker', { box: 'mine' })).find((row) => row.id === two.id)?.state).toBe('looking')
    const late = await client.post(`/feedback-topics/${topic.id}/answer`, { ...answer, answer: '可用复印件' })
    expect(late).toMatchObject({ status: 409, body: { code: 'version_conflict' } })
    await client.post(`/feedback-topics/${topic.id}/answer`, {
      ...answer,
      version: looking.body.version,
      answer: '复印件盖章即可。',
    })

    for (const [person, id] of [
      ['cadre', one.id],
      ['worker', two.id],
    ] as const) {
      const item = (await today(person)).find((entry) => entry.id === `feedback:${id}`)
      expect(item?.why.zh).toContain('复印件盖章即可')
      const mine = await (await area.as(person)).post<View>(`/feedback/${id}/seen`)
      expect(mine.body).toMatchObject({ state: 'answered', answer: '复印件盖章即可。', news: false })
      expect((await today(person)).some((entry) => entry.id === `feedback:${id}`)).toBe(false)
    }
    const loose = await client.post<View>(`/feedback/${two.id}/loose`)
    expect(loose.body).toMatchObject({ topicId: null, state: 'received', answer: null })
    expect((await client.post(`/feedback/${two.id}/loose`)).status).toBe(409)
    expect((await (await area.as('backbone')).get('/feedback-topics')).status).toBe(403)
  })

  it('waits on the bureau’s page until it is gathered', async () => {
    const before = (await today('bureau')).find((item) => item.id === 'feedback:loose')
    expect(before?.column).toBe('now')
    const loose = (await seen('bureau', { loose: true, limit: 200 })).filter((row) => row.topicId === null)
    expect(before?.why.zh).toContain(`${loose.length} 条`)
    const client = await bureau()
    for (const row of loose)
      await client.post('/feedback-topics', { key: newId(), title: row.what, feedbackIds: [row.id] })
    expect((await today('bureau')).some((item) => item.id === 'feedback:loose')).toBe(false)
  })

  it('is answered by its code to people without an account, with nothing else of it', async () => {
    const { body: written } = await write('cadre', {
      what: '不该让人知道的话',
      residentWords: '我说的话',
      residentName: '吴阿婆',
    })
    const code = written.code ?? ''
    expect((await ask(code)).body).toEqual({
      policyName: written.policy.name,
      receivedOn: '2025-06-16',
      state: 'received',
      answer: null,
      answeredOn: null,
    })
    const client = await bureau()
    const { body: topic } = await client.post<Topic>('/feedback-topics', {
      key: newId(),
      title: '内部叫法',
      feedbackIds: [written.id],
    })
    await client.post(`/feedback-topics/${topic.id}/answer`, {
      version: topic.version,
      state: 'taken_up',
      answer: '七月起不再要求。',
    })
    const { raw, body } = await ask(` ${code.toLowerCase()} `)
    expect(body).toMatchObject({ state: 'taken_up', answer: '七月起不再要求。', answeredOn: '2025-06-16' })
    for (const secret of ['不该让人知道', '我说的话', '吴阿婆', '李干部', '内部叫法'])
      expect(raw.body).not.toContain(secret)
  })

  it('pauses an address that guesses codes, and lets nobody list them', async () => {
    const { body: written } = await write('cadre')
    const wrong = await Promise.all(Array.from({ length: WRONG_CODES + 5 }, () => ask('34679-ACDEF')))
    expect(wrong.filter(({ status }) => status === 404)).toHaveLength(WRONG_CODES)
    expect(wrong.filter(({ status }) => status === 429)).toHaveLength(5)
    // Malformed and unknown codes answer the same.
    expect(new Set(wrong.filter(({ status }) => status === 404).map(({ raw }) => raw.body)).size).toBe(1)
    expect(await ask(written.code ?? '')).toMatchObject({ status: 429, body: { code: 'code_paused' } })
    area.later(16 * 60_000)
    expect((await ask(written.code ?? '')).status).toBe(200)
    const malformed = await ask('x')
    expect(malformed).toMatchObject({ status: 404, body: { code: 'code_unknown' } })
    const asBureau = await withActor(
      area.test.database,
      { userId: newId(), role: 'bureau', orgPath: DISTRICT },
      { clock: area.app.clock, purpose: 'test' },
      (tx) => tx.query('SELECT * FROM app.answer_by_code($1)', [(written.code ?? '').replace('-', '')]),
    )
    expect(asBureau).toEqual([])
  })
})
