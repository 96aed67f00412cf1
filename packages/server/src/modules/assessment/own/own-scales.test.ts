import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idNumber } from '../../../../testing/area.ts'
import {
  type AssessmentWorld,
  EASY,
  makeAssessmentWorld,
  WELL,
} from '../../../../testing/assessment-world.ts'
import type { ApiClient } from '../../../../testing/index.ts'

interface Asked {
  id: string
  untilAt: string
  token: string | null
  code?: string
}
interface Answered {
  callsAtOnce: boolean
  code?: string
}

describe('a scale that the person fills in', () => {
  let world: AssessmentWorld
  let resident: ApiClient
  /** A household of one with its own page. */
  let home: { id: string; personId: string }
  beforeAll(async () => {
    world = await makeAssessmentWorld(100)
    home = await world.household(EASY, WELL)
    resident = await world.area.as('resident')
    await world.area.rows(
      `INSERT INTO household_grant (id, household_id, org_path, account_id, reason, from_at)
       SELECT $1, id, org_path, $3, 'own_household', now() FROM household WHERE id = $2`,
      [newId(), home.id, resident.accountId],
    )
  })
  afterAll(() => world.area.close())

  const ask = (
    who: ApiClient,
    where: 'own' | 'link',
    of: object = {},
    id = home.id,
    personId = home.personId,
  ) =>
    who.post<Asked>(`/households/${id}/scale-requests`, {
      key: newId(),
      instrument: 'phq-9',
      personId,
      where,
      ...of,
    })
  const waiting = async () =>
    (await resident.get<{ id: string; items: { id: string; text: string }[] }[]>('/own/scales')).body
  const results = async (id = home.id) =>
    world.area.rows<{ instrument: string; mode: string; by_id: string; score: number | null }>(
      'SELECT instrument, mode, by_id, score FROM scale_result WHERE household_id = $1 ORDER BY at',
      [id],
    )

  it('stands on the own page, is answered once, scored and alarmed as by staff; no score comes back', async () => {
    expect((await ask(world.cadre, 'own')).status).toBe(200)
    const [one] = await waiting()
    expect(one?.items.map((item) => item.id)).toContain('p9')
    expect(JSON.stringify(one)).not.toMatch(/抑郁|band|score|phq/i)
    const answer = (answers: object) => resident.post<Answered>(`/own/scales/${one?.id}/answer`, { answers })
    expect((await answer({})).body.code).toBe('scale_answers_refused')
    const done = await answer({ p1: 1, p9: 1 })
    expect(done.body).toEqual({ callsAtOnce: true })
    expect((await answer({ p1: 0 })).body.code).toBe('scale_link_over')
    expect(await waiting()).toEqual([])
    expect(await results()).toEqual([
      { instrument: 'phq-9', mode: 'self', by_id: world.cadre.accountId, score: null },
    ])
    const supervisor = await world.area.as('supervisor')
    const alerts = await supervisor.get<{ items: { householdId: string; signalId: string | null }[] }>(
      '/urgent-alerts?limit=200',
    )
    expect(alerts.body.items.find((alert) => alert.householdId === home.id)?.signalId).toEqual(
      expect.any(String),
    )
    const thread = await world.cadre.get(`/households/${home.id}/thread`, { limit: 100 })
    expect(JSON.stringify(thread.body)).toContain('本人填了一份量表')
    expect(JSON.stringify(thread.body)).not.toMatch(/PHQ|抑郁|心理/)
  })

  it('by a link that is handed over: no account, once, and not for long; it names nobody', async () => {
    const { body } = await ask(world.worker, 'link', { instrument: 'who-5' })
    expect(body.token).toEqual(expect.stringMatching(/^310118\./))
    const [stored] = await world.area.rows<{ token_hash: string }>(
      'SELECT token_hash FROM scale_request WHERE id = $1',
      [body.id],
    )
    expect(stored?.token_hash).not.toContain(body.token)
    // Nobody of the family finds it on the own page.
    expect(await waiting()).toEqual([])
    const phone = world.area.app.stranger
    const open = (token: string | null) =>
      phone.post<{ items: { id: string }[]; code?: string }>('/scale-links/open', { token })
    const opened = await open(body.token)
    expect(opened.status).toBe(200)
    expect(JSON.stringify(opened.body)).not.toContain('周家')
    const answers = Object.fromEntries(opened.body.items.map((item) => [item.id, 3]))
    const answer = (token: string | null) => phone.post<Answered>('/scale-links/answer', { token, answers })
    expect((await answer(body.token)).body).toEqual({ callsAtOnce: false })
    expect((await answer(body.token)).body.code).toBe('scale_link_over')
    expect((await open(body.token)).body.code).toBe('scale_link_over')
    for (const wrong of ['', 'x', '310118.x', `310119.${body.token?.slice(7)}`])
      expect((await open(wrong)).body.code).toBe('scale_link_over')
    const late = (await ask(world.worker, 'link', { instrument: 'who-5' })).body
    await world.area.rows('UPDATE scale_request SET until_at = $2 WHERE id = $1', [
      late.id,
      world.area.app.clock.now(),
    ])
    expect((await open(late.token)).body.code).toBe('scale_link_over')
    expect((await results()).at(-1)).toMatchObject({ instrument: 'who-5', mode: 'self' })
  })

  it('a newer request takes the place of an older one; a withdrawn one is over', async () => {
    const first = (await ask(world.worker, 'link', { instrument: 'gad-7' })).body
    const second = (await ask(world.cadre, 'link', { instrument: 'gad-7' })).body
    const phone = world.area.app.stranger
    const open = async (token: string | null) =>
      (await phone.post<{ code?: string }>('/scale-links/open', { token })).status
    expect(await open(first.token)).toBe(410)
    expect(await open(second.token)).toBe(200)
    const list = await world.worker.get<{ id: string; version: number; where: string }[]>(
      `/households/${home.id}/scale-requests`,
    )
    expect(list.body).toMatchObject([{ id: second.id, where: 'link' }])
    // That somebody is asked for a psychological scale is not for everybody: the backbone sees none.
    const backbone = await world.backbone.get<unknown[]>(`/households/${home.id}/scale-requests`)
    expect(backbone.body).toEqual([])
    const withdrawn = await world.worker.post(`/scale-requests/${second.id}/withdraw`, {
      version: list.body[0]?.version,
    })
    expect(withdrawn.status).toBe(200)
    expect(await open(second.token)).toBe(410)
  })

  it('is refused for instruments that are not for the person alone, strangers, and shared pages', async () => {
    expect((await ask(world.worker, 'link', { instrument: 'barthel' })).body.code).toBe('scale_not_by_self')
    expect((await ask(world.worker, 'link', { personId: newId() })).body.code).toBe('scale_person_needed')
    expect((await ask(await world.area.as('cadreElsewhere'), 'link')).status).toBe(404)
    expect((await ask(await world.area.as('bureau'), 'link')).status).toBe(403)
    expect((await world.cadre.get('/own/scales')).status).toBe(403)
    // A second member: who signs in on the own page need not be the one who is asked.
    const added = await world.cadre.post(`/households/${home.id}/members`, {
      key: newId(),
      name: '周小妹',
      relation: 'child',
      fromDate: '2025-01-01',
      idNumber: idNumber('2005-05-06', 77),
    })
    expect(added.status).toBe(200)
    expect((await ask(world.worker, 'own')).body.code).toBe('scale_not_on_own_page')
    expect((await ask(world.worker, 'own', { instrument: 'caregiver-strain-own' })).status).toBe(200)
  })

  it('another family’s questions are never shown', async () => {
    const other = await world.household(EASY, WELL)
    await ask(world.worker, 'own', { instrument: 'ucla-3' }, other.id, other.personId)
    const [row] = await world.area.rows<{ id: string }>(
      "SELECT id FROM scale_request WHERE household_id = $1 AND state = 'open'",
      [other.id],
    )
    expect((await waiting()).map((one) => one.id)).not.toContain(row?.id)
    const stolen = await resident.post<Answered>(`/own/scales/${row?.id}/answer`, { answers: { u1: 1 } })
    expect(stolen.body.code).toBe('scale_link_over')
    expect(await results(other.id)).toEqual([])
  })
})
