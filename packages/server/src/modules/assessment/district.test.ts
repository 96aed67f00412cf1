import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMITTEE, STREET } from '../../../testing/area.ts'
import {
  type AssessmentWorld,
  EASY,
  makeAssessmentWorld,
  type Refusal,
  WELL,
} from '../../../testing/assessment-world.ts'
import type { ApiClient } from '../../../testing/index.ts'
import { groupedCells } from './store/cells.ts'

describe('groups of families, the measure and the scheme', () => {
  let world: AssessmentWorld
  let cadre: ApiClient
  let backbone: ApiClient
  beforeAll(async () => {
    world = await makeAssessmentWorld(800)
    ;({ cadre, backbone } = world)
  })
  afterAll(() => world.area.close())

  describe('groups of families', () => {
    it('enters and leaves by name and day; the approved list of a day never changes', async () => {
      const { id } = await world.household()
      const { proposed, version } = await world.view(id)
      await world.confirm(cadre, id, { version, tier: proposed.tier })
      await world.confirm(backbone, id, { version: (await world.view(id)).version, tier: proposed.tier })
      const box = async (name: string, on = '') =>
        (
          await backbone.get<{ items: { householdId: string; entryId: string | null; because: string }[] }>(
            `/family-groups?group=key_service&box=${name}&limit=200${on}`,
          )
        ).body.items.find((one) => one.householdId === id)
      expect((await box('candidates'))?.because).toBe(`${proposed.tier} 级`)
      const enter = { key: newId(), householdIds: [id] }
      expect((await cadre.post('/family-groups/key_service/enter', enter)).status).toBe(403)
      expect((await backbone.post('/family-groups/key_service/enter', enter)).body).toEqual({ entered: 1 })
      expect(await box('candidates')).toBeUndefined()
      const member = await box('members')
      const approve = () =>
        backbone.post<{ count: number } & Refusal>('/family-groups/key_service/approve', {})
      const approved = (await approve()).body
      expect(approved.count).toBeGreaterThan(0)
      expect((await approve()).body.code).toBe('list_approved_already')
      const leave = await backbone.post<Refusal>(`/family-groups/entries/${member?.entryId}/leave`, {
        reason: '搬到外区去了',
      })
      expect(leave.status).toBe(200)
      expect(await box('members')).toBeUndefined()
      const workbook = await backbone.get('/family-groups/key_service/list.xlsx?on=2025-06-16')
      expect(workbook.status).toBe(200)
      const [list] = await world.area.rows<{ households: unknown[] }>('SELECT households FROM family_list')
      expect(list?.households).toHaveLength(approved.count)
    })

    it('somebody who does not meet the choice enters by a reason', async () => {
      const { id } = await world.household(EASY, WELL)
      const enter = (reason?: string) =>
        backbone.post<Refusal>('/family-groups/key_service/enter', {
          key: newId(),
          householdIds: [id],
          ...(reason ? { reason } : {}),
        })
      expect((await enter()).body.code).toBe('tier_reason_needed')
      expect((await enter('老人刚出院，街道决定重点看一段时间')).status).toBe(200)
      const bureau = await world.area.as('bureau')
      expect((await bureau.get<Refusal>('/family-groups?group=nothing')).body.code).toBe('group_unknown')
    })
  })

  it('the measure of the district adds up, is bounded by scope, and keeps its days', async () => {
    const bureau = await world.area.as('bureau')
    interface Measure {
      households: number
      H: number
      A: number | null
      M0: number
      tiers: { households: number }[]
      groups: { id: string; households: number; H: number | null }[]
      overTime: { day: string }[]
      agreement: { decided: number } | null
    }
    const whole = (await bureau.get<Measure>('/measure')).body
    const [count] = await world.area.rows<{ n: number }>('SELECT count(*)::int AS n FROM assessment')
    expect(whole.households).toBe(count?.n)
    expect(whole.M0).toBeCloseTo(whole.H * (whole.A ?? 0), 6)
    expect(whole.tiers.reduce((sum, tier) => sum + tier.households, 0)).toBe(whole.households)
    expect(whole.groups.map((group) => group.id)).toEqual([STREET])
    expect(whole.agreement?.decided).toBeGreaterThan(0)
    const below = (await backbone.get<Measure>('/measure')).body
    expect(below.groups.map((group) => group.id)).toEqual([COMMITTEE])
    expect((await cadre.get('/measure')).status).toBe(403)
    for (const by of ['kind', 'size', { unitDepth: 2 }] as const) {
      const found = await world.area.system(async (tx) => {
        const [one] = await tx.query<{ hash: string }>('SELECT scheme_hash AS hash FROM assessment LIMIT 1')
        return groupedCells(tx, { lo: '310118/', hi: '3101180', schemeHash: one?.hash ?? '', by })
      })
      const group = { kind: 'kind', size: 'least(size, 9)::text' }[String(by)] ?? `'${STREET}'`
      const expected = await world.area.rows(
        `SELECT ${group} AS grp, deprived, unknown, floor, count(*)::int AS units, sum(size)::int AS weight, sum(size * size)::int AS squares
         FROM assessment GROUP BY 1, 2, 3, 4`,
      )
      const cells = [...found].flatMap(([grp, list]) => list.map((cell) => ({ grp, ...cell })))
      expect(cells).toHaveLength(expected.length)
      expect(cells).toEqual(expect.arrayContaining(expected))
    }
    const { keepDay } = await import('./index.ts')
    await world.area.system((tx) => keepDay(tx, world.area.app.modules.assessment, '310118/'))
    await world.area.system((tx) => keepDay(tx, world.area.app.modules.assessment, '310118/'))
    expect((await bureau.get<Measure>('/measure')).body.overTime).toHaveLength(1)
  })

  it('a scheme is drafted, published by a second person, and everybody is assessed by it', async () => {
    const bureau = await world.area.as('bureau')
    interface Scheme {
      hash: string
      version: string
      streets: { advisors: number; cells: number[][] }[]
      versions: { id: string; version: number; state: string; changes: { zh: string }[] }[]
    }
    const scheme = (await bureau.get<Scheme>('/assessment-scheme')).body
    const units = scheme.streets.flatMap((street) => street.cells.map((cell) => cell[3] ?? 0))
    expect(units.reduce((a, b) => a + b, 0)).toBeGreaterThan(1)
    const draft = (input: object) =>
      bureau.post<{ id: string } & Refusal & { message?: string }>('/assessment-scheme/drafts', {
        key: newId(),
        base: scheme.hash,
        note: '就业更重一些',
        dimensions: { employment: 30 },
        tiers: {},
        ...input,
      })
    expect((await draft({ base: 'older' })).body.code).toBe('scheme_outdated')
    expect((await draft({ dimensions: { work: 3 } })).body.code).toBe('scheme_not_sound')
    expect((await draft({ tiers: { 2: '0.9' } })).body.code).toBe('scheme_not_sound')
    const made = (await draft({})).body
    const seen = (await bureau.get<Scheme>('/assessment-scheme')).body.versions[0]
    expect(seen).toMatchObject({ id: made.id, state: 'draft', changes: [{ zh: '就业：15 → 30' }] })
    const publish = (who: ApiClient) =>
      who.post<Refusal>(`/assessment-scheme/drafts/${made.id}/publish`, { version: seen?.version ?? 0 })
    expect((await publish(bureau)).body.code).toBe('second_person_needed')
    expect((await publish(backbone)).status).toBe(403)
    expect((await publish(await world.area.as('bureauSecond'))).status).toBe(200)
    const after = (await bureau.get<Scheme>('/assessment-scheme')).body
    expect(after).toMatchObject({ version: '2026-1.1', hash: expect.not.stringContaining(scheme.hash) })
    const { id } = await world.household()
    const [row] = await world.area.rows<{ scheme_hash: string }>(
      'SELECT scheme_hash FROM assessment WHERE household_id = $1',
      [id],
    )
    expect(row?.scheme_hash).toBe(after.hash)
  })
})
