import { newId } from '@lastmile/domain'
import { strFromU8, unzipSync } from 'fflate'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, idNumber, makeArea } from '../../../../testing/area.ts'
import type { ApiClient } from '../../../../testing/index.ts'

const NAME = '何䶮'

describe('the page that says why a policy does not fit', () => {
  let area: Area
  let cadre: ApiClient
  let household: string
  let person: string

  const record = async (
    client: ApiClient,
    entityKind: 'household' | 'person',
    facts: Record<string, unknown>,
  ) => {
    const answer = await client.post(`/households/${household}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: Object.entries(facts).map(([fact, value]) => ({
        entityKind,
        entityId: entityKind === 'household' ? household : person,
        fact,
        value,
        validFrom: '2025-06-16',
      })),
    })
    expect(answer.status).toBe(200)
  }

  beforeAll(async () => {
    area = await makeArea()
    cadre = await area.as('cadre')
    household = await area.openHousehold({ name: NAME, idNumber: idNumber('1971-03-04', 421) })
    const { body } = await cadre.get<{ members: { personId: string }[] }>(`/households/${household}`)
    person = body.members[0]?.personId ?? ''
    await record(cadre, 'household', {
      is_shanghai_hukou: true,
      has_car: false,
      has_non_residential_property: false,
      financial_assets: 20_000,
      monthly_income: 1625,
      approved_income_disregard: 0,
    })
    await record(cadre, 'person', { employed: false, monthly_wage: 0 })
  })
  afterAll(() => area.close())

  const path = (policy: string, format: 'pdf' | 'docx') =>
    `/households/${household}/why-not/${policy}/sheet.${format}`
  const wordText = async (policy: string, lang: 'zh' | 'en' = 'zh', client = cadre) => {
    const answer = await client.get(path(policy, 'docx'), { lang })
    expect(answer.status).toBe(200)
    const document = unzipSync(new Uint8Array(answer.raw.rawPayload))['word/document.xml']
    if (!document) throw new Error('no document.xml')
    return strFromU8(document)
      .replace(/<[^>]+>/g, '\n')
      .replace(/\n+/g, '\n')
  }

  it('names the clause, the figure of the household, the distance, what would turn it, and whom to ask', async () => {
    const text = await wordText('dibao')
    for (const part of [
      '“最低生活保障”为什么现在不符合',
      NAME,
      '这张纸是说明，不是审批决定',
      '人均月收入 1,625 元，高于低保标准 1,595 元〔转引待确认〕 30 元',
      '《上海市社会救助条例》第十条',
      '□ 家庭月可支配收入合计不超过 1,594.99 元（现在 1,625 元，多 30.01 元）',
      '救助顾问：',
      '办理地点：',
      '不同意',
    ])
      expect(text).toContain(part)
    const english = await wordText('dibao', 'en')
    expect(english).toContain('does not fit now')
    expect(english).toContain('Household monthly disposable income at most 1,594.99 yuan')
    const sentences = await area.rows<{ data: Record<string, unknown> }>(
      "SELECT data FROM ledger_entry WHERE household_id = $1 AND action = 'screening.sheet' ORDER BY seq",
      [household],
    )
    expect(sentences.map(({ data }) => data.policy)).toEqual(['dibao', 'dibao'])
  })

  it('is one page of A4 for policies of every kind that do not fit, in both languages', async () => {
    const { body } = await cadre.get<{ results: { policy: string; outcome: string }[] }>(
      `/households/${household}/screening`,
    )
    const not = body.results.filter(({ outcome }) => outcome !== 'eligible')
    expect(not.length).toBeGreaterThan(20)
    for (const { policy } of not.filter((_, place) => place % 6 === 0))
      for (const lang of ['zh', 'en'] as const) {
        const answer = await cadre.get(path(policy, 'pdf'), { lang })
        if (answer.status === 409) continue
        expect(answer.status, policy).toBe(200)
        const pdf = await getDocumentProxy(new Uint8Array(answer.raw.rawPayload))
        expect(pdf.numPages, `${policy} ${lang}`).toBe(1)
        const { text } = await extractText(pdf, { mergePages: true })
        expect(text).not.toMatch(/undefined|NaN|\[object/)
      }
  }, 120_000)

  it('explains nothing where the policy fits', async () => {
    await record(cadre, 'household', { monthly_income: 600 })
    const answer = await cadre.get<{ code: string }>(path('dibao', 'pdf'))
    expect([answer.status, answer.body.code]).toEqual([409, 'nothing_to_explain'])
    expect((await cadre.get(path('no-such-policy', 'pdf'))).status).toBe(404)
  })

  it('keeps from the page what its reader may not see', async () => {
    expect((await cadre.get(path('domestic-violence-shelter', 'pdf'))).status).toBe(404)
    await record(cadre, 'household', { assistance_class: 'none', zero_employment: false })
    await record(cadre, 'person', {
      is_shanghai_hukou: true,
      able_to_work: true,
      retired: false,
      unemployed_months: 1,
      medical_aid_class: 'none',
      has_disability_certificate: false,
    })
    await area.rows(
      `INSERT INTO person_protected_now (person_id, household_id, org_path, updated_at, f_released_prisoner)
       SELECT person_id, household_id, org_path, now(), false FROM membership WHERE person_id = $1`,
      [person],
    )
    // One of the groups is released prisoners: who may read that sees it among what does not hold.
    const told = await wordText('hard-to-employ-recognition', 'zh', await area.as('supervisor'))
    const kept = await wordText('hard-to-employ-recognition')
    for (const text of [told, kept]) expect(text).toContain('属于就业困难的一类')
    expect(told).toContain('刑')
    expect(kept.replace(/认定范围（[^）]*）/g, '')).not.toContain('刑')
  })

  it('is given to those who screen within their area only', async () => {
    for (const role of ['volunteer', 'administrator', 'manager', 'auditor', 'resident'] as const)
      expect((await (await area.as(role)).get(path('dibao', 'pdf'))).status, role).toBe(403)
    for (const role of ['cadreNext', 'cadreElsewhere', 'backboneElsewhere'] as const)
      expect((await (await area.as(role)).get(path('dibao', 'docx'))).status, role).toBe(404)
  })
})
