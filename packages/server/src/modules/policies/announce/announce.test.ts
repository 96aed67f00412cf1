import { addDays, newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, DISTRICT, idNumber, makeArea } from '../../../../testing/area.ts'
import { testLibrary } from '../../../../testing/index.ts'
import { recordBenefit } from '../../households/index.ts'
import { announce } from './announce.ts'
import { nextBirthday } from './look-ahead.ts'

interface Announced {
  id: string
  householdId: string
  policy: string
  day: string
  kind: string
  reason: { zh: string }
  because: { text: { zh: string }; children?: unknown[] }
}

const TODAY = '2025-06-16'

describe('what is announced in advance', () => {
  let area: Area
  let old: string
  let young: string

  beforeAll(async () => {
    area = await makeArea()
    // Sixty-five in ten days; the other one in half a year.
    old = await area.openHousehold({ name: '何阿婆', idNumber: idNumber('1960-06-26', 12) })
    young = await area.openHousehold({ name: '年轻', idNumber: idNumber('1960-12-26', 14) })
    const cadre = await area.as('cadre')
    for (const id of [old, young]) {
      const { body } = await cadre.get<{ members: { personId: string }[] }>(`/households/${id}`)
      const answer = await cadre.post(`/households/${id}/facts`, {
        key: newId(),
        sourceKind: 'visit',
        facts: [
          {
            entityKind: 'person',
            entityId: body.members[0]?.personId,
            fact: 'is_shanghai_hukou',
            value: true,
            validFrom: '2025-06-01',
          },
        ],
      })
      expect(answer.status).toBe(200)
    }
  })
  afterAll(() => area.close())

  const run = () => area.system((tx) => announce(tx, testLibrary(), [old, young], DISTRICT))
  const seen = async (client = 'cadre' as 'cadre' | 'cadreNext', query = {}) =>
    (await (await area.as(client)).get<{ items: Announced[]; total: number }>('/gaps/announcements', query))
      .body
  const of = async (householdId: string, policy: string) =>
    (await seen('cadre', { householdId, limit: 200 })).items.filter((one) => one.policy === policy)

  it('tells of a birthday that opens a benefit, with the day, the reason and the clause', async () => {
    await run()
    const [one, ...more] = await of(old, 'senior-comprehensive-allowance')
    expect(more).toEqual([])
    expect(one).toMatchObject({
      day: '2025-06-26',
      kind: 'gains',
      reason: { zh: '何阿婆（户主）满 65 周岁' },
    })
    expect(JSON.stringify(one?.because)).toContain('"clause"')
    expect(await of(young, 'senior-comprehensive-allowance')).toEqual([])
  })

  it('stands on the page of today until the day, and keeps its id from night to night', async () => {
    const [before] = await of(old, 'senior-comprehensive-allowance')
    await run()
    expect((await of(old, 'senior-comprehensive-allowance'))[0]?.id).toBe(before?.id)
    const cadre = await area.as('cadre')
    const { body } = await cadre.get<{ items: { id: string; dueOn: string }[] }>('/today')
    expect(body.items.find(({ id }) => id === `announcement:${before?.id}`)).toMatchObject({
      dueOn: '2025-06-26',
    })
  })

  it('tells of a benefit whose last day is known, and no more once it goes on', async () => {
    const benefit = {
      householdId: young,
      policy: 'dibao',
      amountFen: 80_000,
      fromDate: '2025-01-01',
    }
    await area.system((tx) => recordBenefit(tx, area.app.modules.households, benefit))
    await area.rows("UPDATE benefit_receipt SET to_date = '2025-07-31' WHERE household_id = $1", [young])
    await run()
    expect(await of(young, 'dibao')).toMatchObject([
      { day: '2025-08-01', kind: 'ends', reason: { zh: '现在这份待遇到期' } },
    ])
    await area.rows('UPDATE benefit_receipt SET to_date = NULL WHERE household_id = $1', [young])
    await run()
    expect(await of(young, 'dibao')).toEqual([])
  })

  it('tells of a certificate that ends, by the benefits that end with it, until it is renewed', async () => {
    const holder = await area.openHousehold({ name: '持证人', idNumber: idNumber('1980-03-02', 16) })
    const cadre = await area.as('cadre')
    const { body } = await cadre.get<{ members: { personId: string }[] }>(`/households/${holder}`)
    const say = async (facts: Record<string, unknown>) => {
      const answer = await cadre.post(`/households/${holder}/facts`, {
        key: newId(),
        sourceKind: 'visit',
        facts: Object.entries(facts).map(([fact, value]) => ({
          entityKind: 'person',
          entityId: body.members[0]?.personId,
          fact,
          value,
          validFrom: '2025-06-01',
        })),
      })
      expect(answer.status).toBe(200)
    }
    const announced = async () => {
      await area.system((tx) => announce(tx, testLibrary(), [holder], DISTRICT))
      return (await of(holder, 'disability-care-subsidy')).filter(({ kind }) => kind === 'loses')
    }
    await say({
      is_shanghai_hukou: true,
      has_disability_certificate: true,
      disability_type: 'physical',
      disability_grade: 1,
      disability_certificate_until: '2025-09-14',
    })
    // The ninetieth day from 16 June is 14 September, on which it still counts.
    expect(await announced()).toEqual([])
    await say({ disability_certificate_until: '2025-09-13' })
    expect(await announced()).toMatchObject([
      {
        day: '2025-09-14',
        kind: 'loses',
        reason: { zh: expect.stringContaining('残疾人证有效期到 2025-09-13') },
      },
    ])
    await say({ disability_certificate_until: '2035-09-13' })
    expect(await announced()).toEqual([])
  })

  it('is read in the area only, and reaches ninety days', async () => {
    expect((await seen('cadreNext')).total).toBe(0)
    for (const person of ['volunteer', 'administrator', 'resident'] as const)
      expect((await (await area.as(person)).get('/gaps/announcements')).status).toBe(403)
    const all = await seen('cadre', { limit: 200 })
    for (const { day } of all.items) {
      expect(day > TODAY).toBe(true)
      expect(day <= addDays(TODAY, 90)).toBe(true)
    }
  })

  it('knows when somebody born on 29 February completes a year', () => {
    expect(nextBirthday('1960-02-29', '2025-01-01')).toBe('2025-03-01')
    expect(nextBirthday('1960-02-29', '2028-01-01')).toBe('2028-02-29')
    expect(nextBirthday('1960-06-16', TODAY)).toBe('2026-06-16')
  })
})
