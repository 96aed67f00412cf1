import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AssessmentWorld, makeAssessmentWorld } from '../../../testing/assessment-world.ts'
import type { ApiClient } from '../../../testing/index.ts'
import { climbByTheHour } from './index.ts'

interface Line {
  id: string
  rule: string
  urgency: number
  level: number
  state: string
  owner: { name: string } | null
  dueAt: string | null
  overdue: boolean
  alert: boolean
  times: number
  told: string | null
  members: string[]
  outcome: string | null
  reason: string | null
  found: string | null
  minutes: number | null
  undone: { by: string; why: string; outcome: string }[]
  version: number
}
interface Alert {
  id: string
  householdId: string
  signalId: string | null
  state: string
  outcome: string | null
  action: string | null
  dueAt: string
  version: number
}

const HOUR = 3_600_000

describe('an urgent alert is a signal', () => {
  let world: AssessmentWorld
  let supervisor: ApiClient
  beforeAll(async () => {
    world = await makeAssessmentWorld(300)
    supervisor = await world.area.as('supervisor')
  })
  afterAll(() => world.area.close())

  const alarm = async (who = world.worker, id?: string, personId?: string) => {
    const household = id && personId ? { id, personId } : await world.household()
    const answer = await who.post<{ urgent: boolean }>(`/households/${household.id}/scales`, {
      key: newId(),
      mode: 'interview',
      instrument: 'phq-9',
      personId: household.personId,
      answers: { p9: 2 },
    })
    expect(answer.body).toMatchObject({ urgent: true })
    return household
  }
  const signals = async (householdId: string, who = supervisor, state = 'open') =>
    (await who.get<{ items: Line[] }>('/signals', { householdId, state, rule: 'assessment-alert' })).body
      .items
  const alerts = async (householdId: string, who = supervisor, state = 'open') =>
    (await who.get<{ items: Alert[] }>('/urgent-alerts', { state, limit: 200 })).body.items.filter(
      (one) => one.householdId === householdId,
    )
  const thread = async (id: string, who: ApiClient) =>
    JSON.stringify((await who.get(`/households/${id}/thread`, { limit: 100 })).body)

  it('is raised with it, at once and guarded: urgent, with hours to act, one owner who counsels the family', async () => {
    const { id } = await alarm()
    const [signal] = await signals(id, world.worker)
    expect(signal).toMatchObject({
      rule: 'assessment-alert',
      urgency: 1,
      level: 0,
      alert: true,
      members: ['周家'],
      owner: { name: '王社工' },
      told: expect.stringContaining('危险的回答'),
    })
    const [alert] = await alerts(id)
    expect(alert).toMatchObject({ signalId: signal?.id, dueAt: signal?.dueAt })
    expect(new Date(signal?.dueAt ?? 0).getTime() - world.area.app.clock.now().getTime()).toBeLessThanOrEqual(
      HOUR,
    )
    // Who accompanies the family hears that there is one, and neither rule nor reason.
    expect(await signals(id, world.cadre)).toEqual([])
    expect(await alerts(id, world.cadre)).toMatchObject([{ signalId: null, action: null }])
    const told = await thread(id, world.cadre)
    expect(told).toContain('一条受保护的线索')
    expect(told).not.toMatch(/assessment-alert|评估中的紧急|PHQ|自杀|心理支持/)
    // The day's page shows it once, and leads to where it is recorded.
    const items = async (who: ApiClient) =>
      (await who.get<{ items: { householdId: string | null; href: string }[] }>('/today')).body.items
        .filter((one) => one.householdId === id)
        .map((one) => one.href)
    expect(await items(world.worker)).toContain(`/signals?open=${signal?.id}`)
    expect((await items(world.worker)).filter((href) => href.includes('signals'))).toHaveLength(1)
    expect(await items(world.cadre)).toContain('/assessments/alerts')
  })

  it('joins the open one: a second alarming scale makes no second work', async () => {
    const { id, personId } = await alarm()
    await alarm(world.worker, id, personId)
    expect(await signals(id)).toMatchObject([{ times: 2 }])
    const both = await alerts(id)
    expect(both).toHaveLength(2)
    const close = (one: Alert | undefined) =>
      supervisor.post(`/urgent-alerts/${one?.id}/close`, {
        version: one?.version,
        outcome: 'accompanied',
        action: '女儿已经赶到，今晚陪着不走',
      })
    expect((await close(both[0])).status).toBe(200)
    expect(await signals(id)).toHaveLength(1)
    expect((await close(both[1])).status).toBe(200)
    expect(await signals(id)).toEqual([])
  })

  it('ends with the alert, and the alert ends with it, each with what was done', async () => {
    const first = await alarm()
    const [alert] = await alerts(first.id)
    await supervisor.post(`/urgent-alerts/${alert?.id}/close`, {
      version: alert?.version,
      outcome: 'unreachable',
      action: '敲门没有人应，已报警，社区在找',
      minutes: 45,
    })
    expect(await signals(first.id, supervisor, 'ended')).toMatchObject([
      { outcome: 'nothing', reason: 'not_reached', minutes: 45, found: '敲门没有人应，已报警，社区在找' },
    ])

    const { id } = await alarm()
    const [signal] = await signals(id, world.worker)
    const end = (how: object, version = signal?.version) =>
      world.worker.post<{ code?: string }>(`/signals/${signal?.id}/end`, {
        version,
        outcome: 'known',
        found: '已经陪着去看了门诊，家里人在',
        minutes: 90,
        visited: true,
        ...how,
      })
    expect((await end({})).body.code).toBe('signal_end_safety')
    expect((await end({ safety: 'hospital' })).status).toBe(200)
    expect(await alerts(id)).toEqual([])
    expect(await alerts(id, supervisor, 'closed')).toMatchObject([
      { outcome: 'hospital', action: '已经陪着去看了门诊，家里人在' },
    ])
    expect((await world.view(id, world.worker)).override).toBeNull()
    // Taken back, both are open again, and the tier follows.
    const [ended] = await signals(id, world.worker, 'ended')
    const again = await world.worker.post<Line>(`/signals/${ended?.id}/reopen`, {
      version: ended?.version,
      reason: '记错了人，还没有联系上',
    })
    expect(again.body).toMatchObject({ state: 'open', undone: [{ by: '王社工', outcome: 'known' }] })
    expect(await alerts(id)).toHaveLength(1)
    expect((await world.view(id, world.worker)).override?.zh).toContain('自杀')
    expect(await thread(id, world.cadre)).not.toContain('记错了人')
  })

  it('climbs when its hours are over, and goes to the supervision where nobody counsels the family', async () => {
    const { id, personId } = await world.household()
    await world.area.rows('UPDATE household_grant SET until_at = now() WHERE household_id = $1', [id])
    await alarm(world.cadre, id, personId)
    const [signal] = await signals(id)
    expect(signal?.owner?.name).toBe('陈督导')
    const climb = () => world.area.system((tx) => climbByTheHour(tx, world.area.app.modules.signals))
    await climb()
    expect(await signals(id)).toMatchObject([{ level: 0, overdue: false }])
    world.area.later(HOUR + 1000)
    supervisor = await world.area.as('supervisor')
    expect(await signals(id)).toMatchObject([{ level: 0, overdue: true }])
    await climb()
    expect(await signals(id)).toMatchObject([{ level: 1, overdue: false }])
    const climbs = await world.area.rows(
      "SELECT data FROM ledger_entry WHERE household_id = $1 AND action = 'signal.climb'",
      [id],
    )
    expect(climbs).toMatchObject([{ data: { guarded: true, level: 1 } }])
  })
})
