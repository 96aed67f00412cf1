import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Area, idNumber, makeArea } from '../../../testing/area.ts'
import type { ApiClient } from '../../../testing/index.ts'
import { climbOverdue, lookInto, raiseSignal } from './index.ts'

interface Line {
  id: string
  rule: string
  ruleName: { zh: string }
  urgency: number
  level: number
  state: string
  owner: { id: string; name: string } | null
  dueOn: string
  overdue: boolean
  times: number
  told: string | null
  members: string[]
  because: unknown
  priority: { children: { text: { zh: string } }[] }
  outcome: string | null
  version: number
}

const DAY = 86_400_000

describe('signals', () => {
  let area: Area
  let cadre: ApiClient
  let id: string
  let head: string
  let sequence = 900

  beforeAll(async () => {
    area = await makeArea()
  })
  afterAll(() => area.close())
  const open = async (birth = '1980-03-04') => {
    sequence += 1
    id = await area.openHousehold({ name: '何家', idNumber: idNumber(birth, sequence) })
    const { body } = await cadre.get<{ members: { personId: string }[] }>(`/households/${id}`)
    head = body.members[0]?.personId ?? ''
  }
  beforeEach(async () => {
    cadre = await area.as('cadre')
    await open()
  })

  const today = () => area.app.clock.now().toISOString().slice(0, 10)
  const later = async (days: number) => {
    area.later(days * DAY)
    cadre = await area.as('cadre')
  }
  const record = async (
    facts: Readonly<Record<string, unknown>>,
    entityKind: 'household' | 'person' = 'household',
    client = cadre,
  ) => {
    const answer = await client.post(`/households/${id}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: Object.entries(facts).map(([fact, value]) => ({
        entityKind,
        entityId: entityKind === 'household' ? id : head,
        fact,
        value,
        validFrom: today(),
      })),
    })
    expect(answer.status).toBe(200)
  }
  const list = async (client = cadre, filter: object = {}) =>
    (await client.get<{ items: Line[]; total: number }>('/signals', { householdId: id, ...filter })).body
      .items
  const theSignal = async (rule: string): Promise<Line> => {
    const found = (await list()).find((one) => one.rule === rule)
    if (!found) throw new Error(`no signal ${rule}`)
    return found
  }
  const look = () => area.system((tx) => lookInto(tx, area.app.modules.signals, [id]))
  const ledger = async (action: string) =>
    (
      await area.rows<{ data: Record<string, unknown> }>(
        'SELECT data FROM ledger_entry WHERE household_id = $1 AND action = $2 ORDER BY seq',
        [id, action],
      )
    ).map(({ data }) => data)
  const end = (signal: Line, how: object, client = cadre) =>
    client.post<{ signal: Line; needId: string | null; caseId: string | null; code?: string }>(
      `/signals/${signal.id}/end`,
      { version: signal.version, found: '看过了', minutes: 30, visited: true, ...how },
    )
  const WORKER = { able_to_work: true, in_school: false, employed: true }
  const POOR = {
    is_shanghai_hukou: true,
    // On relief: what is told here is the job alone.
    assistance_class: 'dibao',
    financial_assets: 20_000,
    monthly_income: 2000,
    approved_income_disregard: 0,
  }
  const loseJob = async () => {
    await record(POOR)
    await record(WORKER, 'person')
    expect(await list()).toEqual([])
    await later(181)
    await record({ employed: false }, 'person')
  }

  it('is raised at once by a change of facts, with owner, due day, reasons, and its line in the thread', async () => {
    await loseJob()
    const signal = await theSignal('job-lost')
    expect(signal).toMatchObject({
      urgency: 1,
      level: 0,
      state: 'open',
      times: 1,
      overdue: false,
      members: ['何家'],
    })
    expect(signal.owner?.name).toBe('李干部')
    expect(signal.dueOn).toBe(new Date(area.app.clock.now().getTime() + DAY).toISOString().slice(0, 10))
    expect(JSON.stringify(signal.because)).toContain('180 天前的就业')
    expect(signal.priority.children[0]?.text.zh).toBe('家里没有别人挣钱')
    expect(await ledger('signal.raise')).toMatchObject([{ rule: 'job-lost', urgency: 1 }])
    const thread = await cadre.get<{ items: { text: { zh: string } }[] }>(`/households/${id}/thread`, {
      group: 'signals',
    })
    expect(thread.body.items.map(({ text }) => text.zh)).toContain('发现线索“有人失业”，请去看看')
  })

  it('is not raised on a first record: a change lies between two', async () => {
    await record(POOR)
    await record({ ...WORKER, employed: false }, 'person')
    expect((await list()).map(({ rule }) => rule)).not.toContain('job-lost')
  })

  it('opens no second work, closes by itself when the facts change, and stays for whoever took it', async () => {
    await loseJob()
    const signal = await theSignal('job-lost')
    await look()
    await look()
    expect(await list()).toHaveLength(1)
    await record({ employed: true }, 'person')
    expect(await list()).toEqual([])
    expect(await list(cadre, { state: 'ended' })).toMatchObject([{ id: signal.id, outcome: 'lapsed' }])
    expect(await ledger('signal.lapse')).toHaveLength(1)
    await record({ employed: false }, 'person')
    const again = await theSignal('job-lost')
    expect(again.id).not.toBe(signal.id)
    expect((await cadre.post(`/signals/${again.id}/take`, { version: again.version })).status).toBe(200)
    await record({ employed: true }, 'person')
    expect(await theSignal('job-lost')).toMatchObject({ id: again.id, state: 'open', holds: false })
  })

  it('ends with a need in the case of the household', async () => {
    await loseJob()
    const signal = await theSignal('job-lost')
    expect((await end(signal, { outcome: 'need' })).body.code).toBe('signal_end_need')
    expect((await end(signal, { outcome: 'nothing' })).body.code).toBe('signal_end_reason')
    const need = { category: 'work', title: '找工作', rootCause: 'unemployment', urgency: 2 }
    const { body } = await end(signal, { outcome: 'need', need })
    expect(body.signal).toMatchObject({ state: 'ended', outcome: 'need' })
    const needs = await area.rows('SELECT source_kind, source_id, case_id FROM need WHERE id = $1', [
      body.needId,
    ])
    expect(needs).toEqual([{ source_kind: 'signal', source_id: signal.id, case_id: body.caseId }])
    expect(await ledger('signal.end')).toMatchObject([{ outcome: 'need', minutes: 30, visited: true }])
    expect((await end(signal, { outcome: 'known' })).status).toBe(409)
    await later(400)
    await look()
    expect(await list()).toEqual([])
  })

  it('speaks again of a household only when it was otherwise in between, and its quiet days are over', async () => {
    await record({ house_grade: 'D' })
    await end(await theSignal('dangerous-home'), { outcome: 'nothing', reason: 'facts_wrong' })
    await look()
    await later(30)
    await record({ house_grade: 'A' })
    await record({ house_grade: 'D' })
    expect(await list()).toEqual([])
    await later(366)
    await look()
    expect(await list()).toMatchObject([{ rule: 'dangerous-home' }])
  })

  it('becomes more urgent and never less', async () => {
    await record({ house_grade: 'C' })
    const first = await theSignal('dangerous-home')
    await record({ house_grade: 'D' })
    const worse = await theSignal('dangerous-home')
    expect(worse).toMatchObject({ id: first.id, urgency: 1 })
    expect(worse.dueOn < first.dueOn).toBe(true)
    await record({ house_grade: 'C' })
    expect(await theSignal('dangerous-home')).toMatchObject({ urgency: 1, dueOn: worse.dueOn })
  })

  it('climbs when nobody was there: to the street, to the bureau, each in the ledger', async () => {
    await record({ house_grade: 'C' })
    const climb = () => area.system((tx) => climbOverdue(tx, area.app.modules.signals))
    await later(20)
    await climb()
    expect(await theSignal('dangerous-home')).toMatchObject({ level: 0, overdue: false })
    await later(1)
    expect(await theSignal('dangerous-home')).toMatchObject({ overdue: true })
    await climb()
    await climb()
    expect(await theSignal('dangerous-home')).toMatchObject({ level: 1, overdue: false })
    await later(8)
    await climb()
    await later(8)
    await climb()
    expect(await theSignal('dangerous-home')).toMatchObject({ level: 2 })
    expect(await ledger('signal.climb')).toMatchObject([{ level: 1 }, { level: 2 }])
    const bureau = await area.as('bureau')
    const { body } = await bureau.get<{ items: { title: { zh: string } }[] }>('/today')
    expect(body.items.map(({ title }) => title.zh)).toContain('逾期没人去：何家家，住的房子危险')
  })

  it('is for its place only, and hides what its reader may not see', async () => {
    await open('2015-03-01')
    await record({ house_grade: 'D' })
    expect(await list(await area.as('cadreNext'))).toEqual([])
    expect((await (await area.as('manager')).get('/signals')).status).toBe(403)
    const child = { father_status: 'imprisoned', mother_status: 'lost_contact' }
    const worker = await area.as('worker')
    await area.grant(id, worker.accountId)
    await record(child, 'person', worker)
    const supervisor = await area.as('supervisor')
    const seen = (await list(supervisor)).map(({ rule }) => rule)
    expect(seen).toContain('child-without-parents')
    expect((await list()).map(({ rule }) => rule)).toEqual(['dangerous-home'])
    const thread = await cadre.get<{ items: unknown[] }>(`/households/${id}/thread`, { group: 'signals' })
    expect(JSON.stringify(thread.body)).not.toMatch(/child-without|顾不上|imprisoned/)
    expect(JSON.stringify(thread.body)).toContain('一条受保护的线索')
    const rules = await cadre.get<{ rules: { rule: string }[] }>('/signals/rules')
    expect(rules.body.rules.map(({ rule }) => rule)).not.toContain('child-without-parents')
  })

  it('is reported by people once, joined by the next report, and raised by other parts of the platform', async () => {
    const report = (body: object) =>
      cadre.post<{ id: string; joined: boolean; code?: string }>(`/households/${id}/signals`, {
        key: newId(),
        rule: 'neighbour-report',
        told: '楼下说几天没见人',
        urgency: 3,
        ...body,
      })
    const first = await report({})
    expect(first.body).toMatchObject({ joined: false })
    expect((await report({ told: '今天又说了一次' })).body).toEqual({ id: first.body.id, joined: true })
    expect(await theSignal('neighbour-report')).toMatchObject({
      urgency: 2,
      times: 2,
      told: '楼下说几天没见人',
    })
    expect((await report({ rule: 'job-lost' })).body.code).toBe('signal_not_reported')
    expect((await report({ rule: 'assessment-alert' })).body.code).toBe('signal_not_reported')
    await area.system((tx) =>
      raiseSignal(tx, area.app.modules.signals, {
        householdId: id,
        rule: 'assessment-alert',
        told: '量表提示',
      }),
    )
    expect((await list()).map(({ rule }) => rule)).toEqual(['neighbour-report'])
    const supervisor = await area.as('supervisor')
    expect(await list(supervisor, { urgency: 1 })).toMatchObject([
      { rule: 'assessment-alert', owner: { name: '陈督导' } },
    ])
  })

  it('goes to the street at once when a household was visited in vain twice', async () => {
    await open('1940-03-01')
    for (const [fact, value] of [
      ['house_grade', 'D'],
      ['phone_reachable', false],
    ] as const) {
      await record({ [fact]: value })
      for (const one of await list())
        expect((await end(one, { outcome: 'nothing', reason: 'not_reached' })).status).toBe(200)
    }
    await cadre.post(`/households/${id}/signals`, {
      key: newId(),
      rule: 'own-eye',
      told: '门口堆着信',
      urgency: 2,
    })
    expect(await theSignal('own-eye')).toMatchObject({ level: 1 })
    expect(await ledger('signal.climb')).toMatchObject([{ level: 1, repeated: true }])
  })

  it('is given away to somebody of the place, and to nobody else', async () => {
    await record({ house_grade: 'D' })
    const { id: signal, version } = await theSignal('dangerous-home')
    const backbone = await area.as('backbone')
    const assign = (ownerId: string, items = [{ id: signal, version }]) =>
      backbone.post<{ items: { outcome: string }[]; assigned: number }>('/signals/assign', { items, ownerId })
    expect((await assign((await area.as('cadreElsewhere')).accountId)).body.items).toMatchObject([
      { outcome: 'unsuitable' },
    ])
    expect((await assign((await area.as('auditor')).accountId)).status).toBe(422)
    expect((await assign(backbone.accountId)).body).toMatchObject({ assigned: 1 })
    expect((await assign(backbone.accountId)).body.items).toMatchObject([{ outcome: 'changed' }])
    expect((await theSignal('dangerous-home')).owner?.name).toBe('周骨干')
    expect((await cadre.post('/signals/assign', { items: [], ownerId: backbone.accountId })).status).not.toBe(
      200,
    )
  })
})
