import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, idNumber, makeArea, OTHER_STREET } from '../../../../testing/area.ts'
import { recordBenefit } from '../../households/index.ts'

interface Precision {
  policies: {
    policy: string
    found: number
    open: number
    confirmed: number
    dismissed: number
    dismissedBy: { reason: string; count: number; wrong: boolean }[]
    closedByBenefit: number
    closedOtherwise: number
    precision: number | null
  }[]
  total: { found: number; confirmed: number; wrong: number; precision: number | null }
}

const POOR = {
  is_shanghai_hukou: true,
  has_car: false,
  has_non_residential_property: false,
  financial_assets: 20_000,
  monthly_income: 600,
}

describe('what dismissals teach', () => {
  let area: Area
  const households: string[] = []

  beforeAll(async () => {
    area = await makeArea()
    for (let n = 1; n <= 7; n++) {
      const id = await area.openHousehold({ name: '何家', idNumber: idNumber('1971-03-04', n) })
      households.push(id)
      await record(id, POOR)
    }
  })
  afterAll(() => area.close())

  const record = async (id: string, facts: Readonly<Record<string, unknown>>) =>
    (await area.as('cadre')).post(`/households/${id}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: Object.entries(facts).map(([fact, value]) => ({
        entityKind: 'household',
        entityId: id,
        fact,
        value,
        validFrom: '2025-06-16',
      })),
    })

  it('counts each gap once, and holds against a policy only what says that there was none', async () => {
    const cadre = await area.as('cadre')
    const gapOf = async (at: number) => {
      const { body } = await cadre.get<{ items: { id: string; version: number }[] }>('/gaps', {
        householdId: households[at],
        policy: 'dibao',
      })
      return { id: body.items[0]?.id ?? '', version: body.items[0]?.version ?? 0 }
    }
    for (const at of [0, 1, 2]) {
      const { id, version } = await gapOf(at)
      expect((await cadre.post(`/gaps/${id}/confirm`, { version })).status).toBe(200)
    }
    for (const [at, reason] of [
      [3, 'facts_wrong'],
      [4, 'does_not_want'],
    ] as const) {
      const { id, version } = await gapOf(at)
      expect((await cadre.post(`/gaps/${id}/dismiss`, { version, reason })).status).toBe(200)
    }
    // One confirmed gap ends with the benefit, an undecided one because the income rose.
    await area.system((tx) =>
      recordBenefit(tx, area.app.modules.households, {
        householdId: households[0] ?? '',
        policy: 'dibao',
        amountFen: 80_000,
        fromDate: '2025-06-16',
      }),
    )
    await record(households[5] ?? '', { monthly_income: 9_000 })

    const { body } = await cadre.get<Precision>('/gaps/precision')
    expect(body.policies.find(({ policy }) => policy === 'dibao')).toMatchObject({
      found: 7,
      open: 1,
      confirmed: 3,
      dismissed: 2,
      closedByBenefit: 1,
      closedOtherwise: 1,
      precision: 3 / 4,
    })
    const dibao = body.policies.find(({ policy }) => policy === 'dibao')
    expect(dibao?.dismissedBy).toEqual(
      expect.arrayContaining([
        { reason: 'facts_wrong', count: 1, wrong: true },
        { reason: 'does_not_want', count: 1, wrong: false },
      ]),
    )
    expect(body.total).toMatchObject({ confirmed: 3, wrong: 1, precision: 3 / 4 })
    const others = body.policies.filter(({ policy }) => policy !== 'dibao')
    for (const { precision } of others) expect(precision).toBeNull()
  })

  it('counts within the scope only', async () => {
    const elsewhere = await (await area.as('cadreElsewhere')).get<Precision>('/gaps/precision')
    expect(elsewhere.body.policies).toEqual([])
    const narrowed = await (await area.as('bureau')).get<Precision>('/gaps/precision', {
      under: OTHER_STREET,
    })
    expect(narrowed.body.total.found).toBe(0)
    expect((await (await area.as('volunteer')).get('/gaps/precision')).status).toBe(403)
  })
})
