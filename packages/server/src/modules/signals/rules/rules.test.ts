import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Area,
  COMMITTEE,
  DISTRICT,
  idNumber,
  makeArea,
  OTHER_COMMITTEE,
} from '../../../../testing/area.ts'
import { verdictOf } from './view-rules.ts'

interface Rule {
  rule: string
  flagged: number
  open: number
  visited: number
  takenIn: number
  known: number
  nothing: number
  nothingBy: { reason: string; count: number }[]
  minutes: number
  checked: number
  precision: number | null
  lower: number | null
  verdict: string
}
interface Trial {
  tried: number
  before: { raised: number; checked: number; takenIn: number }
  kept: { raised: number; checked: number; takenIn: number }
  missed: number
  minutesSaved: number
  today: { households: number; of: number; present: number; tried: number }
}

const HOUSEHOLDS = 12

describe('the ledger of precision', () => {
  let area: Area

  beforeAll(async () => {
    area = await makeArea()
    const cadre = await area.as('cadre')
    for (let n = 0; n < HOUSEHOLDS; n += 1) {
      const id = await area.openHousehold({ name: '何家', idNumber: idNumber('1950-03-04', n + 1) })
      const facts = {
        utility_arrears_months: n + 1,
        monthly_income: 1000,
        approved_income_disregard: 0,
        financial_assets: 1000,
      }
      await cadre.post(`/households/${id}/facts`, {
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
    }
    const { body } = await cadre.get<{ items: { id: string; version: number; householdId: string }[] }>(
      '/signals',
      { rule: 'arrears' },
    )
    const months = new Map(
      (
        await area.rows<{ household_id: string; m: number }>(
          'SELECT household_id, f_utility_arrears_months AS m FROM household_now',
        )
      ).map((row) => [row.household_id, row.m]),
    )
    // From six months on there was a need; below, nothing; one did not open the door.
    for (const one of body.items) {
      const owed = months.get(one.householdId) ?? 0
      const how =
        owed >= 6
          ? {
              outcome: 'need',
              need: { category: 'living', title: '生活困难', rootCause: 'unknown', urgency: 2 },
            }
          : { outcome: 'nothing', reason: owed === 2 ? 'not_reached' : 'no_hardship' }
      const ended = await cadre.post(`/signals/${one.id}/end`, {
        version: one.version,
        found: '看过了',
        minutes: 20,
        visited: owed !== 2,
        ...how,
      })
      expect(ended.status).toBe(200)
    }
  })
  afterAll(() => area.close())

  it('tells of each rule what was flagged, visited, taken in, and got nothing, with Wilson’s bound', async () => {
    const bureau = await area.as('bureau')
    const { body } = await bureau.get<{ rules: Rule[] }>('/signals/rules')
    // Eleven owe two months or more: seven from six on, three for nothing, one not reached and not counted.
    expect(body.rules.find(({ rule }) => rule === 'arrears')).toMatchObject({
      flagged: 11,
      open: 0,
      visited: 10,
      takenIn: 7,
      nothing: 4,
      nothingBy: [
        { reason: 'no_hardship', count: 3 },
        { reason: 'not_reached', count: 1 },
      ],
      minutes: 220,
      checked: 10,
      precision: 0.7,
      lower: expect.closeTo(0.3968, 3),
      verdict: 'tune',
    })
    const elsewhere = await bureau.get<{ rules: Rule[] }>('/signals/rules', { under: OTHER_COMMITTEE })
    expect(elsewhere.body.rules.find(({ rule }) => rule === 'arrears')).toMatchObject({
      flagged: 0,
      precision: null,
    })
    const here = await bureau.get<{ rules: Rule[] }>('/signals/rules', { under: COMMITTEE })
    expect(here.body.rules.find(({ rule }) => rule === 'arrears')).toMatchObject({ flagged: 11 })
  })

  it('tries a threshold on the signals of the year, with what was found at the door', async () => {
    const bureau = await area.as('bureau')
    const trial = (values: object, rule = 'arrears') =>
      bureau.post<Trial & { code?: string }>(`/signals/rules/${rule}/trial`, { values })
    const { body } = await trial({ arrears_from: 6 })
    expect(body).toMatchObject({
      tried: 11,
      before: { raised: 11, checked: 10, takenIn: 7 },
      kept: { raised: 7, checked: 7, takenIn: 7 },
      missed: 0,
      minutesSaved: 80,
      today: { households: HOUSEHOLDS, of: HOUSEHOLDS, present: 11, tried: 7 },
    })
    expect((await trial({ arrears_from: 10 })).body).toMatchObject({ missed: 4, kept: { raised: 3 } })
    expect((await trial({ arrears_from: 1 })).body).toMatchObject({
      kept: { raised: 11 },
      today: { tried: 12 },
    })
    expect((await trial({ nothing: 1 })).body.code).toBe('signal_threshold_refused')
    expect((await trial({ arrears_from: 1.5 })).body.code).toBe('signal_threshold_refused')
    expect((await trial({}, 'own-eye')).status).toBe(404)
    expect(
      (await (await area.as('backbone')).post('/signals/rules/arrears/trial', { values: {} })).status,
    ).toBe(403)
    const entries = await area.rows<{ org_path: string }>(
      "SELECT org_path FROM ledger_entry WHERE action = 'signal.try'",
    )
    expect(entries.map(({ org_path }) => org_path)).toEqual([DISTRICT, DISTRICT, DISTRICT])
  })

  it('says nothing of a rule that few were looked into for, and gives one up when even the upper bound is low', () => {
    expect(verdictOf(0.4, 9, { lower: 0, upper: 0.3 }, 10)).toBe('wait')
    expect(verdictOf(0.4, 50, { lower: 0.1, upper: 0.3 }, 10)).toBe('retire')
    expect(verdictOf(0.4, 50, { lower: 0.3, upper: 0.6 }, 10)).toBe('tune')
    expect(verdictOf(0.4, 50, { lower: 0.5, upper: 0.7 }, 10)).toBe('keep')
  })
})
