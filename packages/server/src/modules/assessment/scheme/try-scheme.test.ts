import { newId } from '@lastmile/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OTHER_STREET, STREET } from '../../../../testing/area.ts'
import {
  type AssessmentWorld,
  EASY,
  makeAssessmentWorld,
  WELL,
} from '../../../../testing/assessment-world.ts'
import type { ApiClient } from '../../../../testing/index.ts'
import { isDrawn } from './try-scheme.ts'

interface Scheme {
  hash: string
  dimensions: {
    id: string
    indicators: { id: string; on: boolean; when: string; numbers: { value: number }[] }[]
  }[]
}
interface Trial {
  problems: { message: string; line: number }[]
  households: number
  of: number
  parts: { id: string; indicators: number[] }[]
  streets: { path: string; cells: number[][] }[]
  code?: string
}
interface Movers {
  items: { householdId: string; from: number; to: number; headName: string; streetName: string }[]
  total: number
  streets: { path: string; moved: number; graver: number }[]
  code?: string
}

describe('a scheme that is tried', () => {
  let world: AssessmentWorld
  let bureau: ApiClient
  let base: string
  /** Two months behind with the bills; nothing else is hard. */
  let behind: { id: string }
  beforeAll(async () => {
    world = await makeAssessmentWorld(50)
    behind = await world.household({ ...EASY, utility_arrears_months: 2 }, WELL)
    await world.household(EASY, WELL)
    bureau = await world.area.as('bureau')
    base = (await bureau.get<Scheme>('/assessment-scheme')).body.hash
  })
  afterAll(() => world.area.close())

  const LOOSER = {
    indicators: {
      arrears: {
        when: 'household.utility_arrears_months >= 2',
        cutoff: { zh: '拖欠两个月以上', en: 'Two months or more unpaid' },
      },
    },
    // From any single indicator of money on, tier 3.
    tiers: { 3: '0.03' },
  }
  const trial = (draft: object, who = bureau) =>
    who.post<Trial>('/assessment-scheme/trial', { base, ...draft })
  const movers = (draft: object, who = bureau, more: object = {}) =>
    who.post<Movers>('/assessment-scheme/movers', { base, ...draft, limit: 50, offset: 0, ...more })
  const tiersOf = ({ streets }: Trial) =>
    streets.flatMap(({ cells }) => cells).reduce((sum, cell) => sum + (cell[3] ?? 0), 0)

  it('is checked as it is typed, with the numbers that can be moved', async () => {
    const { body } = await bureau.get<Scheme>('/assessment-scheme')
    const arrears = body.dimensions.flatMap((one) => one.indicators).find((one) => one.id === 'arrears')
    expect(arrears).toMatchObject({ on: true, numbers: [{ value: 3 }] })
    const check = (when: string) =>
      bureau.post<{ problems: { message: string }[]; numbers: { value: number }[] }>(
        '/assessment-scheme/check',
        { when },
      )
    expect((await check('household.utility_arrears_months >= 5')).body).toMatchObject({
      problems: [],
      numbers: [{ value: 5 }],
    })
    expect((await check('household.utility_arrear_months >= 5')).body.problems).toHaveLength(1)
  })

  it('reads every household by other cut-offs, and says what each street would have', async () => {
    const before = (await trial({})).body
    const after = (await trial(LOOSER)).body
    expect(after).toMatchObject({ problems: [], households: before.households, of: before.of })
    expect(tiersOf(after)).toBe(tiersOf(before))
    const deprived = ({ streets }: Trial) =>
      streets
        .flatMap(({ cells }) => cells)
        .reduce((sum, [bits = 0, , , units = 0]) => sum + (bits === 0 ? 0 : units), 0)
    expect(deprived(after)).toBe(deprived(before) + 1)
    const off = (await trial({ indicators: { arrears: { off: true } } })).body
    expect(off.parts.find(({ id }) => id === 'income_debt')?.indicators).toHaveLength(3)
    const broken = (await trial({ indicators: { arrears: { when: 'household.nothing > 3' } } })).body
    expect(broken.problems).not.toEqual([])
    expect((await trial({ base: 'older' })).body.code).toBe('scheme_outdated')
    expect((await trial({ indicators: { nothing: { off: true } } })).body.code).toBe('scheme_not_sound')
  })

  it('names who would change, from where to where, within the reader’s scope, and as a workbook', async () => {
    const { body } = await movers(LOOSER)
    expect(body.items.find((one) => one.householdId === behind.id)).toMatchObject({
      from: 4,
      to: 3,
      headName: '周家',
      streetName: '夏阳街道',
    })
    expect(body.streets).toMatchObject([{ path: STREET, moved: body.total, graver: body.total }])
    expect((await movers(LOOSER, bureau, { under: OTHER_STREET })).body.total).toBe(0)
    expect((await movers(LOOSER, world.backbone)).body.total).toBe(body.total)
    const elsewhere = await world.area.as('backboneElsewhere')
    expect((await movers(LOOSER, elsewhere)).body).toMatchObject({ items: [], total: 0 })
    for (const person of ['cadre', 'worker', 'supervisor'] as const)
      expect((await movers(LOOSER, await world.area.as(person))).status).toBe(403)
    const file = await bureau.post('/assessment-scheme/movers.xlsx', { base, ...LOOSER })
    expect(file.status).toBe(200)
    const told = await world.area.rows<{ action: string }>(
      "SELECT action FROM ledger_entry WHERE action LIKE 'scheme.movers%' AND actor_id = $1",
      [bureau.accountId],
    )
    expect(told.map(({ action }) => action)).toContain('scheme.movers-export')
  })

  it('is drafted with its cut-offs and published by a second person; then everybody is assessed by it', async () => {
    const draft = (who: ApiClient) =>
      who.post<{ id: string; code?: string }>('/assessment-scheme/drafts', {
        key: newId(),
        base,
        note: '欠费两个月就算',
        ...LOOSER,
      })
    expect((await draft(world.backbone)).status).toBe(403)
    const { id } = (await draft(bureau)).body
    const seen = (
      await bureau.get<{ versions: { version: number; changes: { zh: string }[] }[] }>('/assessment-scheme')
    ).body.versions[0]
    expect(seen?.changes.map(({ zh }) => zh).join()).toContain('拖欠三个月以上 → 拖欠两个月以上')
    const second = await world.area.as('bureauSecond')
    const published = await second.post(`/assessment-scheme/drafts/${id}/publish`, { version: seen?.version })
    expect(published.status).toBe(200)
    await world.record(behind.id, 'household', behind.id, { debt: 0 })
    expect((await world.view(behind.id)).proposed.tier).toBe(3)
  })
})

describe('of very many households', () => {
  it('as many as can be read are drawn, at even distances; of few all are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 500 }), (of, most) => {
        const drawn = Array.from({ length: of }, (_, place) => place).filter((place) =>
          isDrawn(place, of, most),
        )
        expect(drawn.length).toBe(Math.min(of, most))
        const ways = drawn.slice(1).map((place, at) => place - (drawn[at] ?? 0))
        if (ways.length > 0) expect(Math.max(...ways) - Math.min(...ways)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
