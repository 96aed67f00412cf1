import { newId } from '@lastmile/domain'
import { strFromU8, unzipSync } from 'fflate'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, idNumber, makeArea } from '../../../../testing/area.ts'
import type { ApiClient } from '../../../../testing/index.ts'
import { materialsOf } from './application.ts'

const NUMBER = idNumber('1971-03-04', 421)
/** A name with a character outside GB 2312. */
const NAME = '何䶮'

describe('the application form of a gap', () => {
  let area: Area
  let cadre: ApiClient
  let household: string
  let gap: string

  beforeAll(async () => {
    area = await makeArea()
    cadre = await area.as('cadre')
    household = await area.openHousehold(
      { name: NAME, idNumber: NUMBER },
      { address: '青安路 8 弄 3 号 101 室' },
    )
    const facts = {
      is_shanghai_hukou: true,
      has_car: false,
      has_non_residential_property: false,
      financial_assets: 20_000,
      monthly_income: 600,
    }
    await cadre.post(`/households/${household}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: Object.entries(facts).map(([fact, value]) => ({
        entityKind: 'household',
        entityId: household,
        fact,
        value,
        validFrom: '2025-06-16',
      })),
    })
    const { body } = await cadre.get<{ items: { id: string }[] }>('/gaps', {
      householdId: household,
      policy: 'dibao',
    })
    gap = body.items[0]?.id ?? ''
  })
  afterAll(() => area.close())

  const wordText = async (query = {}, client = cadre) => {
    const answer = await client.get(`/gaps/${gap}/form.docx`, query)
    expect(answer.status).toBe(200)
    const parts = unzipSync(new Uint8Array(answer.raw.rawPayload))
    expect(Object.keys(parts)).toContain('[Content_Types].xml')
    const document = parts['word/document.xml']
    if (!document) throw new Error('no document.xml')
    return strFromU8(document)
      .replace(/<[^>]+>/g, '\n')
      .replace(/\n+/g, '\n')
  }
  const pdfText = async (query = {}) => {
    const answer = await cadre.get(`/gaps/${gap}/form.pdf`, query)
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toContain('application/pdf')
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(answer.raw.rawPayload)), {
      mergePages: true,
    })
    return text
  }
  const ledger = (action: string) =>
    area.rows<{ data: Record<string, unknown> }>(
      'SELECT data FROM ledger_entry WHERE household_id = $1 AND action = $2 ORDER BY seq',
      [household, action],
    )

  it('opens as a Word document with family, facts and their sources, amount, ground, materials and signatures', async () => {
    const text = await wordText()
    for (const part of [
      '最低生活保障申请表',
      NAME,
      '青安路 8 弄 3 号 101 室',
      '青安居委会',
      '上海市社会救助条例',
      '第十条',
      '20,000.00 元',
      '2025-06-16',
      '□ 户口簿和身份证',
      '申请人签名',
    ])
      expect(text).toContain(part)
    // The amount waits for a fact about the member: it is asked on the form and not guessed.
    expect(text).toContain('还算不出')
    expect(text).toContain(`${NAME}（户主）：`)
  })

  it('is the same on PDF, with Chinese that can be read out of the file', async () => {
    const text = (await pdfText()).replace(/\s/g, '')
    for (const part of [
      '最低生活保障申请表',
      NAME,
      '青安路8弄3号101室',
      '20,000.00元',
      '户口簿和身份证',
      '申请人签名',
    ])
      expect(text).toContain(part)
  })

  it('masks identity numbers, and shows them in full for a purpose that stands in the ledger', async () => {
    const masked = await wordText()
    expect(masked).not.toContain(NUMBER)
    expect(masked).toContain('完整号码')
    expect(await ledger('person.reveal')).toEqual([])
    expect(await wordText({ purpose: '帮助申请' })).toContain(NUMBER)
    expect((await pdfText({ purpose: '帮助申请' })).replace(/\s/g, '')).toContain(NUMBER)
    expect(await ledger('person.reveal')).toEqual(
      Array.from({ length: 2 }, () => ({ data: { purpose: '帮助申请' } })),
    )
    const taken = (await ledger('gap.form')).map(({ data }) => data)
    expect(taken.filter(({ full }) => full)).toHaveLength(2)
    expect(taken.length).toBeGreaterThan(3)
  })

  it('is given to advisors within their area only', async () => {
    for (const person of ['bureau', 'supervisor', 'volunteer', 'administrator'] as const)
      expect((await (await area.as(person)).get(`/gaps/${gap}/form.docx`)).status).toBe(403)
    for (const person of ['cadreNext', 'cadreElsewhere', 'backboneElsewhere'] as const)
      expect((await (await area.as(person)).get(`/gaps/${gap}/form.pdf`)).status).toBe(404)
    expect((await (await area.as('backbone')).get(`/gaps/${gap}/form.pdf`)).status).toBe(200)
  })

  it('says on the gap what to bring and what to ask', async () => {
    const { body } = await cadre.get<{
      materials: string[]
      where: string
      missing: { who: string; question: { zh: string } }[]
    }>(`/gaps/${gap}/application`)
    expect(body.materials).toContain('户口簿和身份证')
    expect(body.where).toContain('社区事务受理服务中心')
    expect(body.missing.length).toBeGreaterThan(0)
    expect(body.missing[0]?.question.zh).toMatch(/[\u4e00-\u9fff]/)
  })

  it('takes a sentence of materials apart, and leaves brackets whole', () => {
    expect(materialsOf('申请书、收入材料（工资、养老金；能查到的不用交）；户口簿')).toEqual([
      '申请书',
      '收入材料（工资、养老金；能查到的不用交）',
      '户口簿',
    ])
    expect(materialsOf(null)).toEqual([])
  })
})
