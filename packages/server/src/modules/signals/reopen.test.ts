import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Area, idNumber, makeArea } from '../../../testing/area.ts'
import type { ApiClient } from '../../../testing/index.ts'

interface Line {
  id: string
  rule: string
  state: string
  outcome: string | null
  found: string | null
  needId: string | null
  dueOn: string
  overdue: boolean
  takenAt: string | null
  undone: { by: string; why: string; outcome: string; found: string | null }[]
  version: number
  code?: string
}

describe('an end that is taken back', () => {
  let area: Area
  let cadre: ApiClient
  let id: string
  let sequence = 400
  beforeAll(async () => {
    area = await makeArea()
  })
  afterAll(() => area.close())
  beforeEach(async () => {
    cadre = await area.as('cadre')
    sequence += 1
    id = await area.openHousehold({ name: '何家', idNumber: idNumber('1980-03-04', sequence) })
    await record({ house_grade: 'D' })
  })

  const record = (facts: object) =>
    cadre.post(`/households/${id}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: Object.entries(facts).map(([fact, value]) => ({
        entityKind: 'household',
        entityId: id,
        fact,
        value,
        validFrom: area.app.clock.now().toISOString().slice(0, 10),
      })),
    })
  const list = async (state = 'open') =>
    (await cadre.get<{ items: Line[] }>('/signals', { householdId: id, state })).body.items
  const only = async (state = 'open'): Promise<Line> => {
    const [one] = await list(state)
    if (!one) throw new Error('no signal')
    return one
  }
  const NOTHING = { outcome: 'nothing', reason: 'facts_wrong' }
  const end = async (how: object = NOTHING) =>
    cadre.post<{ signal: Line; needId: string | null }>(`/signals/${(await only()).id}/end`, {
      version: (await only()).version,
      found: '房子已经修好了',
      minutes: 30,
      visited: true,
      ...how,
    })
  const reopen = (who: ApiClient, one: Line, reason = '看错了门牌号') =>
    who.post<Line>(`/signals/${one.id}/reopen`, { version: one.version, reason })
  const ledgerOfRule = async () =>
    (
      await (
        await area.as('bureau')
      ).get<{
        rules: {
          rule: string
          open: number
          nothing: number
          takenIn: number
          minutes: number
          checked: number
        }[]
      }>('/signals/rules')
    ).body.rules.find(({ rule }) => rule === 'dangerous-home')

  it('opens the signal for its owner, keeps what the end had been, and no longer counts for the rule', async () => {
    const before = await ledgerOfRule()
    await end()
    expect(await ledgerOfRule()).toMatchObject({ nothing: (before?.nothing ?? 0) + 1 })
    const ended = await only('ended')
    area.later(3 * 86_400_000)
    cadre = await area.as('cadre')
    const { body } = await reopen(cadre, ended)
    expect(body).toMatchObject({
      state: 'open',
      outcome: null,
      found: null,
      overdue: false,
      takenAt: expect.any(String),
      undone: [{ by: '李干部', why: '看错了门牌号', outcome: 'nothing', found: '房子已经修好了' }],
    })
    expect(body.dueOn > ended.dueOn).toBe(true)
    const after = await ledgerOfRule()
    expect(after).toMatchObject({
      open: before?.open ?? 0,
      nothing: before?.nothing,
      checked: before?.checked,
      minutes: (before?.minutes ?? 0) + 30,
    })
    const thread = await cadre.get<{ items: { text: { zh: string } }[] }>(`/households/${id}/thread`, {
      group: 'signals',
    })
    expect(thread.body.items.map(({ text }) => text.zh)).toContain(
      '李干部把线索“住的房子危险”重新打开：看错了门牌号',
    )
    await record({ house_grade: 'A' })
    expect(await list()).toHaveLength(1)
  })

  it('is for its owner and the backbone, with a reason, once', async () => {
    await end()
    const ended = await only('ended')
    const worker = await area.as('worker')
    await area.grant(id, worker.accountId)
    expect((await reopen(worker, ended)).body.code).toBe('signal_reopen_not_yours')
    expect((await reopen(await area.as('bureau'), ended)).status).toBe(403)
    expect((await reopen(await area.as('cadreNext'), ended)).status).toBe(404)
    expect((await reopen(cadre, ended, '错')).status).toBe(400)
    expect((await reopen(cadre, { ...ended, version: ended.version + 1 })).body.code).toBe('version_conflict')
    const backbone = await area.as('backbone')
    expect((await reopen(backbone, ended)).status).toBe(200)
    expect((await reopen(backbone, await only())).body.code).toBe('action_not_possible')
  })

  it('leaves a need where it stands, and makes no second one', async () => {
    const need = { category: 'housing', title: '修房子', rootCause: 'unknown', urgency: 2 }
    const first = await end({ outcome: 'need', need })
    const opened = await reopen(cadre, await only('ended'))
    expect(opened.body.needId).toBe(first.body.needId)
    const again = await end({ outcome: 'need' })
    expect(again.body).toMatchObject({ needId: first.body.needId, signal: { outcome: 'need' } })
    expect(await area.rows('SELECT 1 FROM need WHERE household_id = $1', [id])).toHaveLength(1)
  })

  it('is refused while a newer one of the same kind is open', async () => {
    await end()
    const old = await only('ended')
    await record({ house_grade: 'A' })
    area.later(400 * 86_400_000)
    cadre = await area.as('cadre')
    await record({ house_grade: 'D' })
    expect(await list()).toHaveLength(1)
    expect((await reopen(cadre, old)).body.code).toBe('signal_open_already')
  })
})
