import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Area, COMMITTEE, idNumber, makeArea, OTHER_STREET } from '../../../testing/area.ts'
import type { ApiClient } from '../../../testing/index.ts'
import { factColumn } from '../../platform/db/index.ts'
import { recordBenefit } from '../households/index.ts'
import { screenPopulation } from './index.ts'

interface Because {
  text: { zh: string }
  value: unknown
  citation?: unknown
  facts?: { fact: string; value: unknown; source?: string; day?: string }[]
  children?: Because[]
}
interface GapLine {
  id: string
  policy: string
  state: string
  amountFen: number | null
  because: Because
  version: number
}
interface ScreeningPage {
  date: string
  results: {
    policy: string
    outcome: string
    receiving: boolean
    amountFen: number | null
    because: Because
    missing: { fact: string }[]
    gapId: string | null
  }[]
  nextQuestion: { fact: string } | null
}
interface Refusal {
  code: string
}

/** Facts of a single household below the line; what a case then changes. */
const POOR = {
  is_shanghai_hukou: true,
  has_car: false,
  has_non_residential_property: false,
  financial_assets: 20_000,
  monthly_income: 600,
}

describe('policies and gaps', () => {
  let area: Area
  let cadre: ApiClient
  let id: string
  let sequence = 500

  beforeAll(async () => {
    area = await makeArea()
  })
  afterAll(() => area.close())
  beforeEach(async () => {
    cadre = await area.as('cadre')
    sequence += 1
    id = await area.openHousehold({ name: '何家', idNumber: idNumber('1971-03-04', sequence) })
  })

  const record = (facts: Readonly<Record<string, unknown>>, validFrom = '2025-06-16') =>
    cadre.post<{ recorded: number }>(`/households/${id}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: Object.entries(facts).map(([fact, value]) => ({
        entityKind: 'household',
        entityId: id,
        fact,
        value,
        validFrom,
      })),
    })
  const gaps = async (state = 'open', client = cadre) =>
    (await client.get<{ items: GapLine[]; total: number }>('/gaps', { state, householdId: id, limit: 50 }))
      .body.items
  const dibao = async (state = 'open') => (await gaps(state)).filter((gap) => gap.policy === 'dibao')
  const theGap = async (): Promise<GapLine> => {
    const [gap] = await dibao()
    if (!gap) throw new Error('no gap')
    return gap
  }
  const ledger = (action: string) =>
    area.rows<{ data: Record<string, unknown> }>(
      'SELECT data FROM ledger_entry WHERE household_id = $1 AND action = $2 ORDER BY seq',
      [id, action],
    )

  it('finds a gap in the transaction that records the facts, with its reason and its ledger line', async () => {
    expect(await gaps()).toEqual([])
    expect((await record(POOR)).status).toBe(200)
    const gap = await theGap()
    expect(gap).toMatchObject({ policy: 'dibao', state: 'open', version: 1 })
    expect(gap.because.value).toBe(true)
    expect(JSON.stringify(gap.because)).toContain('monthly_income')
    expect(JSON.stringify(gap.because)).toContain('"clause"')
    expect(await ledger('gap.found')).toMatchObject([{ data: { policy: 'dibao', amountFen: gap.amountFen } }])
  })

  it('says the amount as soon as the facts that it rests on are known', async () => {
    await record(POOR)
    expect((await theGap()).amountFen).toBeNull()
    const { body } = await cadre.get<{ members: { personId: string }[] }>(`/households/${id}`)
    await cadre.post(`/households/${id}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: [
        {
          entityKind: 'person',
          entityId: body.members[0]?.personId,
          fact: 'employed',
          value: false,
          validFrom: '2025-06-16',
        },
      ],
    })
    expect((await theGap()).amountFen).toBe((1595 - 600) * 100)
    await record({ monthly_income: 601 })
    expect((await theGap()).amountFen).toBe((1595 - 601) * 100)
  })

  it('shows each answer with facts, sources and days, and asks next what would decide most', async () => {
    await record({ ...POOR, monthly_income: null })
    const { body } = await cadre.get<ScreeningPage>(`/households/${id}/screening`)
    const open = body.results.find((result) => result.policy === 'dibao')
    expect(open).toMatchObject({ outcome: 'unknown', receiving: false, gapId: null })
    expect(open?.missing.map((one) => one.fact)).toContain('monthly_income')
    expect(body.nextQuestion).not.toBeNull()

    await record({ monthly_income: 600 })
    const after = (await cadre.get<ScreeningPage>(`/households/${id}/screening`)).body
    const decided = after.results.find((result) => result.policy === 'dibao')
    expect(decided).toMatchObject({ outcome: 'eligible', gapId: (await theGap()).id })
    const uses: NonNullable<Because['facts']> = []
    const walk = (node: Because): void => {
      uses.push(...(node.facts ?? []))
      for (const child of node.children ?? []) walk(child)
    }
    if (decided) walk(decided.because)
    expect(uses.find((use) => use.fact === 'monthly_income')).toMatchObject({
      value: 600,
      source: expect.any(String),
      day: '2025-06-16',
    })
    expect(await ledger('household.screen')).toHaveLength(2)
  })

  it('closes a gap when the facts no longer carry it, or when the benefit arrives', async () => {
    await record(POOR)
    expect(await dibao()).toHaveLength(1)
    await record({ monthly_income: 9000 })
    expect(await dibao()).toEqual([])
    expect(await ledger('gap.close')).not.toEqual([])

    await record({ monthly_income: 500 })
    expect(await dibao()).toHaveLength(1)
    const { households } = area.app.modules
    await area.system((tx) =>
      recordBenefit(tx, households, {
        householdId: id,
        policy: 'dibao',
        amountFen: 80_000,
        fromDate: '2025-06-16',
      }),
    )
    expect(await dibao()).toEqual([])
    const { body } = await cadre.get<ScreeningPage>(`/households/${id}/screening`)
    expect(body.results.find((result) => result.policy === 'dibao')).toMatchObject({
      receiving: true,
      gapId: null,
    })
  })

  it('keeps a dismissal on the same facts, and opens again when the facts behind it change', async () => {
    await record(POOR)
    const gap = await theGap()
    const dismissed = await cadre.post<GapLine>(`/gaps/${gap.id}/dismiss`, {
      version: gap.version,
      reason: 'does_not_want',
      note: '本人说暂时不申请',
    })
    expect(dismissed).toMatchObject({ status: 200, body: { state: 'dismissed' } })
    await record({ annual_education_expense: 100 })
    expect(await dibao()).toEqual([])
    const { policies } = area.app.modules
    const again = await screenPopulation(area.test.database, policies, {
      clock: area.app.clock,
      districtPath: '310118/',
    })
    expect(again.failed).toEqual([])
    expect(await dibao()).toEqual([])
    await record({ monthly_income: 400 })
    expect(await dibao()).toHaveLength(1)
    expect(await dibao('dismissed')).toHaveLength(1)
  })

  it('lets one household that cannot be read stop nobody else, and its page stays open', async () => {
    const broken = await area.openHousehold({ name: '坏数据', idNumber: idNumber('1950-01-01', 901) })
    await record(POOR)
    await area.rows('DELETE FROM gap WHERE household_id = $1', [id])
    const column = factColumn('assistance_class')
    await cadre.post(`/households/${broken}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: [
        {
          entityKind: 'household',
          entityId: broken,
          fact: 'assistance_class',
          value: 'none',
          validFrom: '2025-06-16',
        },
      ],
    })
    // A word that the dictionary knew once and knows no more.
    await area.rows(`UPDATE household_now SET ${column} = 'withdrawn' WHERE household_id = $1`, [broken])
    const done = await screenPopulation(area.test.database, area.app.modules.policies, {
      clock: area.app.clock,
      districtPath: '310118/',
    })
    expect(done.failed).toEqual([
      { householdId: broken, reason: expect.stringContaining('assistance_class') },
    ])
    expect(await dibao()).toHaveLength(1)
    expect((await cadre.get(`/households/${broken}`)).status).toBe(200)
    const page = await cadre.get<Refusal>(`/households/${broken}/screening`)
    expect(page.body.code).toBe('household_unreadable')
    await area.rows(`UPDATE household_now SET ${column} = NULL WHERE household_id = $1`, [broken])
  })

  it('leaves a confirmed gap to the people, however often the night comes', async () => {
    await record(POOR)
    const gap = await theGap()
    const confirmed = await cadre.post<{ needId: string; caseId: string }>(`/gaps/${gap.id}/confirm`, {
      version: gap.version,
      urgency: 2,
      ownWords: '家里钱不够用',
    })
    expect(confirmed.status).toBe(200)
    for (let night = 0; night < 2; night++)
      await screenPopulation(area.test.database, area.app.modules.policies, {
        clock: area.app.clock,
        districtPath: '310118/',
      })
    expect(await dibao()).toEqual([])
    expect(await dibao('confirmed')).toMatchObject([{ id: gap.id }])
    const needs = await area.rows<{ source_id: string; own_words: string }>(
      'SELECT source_id, own_words FROM need WHERE id = $1',
      [confirmed.body.needId],
    )
    expect(needs).toEqual([{ source_id: gap.id, own_words: '家里钱不够用' }])
  })

  it('takes a decision once: from the version that was seen, and in a state that allows it', async () => {
    await record(POOR)
    const gap = await theGap()
    const path = `/gaps/${gap.id}`
    const stale = await cadre.post<Refusal>(`${path}/dismiss`, {
      version: gap.version + 5,
      reason: 'facts_wrong',
    })
    expect(stale).toMatchObject({ status: 409, body: { code: 'version_conflict' } })
    const first = await cadre.post<GapLine>(`${path}/dismiss`, {
      version: gap.version,
      reason: 'facts_wrong',
    })
    expect(first.status).toBe(200)
    const second = await cadre.post<Refusal>(`${path}/confirm`, { version: first.body.version })
    expect(second.body.code).toBe('action_not_possible')
    const undone = await cadre.post<GapLine>(`${path}/reopen`, { version: first.body.version })
    expect(undone.body).toMatchObject({ id: gap.id, state: 'open' })
    expect((await ledger('gap.dismiss')).length + (await ledger('gap.reopen')).length).toBe(2)
  })

  it('shows and decides gaps within the scope only', async () => {
    await record(POOR)
    const gap = await theGap()
    for (const person of ['cadreNext', 'cadreElsewhere', 'backboneElsewhere'] as const) {
      const client = await area.as(person)
      expect(await gaps('open', client)).toEqual([])
      const tried = await client.post<Refusal>(`/gaps/${gap.id}/dismiss`, {
        version: 1,
        reason: 'facts_wrong',
      })
      expect(tried).toMatchObject({ status: 404, body: { code: 'not_found' } })
    }
    for (const person of ['volunteer', 'resident', 'administrator'] as const) {
      const client = await area.as(person)
      expect((await client.get('/gaps', { state: 'open' })).status).toBe(403)
    }
    const bureau = await area.as('bureau')
    expect((await gaps('open', bureau)).length).toBeGreaterThan(0)
    const elsewhere = await bureau.get<{ total: number }>('/gaps', { state: 'open', under: OTHER_STREET })
    expect(elsewhere.body.total).toBe(0)
    const here = await bureau.get<{ total: number }>('/gaps', {
      state: 'open',
      under: COMMITTEE,
      policy: 'dibao',
    })
    expect(here.body.total).toBeGreaterThan(0)
  })

  it('tells of a policy that rests on a protected fact only those who may read such facts', async () => {
    const { body } = await cadre.get<{ members: { personId: string }[] }>(`/households/${id}`)
    const worker = await area.as('worker')
    await area.grant(id, worker.accountId)
    await worker.post(`/households/${id}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: [
        {
          entityKind: 'person',
          entityId: body.members[0]?.personId,
          fact: 'severe_mental_disorder_registered',
          value: true,
          validFrom: '2025-06-16',
        },
      ],
    })
    const guarded = 'mental-illness-free-treatment'
    const told = async (client: ApiClient) => {
      const list = (await gaps('open', client)).map((gap) => gap.policy)
      const page = (await client.get<ScreeningPage>(`/households/${id}/screening`)).body
      const thread = JSON.stringify((await client.get(`/households/${id}/thread`, { limit: 50 })).body)
      return {
        list: list.includes(guarded),
        page: page.results.some((result) => result.policy === guarded),
        thread: thread.includes(guarded) || thread.includes('严重精神障碍患者'),
      }
    }
    expect(await told(worker)).toEqual({ list: true, page: true, thread: true })
    for (const person of ['cadre', 'backbone', 'bureau'] as const)
      expect([person, await told(await area.as(person))]).toEqual([
        person,
        { list: false, page: false, thread: false },
      ])
    const head = await cadre.get<{ items: { id: string; openGaps: number }[] }>('/households', { limit: 200 })
    expect(head.body.items.find((one) => one.id === id)?.openGaps ?? 0).toBe(
      (await gaps('open', cadre)).length,
    )
  })

  it('shows a policy in full, with each figure, its days and how sure it is', async () => {
    const { body } = await cadre.get<{ id: string; guide: string; parameters: { verified: string }[] }>(
      '/policies/dibao',
    )
    expect(body.guide.length).toBeGreaterThan(50)
    expect(body.parameters.length).toBeGreaterThan(0)
    for (const figure of body.parameters)
      expect(['verified', 'second-hand', 'unverified']).toContain(figure.verified)
    expect((await cadre.get<Refusal>('/policies/none')).body.code).toBe('not_found')
  })
})
