import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AssessmentWorld,
  EASY,
  HARD,
  makeAssessmentWorld,
  type Page,
  type Refusal,
  WELL,
} from '../../../testing/assessment-world.ts'
import type { ApiClient } from '../../../testing/index.ts'

describe('the assessment of a household', () => {
  let world: AssessmentWorld
  let cadre: ApiClient
  let backbone: ApiClient
  let worker: ApiClient
  beforeAll(async () => {
    world = await makeAssessmentWorld(700)
    ;({ cadre, backbone, worker } = world)
  })
  afterAll(() => world.area.close())

  it('is worked out as soon as facts are recorded, from both sides where something is unknown', async () => {
    const { id } = await world.household({
      ...HARD,
      without_family_support: null,
      utility_arrears_months: null,
    })
    const open = await world.view(id)
    expect(open.state).toBe('open')
    expect(open.bounds.upper).toBeGreaterThan(open.bounds.lower)
    expect(open.missing.map((one) => one.fact)).toContain('without_family_support')
    await world.record(id, 'household', id, { without_family_support: true, utility_arrears_months: 4 })
    const known = await world.view(id)
    expect(known.score).toBeGreaterThan(open.score)
    expect(known.version).toBeGreaterThan(open.version)
  })

  it('a grave tier takes the cadre’s word and then the backbone’s; then the household’s tier and the next date stand', async () => {
    const { id } = await world.household()
    const { proposed, version } = await world.view(id)
    expect(proposed.tier).toBeLessThanOrEqual(2)
    expect((await world.confirm(backbone, id, { version, tier: proposed.tier })).body.code).toBe(
      'tier_first_needed',
    )
    const first = await world.confirm(cadre, id, { version, tier: proposed.tier })
    expect(first.body).toMatchObject({ state: 'second', dueOn: null })
    const waiting = await world.view(id)
    expect(
      (await world.confirm(cadre, id, { version: waiting.version, tier: 3, reason: '想改一改' })).body.code,
    ).toBe('tier_second_waits')
    world.area.app.clock.advance(60_000)
    const second = await world.confirm(backbone, id, { version: waiting.version, tier: proposed.tier })
    expect(second.body).toMatchObject({ state: 'settled', dueOn: expect.any(String) })
    const settled = await world.view(id)
    expect(settled.decisions.map((one) => one.step)).toEqual(['second', 'first'])
    const [row] = await world.area.rows<{ tier: number }>('SELECT tier FROM household WHERE id = $1', [id])
    expect(row?.tier).toBe(proposed.tier)
    const entries = await world.area.rows(
      "SELECT 1 FROM ledger_entry WHERE action = 'assessment.confirm' AND household_id = $1",
      [id],
    )
    expect(entries).toHaveLength(2)
  })

  it('another tier needs a reason; what was seen is what is decided; a stranger decides nothing', async () => {
    const { id } = await world.household()
    const { proposed, version } = await world.view(id)
    expect((await world.confirm(cadre, id, { version, tier: 4 })).body.code).toBe('tier_reason_needed')
    expect((await world.confirm(cadre, id, { version: version + 5, tier: proposed.tier })).body.code).toBe(
      'version_conflict',
    )
    expect((await world.confirm(cadre, id, { version, tier: 7, reason: '不存在的级' })).body.code).toBe(
      'tier_unknown',
    )
    for (const person of ['worker', 'supervisor', 'bureau'] as const)
      expect(
        (await world.confirm(await world.area.as(person), id, { version, tier: proposed.tier })).status,
      ).toBe(403)
    expect(
      (await world.confirm(await world.area.as('cadreElsewhere'), id, { version, tier: proposed.tier }))
        .status,
    ).toBe(404)
    // A milder tier than a grave proposal takes the backbone too.
    const changed = await world.confirm(cadre, id, { version, tier: 3, reason: '子女每月都给生活费' })
    expect(changed.body.state).toBe('second')
    const waiting = await world.view(id)
    expect((await world.confirm(backbone, id, { version: waiting.version, tier: 3 })).body.state).toBe(
      'settled',
    )
    expect((await world.view(id)).decisions[0]).toMatchObject({ tier: 3, reason: '子女每月都给生活费' })
  })

  it('a changed fact opens it again when the proposal becomes another, and says so in the thread', async () => {
    const { id } = await world.household()
    const { proposed, version } = await world.view(id)
    await world.confirm(cadre, id, { version, tier: proposed.tier })
    await world.confirm(backbone, id, { version: (await world.view(id)).version, tier: proposed.tier })
    await world.record(id, 'household', id, { annual_medical_expense: 29_000 })
    expect((await world.view(id)).state).toBe('settled')
    await world.record(id, 'household', id, {
      monthly_income: 20_000,
      annual_income: 240_000,
      debt: 0,
      annual_medical_expense: 0,
      utility_arrears_months: 0,
      without_family_support: false,
      housing_tenure: 'owned',
    })
    const reopened = await world.view(id)
    expect(reopened.state).toBe('open')
    expect(reopened.tier?.tier).toBe(proposed.tier)
    const [entry] = await world.area.rows<{ data: unknown }>(
      "SELECT data FROM ledger_entry WHERE action = 'assessment.reopen' AND household_id = $1",
      [id],
    )
    expect(entry?.data).toEqual({ from: proposed.tier, to: reopened.proposed.tier })
  })

  it('lists the gravest first with their place, and confirms the mild ones together', async () => {
    const mild = await world.household(EASY, WELL)
    const page = (await cadre.get<Page>('/assessments?limit=100')).body
    expect(page.counts.toConfirm).toBe(page.total)
    const order = page.items.map((one) => one.proposed)
    expect(order).toEqual([...order].sort())
    const places = page.items.filter((one) => one.proposed === order[0]).map((one) => one.place)
    expect(places).toEqual(places.map((_, at) => at + 1))
    const grave = page.items.find((one) => one.proposed <= 2)
    const seen = page.items.find((one) => one.householdId === mild.id)
    const answer = await cadre.post('/assessments/confirm', {
      households: [
        { id: mild.id, version: seen?.version ?? 0 },
        { id: grave?.householdId ?? '', version: grave?.version ?? 0 },
        { id: newId(), version: 1 },
      ],
    })
    expect(answer.body).toEqual({
      confirmed: 1,
      skipped: [
        { id: grave?.householdId, why: 'needs_second' },
        { id: expect.any(String), why: 'not_found' },
      ],
    })
    expect((await world.view(mild.id)).state).toBe('settled')
    // Elsewhere the household is not counted: not in the page, not in the counts.
    const elsewhere = (await (await world.area.as('cadreElsewhere')).get<Page>('/assessments?box=all')).body
    expect(elsewhere).toMatchObject({ total: 0, counts: { all: 0 } })
  })

  it('is due again when its time is over', async () => {
    const { id } = await world.household(EASY, WELL)
    const { proposed, version } = await world.view(id)
    await world.confirm(cadre, id, { version, tier: proposed.tier })
    const due = async () => (await cadre.get<Page>('/assessments?box=due&limit=200')).body.items
    expect((await due()).map((one) => one.householdId)).not.toContain(id)
    await world.area.rows("UPDATE assessment SET due_on = '2025-06-01' WHERE household_id = $1", [id])
    expect((await due()).map((one) => one.householdId)).toContain(id)
  })

  describe('scales', () => {
    const administer = (who: ApiClient, id: string, input: object) =>
      who.post<{ result: { score: number | null; alerts: unknown[] }; urgent: boolean } & Refusal>(
        `/households/${id}/scales`,
        { key: newId(), mode: 'interview', ...input },
      )

    it('a positive suicide item raises an urgent alert at once, whatever else is missing, and puts the household in tier 1', async () => {
      const { id, personId } = await world.household(EASY, WELL)
      const before = await world.view(id)
      const answer = await administer(worker, id, { instrument: 'phq-9', personId, answers: { p9: 1 } })
      expect(answer.body).toMatchObject({ urgent: true, result: { score: null } })
      const after = await world.view(id, worker)
      expect(after.proposed.tier).toBe(1)
      expect(after.override?.zh).toContain('自杀')
      expect(after.alerts).toHaveLength(1)
      const supervisor = await world.area.as('supervisor')
      const alerts = (await supervisor.get<{ items: { id: string; version: number }[] }>('/urgent-alerts'))
        .body
      const alert = alerts.items.find((one) => one.id === after.alerts[0]?.id)
      // The cadre learns that there is one, and neither what it is nor what was done: the tier that is told stays as it was.
      const plain = await world.view(id)
      expect(plain).toMatchObject({ proposed: before.proposed, override: null, version: before.version })
      expect(plain.alerts).toMatchObject([{ kind: 'urgent' }])
      expect(JSON.stringify(plain)).not.toContain('自杀')
      const close = (who: ApiClient, action: string) =>
        who.post<{ action: string | null } & Refusal>(`/urgent-alerts/${alert?.id}/close`, {
          version: alert?.version ?? 0,
          outcome: 'accompanied',
          action,
        })
      expect((await close(cadre, '已经陪同去了医院看门诊')).status).toBe(403)
      expect((await close(supervisor, '短')).status).toBe(400)
      expect((await close(supervisor, '已经陪同去了医院看门诊')).body.action).toBe('已经陪同去了医院看门诊')
      const [stored] = await world.area.rows<{ action: string }>(
        'SELECT action FROM urgent_alert WHERE id = $1',
        [alert?.id],
      )
      expect(stored?.action).not.toContain('医院')
      const closed = (
        await cadre.get<{ items: { id: string; action: string | null }[] }>('/urgent-alerts?state=closed')
      ).body
      expect(closed.items.find((one) => one.id === alert?.id)?.action).toBeNull()
      expect((await world.view(id, worker)).override).toBeNull()
    })

    it('psychological results are for those who counsel; others learn that there are some', async () => {
      const { id, personId } = await world.household()
      const answers = Object.fromEntries(
        [...'012345678'].map((n) => [`p${Number(n) + 1}`, n === '8' ? 0 : 2]),
      )
      expect(
        (await administer(worker, id, { instrument: 'phq-9', personId, answers })).body.result.score,
      ).toBe(16)
      const read = async (who: ApiClient) =>
        (await who.get<{ items: { instrument: string }[]; guarded: number }>(`/households/${id}/scales`)).body
      expect(await read(cadre)).toEqual({ items: [], guarded: 1 })
      expect(await read(worker)).toMatchObject({ items: [{ instrument: 'phq-9', score: 16 }], guarded: 0 })
      const shown = await world.view(id)
      const psychological = shown.dimensions.find((one) => one.id === 'psychological')
      expect(psychological).toMatchObject({ depth: null, indicators: [{ hidden: true, deprived: null }] })
      const [row] = await world.area.rows<{ answers: string }>(
        'SELECT answers FROM scale_result WHERE household_id = $1',
        [id],
      )
      expect(row?.answers).not.toContain('"p9"')
    })

    it('refuses wrong items, nobody’s answers, a child, and keeps a repeated one once', async () => {
      const { id, personId } = await world.household()
      const code = async (input: object) => (await administer(worker, id, input)).body.code
      expect(await code({ instrument: 'phq9', personId, answers: { p1: 1 } })).toBe('instrument_unknown')
      expect(await code({ instrument: 'phq-9', answers: { p1: 1 } })).toBe('scale_person_needed')
      expect(await code({ instrument: 'phq-9', personId, answers: {} })).toBe('scale_answers_refused')
      expect(await code({ instrument: 'phq-9', personId, answers: { p1: 9 } })).toBe('scale_answers_refused')
      const key = newId()
      for (let n = 0; n < 2; n++)
        await worker.post(`/households/${id}/scales`, {
          key,
          mode: 'paper',
          instrument: 'ucla-3',
          personId,
          answers: { u1: 1, u2: 1, u3: 1 },
        })
      expect(await world.area.rows('SELECT 1 FROM scale_result WHERE household_id = $1', [id])).toHaveLength(
        1,
      )
      await world.area.rows("UPDATE person_now SET f_birth_date = '2015-01-01' WHERE person_id = $1", [
        personId,
      ])
      expect(await code({ instrument: 'phq-9', personId, answers: { p1: 1 } })).toBe('scale_too_young')
    })
  })

  it('sheets come as PDF, and reading stands in the ledger', async () => {
    const { id } = await world.household()
    const sheet = await cadre.get(`/households/${id}/assessment.pdf`)
    expect(sheet.status).toBe(200)
    expect((await cadre.get('/instruments/barthel/sheet.pdf')).status).toBe(200)
    expect((await cadre.get<Refusal>('/instruments/nothing/sheet.pdf')).body.code).toBe('instrument_unknown')
    const actions = await world.area.rows<{ action: string }>(
      'SELECT DISTINCT action FROM ledger_entry WHERE household_id = $1 AND actor_id = $2',
      [id, cadre.accountId],
    )
    expect(actions.map((one) => one.action)).toEqual(
      expect.arrayContaining(['household.read', 'assessment.sheet']),
    )
  })
})
