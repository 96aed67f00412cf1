import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, idNumber, makeArea } from '../../../../testing/area.ts'
import type { ApiClient } from '../../../../testing/index.ts'
import { recordBenefit } from '../../households/index.ts'

interface Screened {
  date: string
  libraryHash: string
  answerHash: string
  results: { policy: string; outcome: string; receiving: boolean; gapId: string | null; because: unknown }[]
}
interface Cliffs {
  incomeFen: number | null
  cliffs: {
    riseFen: number
    beforeFen: number
    afterFen: number
    lost: { policy: string; lessFen: number }[]
  }[]
}

const HOUR = 3_600_000

describe('a past screening', () => {
  let area: Area
  let cadre: ApiClient
  let id: string
  let person: string

  beforeAll(async () => {
    area = await makeArea()
    cadre = await area.as('cadre')
    id = await area.openHousehold({ name: '何家', idNumber: idNumber('1971-03-04', 31) })
    const { body } = await cadre.get<{ members: { personId: string }[] }>(`/households/${id}`)
    person = body.members[0]?.personId ?? ''
  })
  afterAll(() => area.close())

  const record = async (facts: Readonly<Record<string, unknown>>, validFrom: string, entity = id) => {
    const answer = await cadre.post(`/households/${id}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: Object.entries(facts).map(([fact, value]) => ({
        entityKind: entity === id ? 'household' : 'person',
        entityId: entity,
        fact,
        value,
        validFrom,
      })),
    })
    expect(answer.status).toBe(200)
  }
  const screen = async (query = {}) => (await cadre.get<Screened>(`/households/${id}/screening`, query)).body
  /** A gap is of today and no part of an answer. */
  const bare = ({ results, ...rest }: Screened) => ({
    ...rest,
    results: results.map((result) => ({ ...result, gapId: null })),
  })

  it('is made again by what was known then, equal to the last letter, whatever was learned since', async () => {
    await record(
      {
        is_shanghai_hukou: true,
        has_car: false,
        has_non_residential_property: false,
        financial_assets: 20_000,
        monthly_income: 600,
      },
      '2025-06-01',
    )
    await record({ employed: false }, '2025-06-01', person)
    const first = await screen()
    const knownAt = area.app.clock.now().toISOString()
    expect(first.results.find(({ policy }) => policy === 'dibao')).toMatchObject({
      outcome: 'eligible',
      receiving: false,
    })

    area.app.clock.advance(60_000)
    await record({ monthly_income: 9_000, has_car: true }, '2025-06-10')
    await record({ employed: true }, '2025-05-01', person)
    await area.system((tx) =>
      recordBenefit(tx, area.app.modules.households, {
        householdId: id,
        policy: 'dibao',
        amountFen: 80_000,
        fromDate: '2025-06-01',
      }),
    )
    const now = await screen()
    expect(now.results.find(({ policy }) => policy === 'dibao')).toMatchObject({
      outcome: 'ineligible',
      receiving: true,
    })

    const again = await screen({ date: first.date, knownAt, library: first.libraryHash })
    expect(bare(again)).toEqual(bare(first))
    expect(JSON.stringify(bare(again))).toBe(JSON.stringify(bare(first)))
    // It stands in the list of past screenings, and the replay is known by the same mark.
    const past = (
      await cadre.get<{ at: string; by: string; date: string; library: string; answer: string }[]>(
        `/households/${id}/screenings`,
      )
    ).body
    expect(past.map((one) => one.answer)).toEqual([now.answerHash, first.answerHash])
    const [, then] = past
    expect(then).toMatchObject({ by: '李干部', date: first.date, library: first.libraryHash })
    const chosen = await screen({ date: then?.date, knownAt: then?.at, library: then?.library })
    expect(chosen.answerHash).toBe(first.answerHash)
    expect(now.answerHash).not.toBe(first.answerHash)
    expect((await (await area.as('cadreNext')).get(`/households/${id}/screenings`)).status).toBe(404)
    // And by what is known now, it is what was said now.
    const latest = await screen({ date: now.date, knownAt: area.app.clock.now().toISOString() })
    expect(JSON.stringify(bare(latest))).toBe(JSON.stringify(bare(now)))
  })

  it('knows nothing of a household before it was on record', async () => {
    const before = new Date(area.app.clock.now().getTime() - 30 * 24 * HOUR).toISOString()
    const answer = await cadre.get<{ code: string }>(`/households/${id}/screening`, { knownAt: before })
    expect(answer.body.code).toBe('household_unreadable')
  })

  it('flags where earning a little more leaves the household with less', async () => {
    await record({ monthly_income: 1_560, has_car: false }, '2025-06-11')
    const { body } = await cadre.get<Cliffs>(`/households/${id}/cliffs`)
    expect(body.incomeFen).toBe(156_000)
    for (const cliff of body.cliffs) {
      expect(cliff.beforeFen - cliff.afterFen).toBeGreaterThan(cliff.riseFen)
      expect(cliff.lost.length).toBeGreaterThan(0)
    }
    await record({ monthly_income: null }, '2025-06-12')
    expect((await cadre.get<Cliffs>(`/households/${id}/cliffs`)).body).toEqual({
      incomeFen: null,
      cliffs: [],
    })
    expect((await (await area.as('volunteer')).get(`/households/${id}/cliffs`)).status).toBe(403)
  })
})
