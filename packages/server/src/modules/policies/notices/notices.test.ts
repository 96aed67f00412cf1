import type { LibraryChange, LossNotice, PolicyEffect } from '@lastmile/contract'
import { newId } from '@lastmile/domain'
import { strFromU8, unzipSync } from 'fflate'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type Area, idNumber, makeArea } from '../../../../testing/area.ts'
import type { ApiClient } from '../../../../testing/index.ts'
import { recordBenefit } from '../../households/index.ts'
import { makeNotices } from './make-notices.ts'

type Notice = z.infer<typeof LossNotice>
type Change = z.infer<typeof LibraryChange>
interface Notices {
  items: Notice[]
  total: number
  counts: { open: number; late: number; given: number }
}
interface Today {
  items: { id: string; dueOn: string | null; overdue: boolean; title: { zh: string } }[]
}

/** After every case of the repository; today is 16 June 2025. */
const FROM = '2027-07-01'
const DAY_MS = 86_400_000

describe('notice before a loss', () => {
  let area: Area
  const households = { paid: '', unpaid: '', elsewhere: '' }
  let change: Change

  beforeAll(async () => {
    area = await makeArea({ work: true })
    const people = [
      ['paid', 'cadre'],
      ['unpaid', 'cadre'],
      ['elsewhere', 'cadreElsewhere'],
    ] as const
    for (const [index, [name, person]] of people.entries()) {
      const id = await area.openHousehold(
        { name: `${name}家`, idNumber: idNumber('1971-03-04', 800 + index) },
        { as: person },
      )
      households[name] = id
      const client = await area.as(person)
      const page = await client.get<{ members: { personId: string }[] }>(`/households/${id}`)
      const fact = (entityKind: string, entityId: unknown, fact: string, value: unknown) => ({
        entityKind,
        entityId,
        fact,
        value,
        validFrom: '2025-06-16',
      })
      const facts = {
        is_shanghai_hukou: true,
        has_car: false,
        has_non_residential_property: false,
        financial_assets: 20_000,
        monthly_income: 1500,
        assistance_class: 'none',
      }
      const recorded = await client.post(`/households/${id}/facts`, {
        key: newId(),
        sourceKind: 'visit',
        facts: [
          ...Object.entries(facts).map(([each, value]) => fact('household', id, each, value)),
          fact('person', page.body.members[0]?.personId, 'employed', false),
        ],
      })
      expect(recorded.status).toBe(200)
      if (name === 'unpaid') continue
      await area.system((tx) =>
        recordBenefit(tx, area.app.modules.households, {
          householdId: id,
          policy: 'dibao',
          amountFen: 9_500,
          fromDate: '2025-01-01',
        }),
      )
    }
    change = await publish(await newStandard(1200))
  })
  afterAll(() => area.close())

  const newStandard = async (value: number) =>
    (
      await (
        await area.as('bureau')
      ).post<Change>('/policy-desk/figures', {
        key: newId(),
        title: '低保标准调整',
        reason: '按通知调整。',
        path: 'cn-shanghai/parameters/dibao_standard.yaml',
        name: 'dibao_standard',
        value,
        from: FROM,
        verified: 'verified',
        source: '沪民〔2025〕1号',
      })
    ).body
  const publish = async (draft: Change) => {
    const bureau = await area.as('bureau')
    const { body } = await bureau.post<{ jobId: string }>(`/policy-changes/${draft.id}/impact`)
    expect(await area.app.modules.jobs.wait(body.jobId)).toMatchObject({ state: 'done' })
    const ready = (await bureau.get<Change>(`/policy-changes/${draft.id}`)).body
    const proposed = await bureau.post<Change>(`/policy-changes/${draft.id}/propose`, {
      version: ready.version,
    })
    const published = await (await area.as('bureauSecond')).post<Change>(
      `/policy-changes/${draft.id}/publish`,
      { version: proposed.body.version },
    )
    expect(published.status).toBe(200)
    const jobs = await area.rows<{ id: string }>("SELECT id FROM job WHERE state IN ('queued','running')")
    for (const { id } of jobs) await area.app.modules.jobs.wait(id)
    return published.body
  }
  const listed = async (person: Parameters<Area['as']>[0], query = {}) =>
    (await (await area.as(person)).get<Notices>('/policy-notices', query)).body
  const of = async (householdId: string, state = 'open') => {
    const { items } = await listed('bureau', { householdId, state })
    return items[0]
  }
  const text = async (client: ApiClient, id: string) => {
    const answer = await client.get(`/policy-notices/${id}/letter.docx`)
    expect(answer.status).toBe(200)
    const document = unzipSync(new Uint8Array(answer.raw.rawPayload))['word/document.xml']
    if (!document) throw new Error('no document.xml')
    return strFromU8(document)
      .replace(/<[^>]+>/g, '\n')
      .replace(/\n+/g, '\n')
  }

  it('is due for those who get something and lose it, on the day before, in their own area', async () => {
    const { items, counts } = await listed('cadre')
    expect(items.map((one) => one.householdId)).toEqual([households.paid])
    expect(items[0]).toMatchObject({
      changeId: change.id,
      losesOn: FROM,
      dueOn: '2027-06-30',
      state: 'open',
      policies: [{ id: 'dibao' }],
    })
    expect(counts).toEqual({ open: 1, late: 0, given: 0 })
    expect((await listed('bureau')).total).toBe(2)
    expect((await listed('cadreNext')).total).toBe(0)
    expect((await (await area.as('volunteer')).get('/policy-notices')).status).toBe(403)
    const today = (await (await area.as('cadre')).get<Today>('/today')).body.items
    expect(today.find(({ id }) => id === 'notice:open')).toMatchObject({ dueOn: '2027-06-30' })
  })

  it('is a letter in plain words: what, from when, how much, why with the clause, what else, whom to ask', async () => {
    const notice = await of(households.paid)
    const cadre = await area.as('cadre')
    const word = await text(cadre, notice?.id ?? '')
    for (const part of [
      '待遇变动告知书',
      'paid家家',
      '最低生活保障',
      '每月 190.00 元',
      '不再享受',
      FROM,
      '低保标准调整',
      '1,200 元',
      '《上海市社会救助条例》',
      '第十条',
      '三、您家还可能享受',
      '最低生活保障边缘家庭认定',
      '救助顾问',
      '行政复议',
      '收到的人签名',
    ])
      expect(word).toContain(part)
    expect(word).not.toMatch(/undefined|null|household\./)
    const pdf = await cadre.get(`/policy-notices/${notice?.id}/letter.pdf`)
    const { text: read } = await extractText(await getDocumentProxy(new Uint8Array(pdf.raw.rawPayload)), {
      mergePages: true,
    })
    expect(read.replace(/\s/g, '')).toContain('待遇变动告知书')
    expect(await of(households.paid)).toMatchObject({ state: 'printed', printedBy: '李干部' })
    for (const person of ['bureau', 'supervisor'] as const)
      expect((await (await area.as(person)).get(`/policy-notices/${notice?.id}/letter.pdf`)).status).toBe(403)
    expect(
      (await (await area.as('cadreElsewhere')).get(`/policy-notices/${notice?.id}/letter.docx`)).status,
    ).toBe(404)
  })

  it('is recorded as handed over with day, way and person, stands in the thread, and answers the door', async () => {
    const notice = await of(households.paid)
    const cadre = await area.as('cadre')
    const give = (more: object) =>
      cadre.post<Notice & { code: string }>(`/policy-notices/${notice?.id}/give`, {
        version: notice?.version,
        on: '2025-06-16',
        how: 'by_hand',
        to: 'head',
        note: '老人说要先问儿子',
        ...more,
      })
    expect((await give({ on: '2025-06-17' })).body.code).toBe('notice_day_ahead')
    expect((await give({ version: 99 })).body.code).toBe('version_conflict')
    expect((await give({})).body).toMatchObject({ state: 'given', givenBy: '李干部', givenOn: '2025-06-16' })
    expect((await give({})).body.code).toBe('action_not_possible')
    const { body } = await cadre.get<{ items: { text: { zh: string } }[] }>(
      `/households/${households.paid}/thread`,
    )
    const said = body.items.map((item) => item.text.zh)
    expect(said).toContain(`政策变动：最低生活保障从 ${FROM} 起减少或停止，告知书最晚 2027-06-30 送到`)
    expect(said).toContain('李干部取了最低生活保障变动的告知书')
    expect(said).toContain('李干部于 2025-06-16 把最低生活保障变动的告知书当面送到，交给户主')
    const doors = await cadre.get<{ items: z.infer<typeof PolicyEffect>[] }>('/policy-effects', {
      state: 'told',
    })
    expect(doors.body.items).toMatchObject([{ householdId: households.paid, policy: 'dibao' }])
  })

  it('of a protected policy is for those who may read such facts: the others see no letter', async () => {
    const [guarded] = await area.rows<{ policy: string }>('SELECT policy FROM guarded_policy ORDER BY policy')
    const loss = {
      household_id: households.paid,
      org_path: (await area.as('cadre')).orgPath,
      policy: guarded?.policy ?? '',
    }
    await area.system((tx) =>
      recordBenefit(tx, area.app.modules.households, {
        householdId: households.paid,
        policy: loss.policy,
        amountFen: null,
        fromDate: '2025-01-01',
      }),
    )
    const { library } = area.app.modules.policies
    const made = await area.system((tx) =>
      makeNotices(tx, library, { id: change.id, title: change.title, effectiveOn: FROM }, [loss]),
    )
    expect(made).toBe(1)
    for (const person of ['cadre', 'backbone', 'bureau'] as const)
      expect((await listed(person, { householdId: households.paid })).total).toBe(0)
    const worker = await area.as('worker')
    await area.grant(households.paid, worker.accountId)
    const [seen] = (await listed('worker')).items
    expect(seen?.policies.map(({ id }) => id)).toEqual([loss.policy])
    const thread = await (await area.as('cadre')).get<{ items: unknown[] }>(
      `/households/${households.paid}/thread`,
    )
    expect(JSON.stringify(thread.body.items)).toContain('一项受保护的待遇')
    expect(JSON.stringify(thread.body.items)).not.toContain(loss.policy)
    await area.rows('DELETE FROM notice WHERE guarded')
  })

  it('past its day is shown to backbone and bureau, and goes when the change is rolled back', async () => {
    area.later(760 * DAY_MS)
    const late = await listed('backboneElsewhere', { state: 'late' })
    expect(late.items).toMatchObject([{ householdId: households.elsewhere, state: 'late' }])
    expect(late.counts).toEqual({ open: 1, late: 1, given: 0 })
    for (const person of ['backboneElsewhere', 'bureau'] as const) {
      const { items } = (await (await area.as(person)).get<Today>('/today')).body
      expect(items.find(({ id }) => id === 'notice:late')).toMatchObject({
        overdue: true,
        title: { zh: '1 份待遇变动告知书过了期限还没有送到' },
      })
    }
    const back = await (await area.as('bureau')).post<Change>(`/policy-changes/${change.id}/roll-back`, {
      key: newId(),
      effectiveOn: '2027-08-01',
    })
    expect(back.status).toBe(200)
    await publish(back.body)
    expect((await listed('bureau', { state: 'late' })).total).toBe(0)
    expect((await listed('bureau', { state: 'withdrawn' })).items).toMatchObject([
      { householdId: households.elsewhere, state: 'withdrawn' },
    ])
  })
})
