import { Workbook } from '@cj-tech-master/excelts'
import { newId } from '@lastmile/domain'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Area,
  COMMITTEE,
  makeArea,
  NEXT_COMMITTEE,
  OTHER_COMMITTEE,
  STREET,
} from '../../../testing/area.ts'
import type { ApiClient } from '../../../testing/index.ts'

interface Listed {
  readonly items: { readonly title: string; readonly headName: string; readonly kind: string | null }[]
  readonly total: number
}

describe('the list of needs (服务需求清单)', () => {
  let area: Area
  let cadre: ApiClient
  let backbone: ApiClient
  let wu: string

  beforeAll(async () => {
    area = await makeArea()
    cadre = await area.as('cadre')
    backbone = await area.as('backbone')
    wu = await area.openHousehold({ name: '吴阿婆', birthDate: '1948-02-03', sex: 'female' })
    const zhu = await area.openHousehold(
      { name: '朱建国', birthDate: '1970-05-01', sex: 'male' },
      { as: 'cadreNext', orgPath: NEXT_COMMITTEE },
    )
    const far = await area.openHousehold(
      { name: '远方', birthDate: '1960-05-01', sex: 'male' },
      { as: 'cadreElsewhere', orgPath: OTHER_COMMITTEE },
    )
    await confirm(cadre, wu, {
      category: 'medical',
      kind: 'medical.escort',
      title: '每周有人陪去透析',
      rootCause: 'illness',
      urgency: 3,
      wish: '最好是同一个人来',
      sourceKind: 'conversation',
    })
    await confirm(cadre, wu, { category: 'living', title: '=SUM(1)', rootCause: 'illness', urgency: 1 })
    await confirm(await area.as('cadreNext'), zhu, {
      category: 'work',
      kind: 'work.job',
      title: '想找一份保安的活',
      rootCause: 'unemployment',
    })
    await confirm(await area.as('cadreElsewhere'), far, { category: 'legal', title: '别的街道的事' })
  })
  afterAll(() => area.close())

  const confirm = async (client: ApiClient, householdId: string, need: object) => {
    const answer = await client.post(`/households/${householdId}/needs`, { key: newId(), ...need })
    expect(answer.status).toBe(200)
  }

  it('shows each need with its household, the most urgent first, in one’s own area only', async () => {
    const { body } = await backbone.get<Listed>('/needs', {})
    expect(body.items.map(({ title }) => title)).toEqual(['每周有人陪去透析', '想找一份保安的活', '=SUM(1)'])
    expect(body.items[0]).toMatchObject({
      headName: '吴阿婆',
      orgName: '青安居委会',
      kind: 'medical.escort',
      wish: '最好是同一个人来',
    })
    const narrowed = await backbone.get<Listed>('/needs', { under: NEXT_COMMITTEE, state: 'open' })
    expect(narrowed.body.items.map(({ title }) => title)).toEqual(['想找一份保安的活'])
    const byCause = await backbone.get<Listed>('/needs', { cause: 'illness', kind: 'medical.escort' })
    expect(byCause.body.total).toBe(1)
  })

  it('refuses a kind of another category and says which field it is', async () => {
    const answer = await cadre.post<{ fields?: unknown }>(`/households/${wu}/needs`, {
      key: newId(),
      category: 'work',
      kind: 'medical.escort',
      title: '不对',
    })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain('kind')
  })

  it('counts by category, kind, cause and unit; a household of two needs is one household', async () => {
    const { body } = await backbone.get<Record<string, unknown>>('/needs/summary', {})
    expect(body).toMatchObject({
      needs: 3,
      households: 2,
      open: 3,
      met: 0,
      units: [
        { path: COMMITTEE, name: '青安居委会', needs: 2, households: 1 },
        { path: NEXT_COMMITTEE, name: '青平居委会', needs: 1, households: 1 },
      ],
    })
    expect(body.causes).toContainEqual({ cause: 'illness', needs: 2, households: 1 })
    expect(body.categories).toContainEqual({
      category: 'medical',
      needs: 1,
      open: 1,
      met: 0,
      kinds: [{ kind: 'medical.escort', needs: 1 }],
    })
  })

  it('is taken as a workbook that a spreadsheet opens, no cell a formula, each household in the ledger', async () => {
    const answer = await backbone.get('/needs/list.xlsx', {})
    expect(answer.status).toBe(200)
    const workbook = new Workbook()
    await workbook.xlsx.load(new Uint8Array(answer.raw.rawPayload))
    const sheet = workbook.getWorksheet('服务需求清单')
    if (!sheet) throw new Error('no sheet')
    const row = (at: number) => (sheet.getRow(at).values as unknown[]).slice(1)
    expect(row(1)[0]).toBe('夏阳街道服务需求清单')
    expect(row(2)[0]).toContain('共 2 户 3 项')
    expect(row(3).slice(0, 5)).toEqual(['序号', '居村', '家庭编号', '户主', '需求类别'])
    expect(row(4)).toEqual(
      expect.arrayContaining([1, '青安居委会', '吴阿婆', '医疗', '有人陪着看病', '每周有人陪去透析', '很急']),
    )
    expect(row(5)).toContain('=SUM(1)')
    expect(sheet.getCell('G5').formula).toBeFalsy()
    const reads = await area.rows(
      `SELECT 1 FROM ledger_entry WHERE action = 'household.read' AND data->>'view' = 'need.export'`,
    )
    expect(reads).toHaveLength(2)
    const taken = await area.rows<{ data: unknown; org_path: string }>(
      `SELECT data, org_path FROM ledger_entry WHERE action = 'need.export'`,
    )
    expect(taken).toEqual([{ org_path: STREET, data: { unit: '夏阳街道', needs: 3, households: 2 } }])
  })

  it('is csv too, with the mark that Excel needs and formulas disarmed', async () => {
    const answer = await backbone.get('/needs/list.csv', { category: 'living' })
    const text = answer.raw.rawPayload.toString('utf8')
    expect(text.startsWith('\uFEFF序号,居村')).toBe(true)
    expect(text).toContain(",'=SUM(1),")
  })

  it('leaves withdrawn needs out', async () => {
    const { body } = await cadre.get<{ items: { id: string; version: number; title: string }[] }>(
      '/needs',
      {},
    )
    const need = body.items.find(({ title }) => title === '=SUM(1)')
    await cadre.post(`/needs/${need?.id}/withdraw`, {
      id: need?.id,
      version: need?.version,
      reason: '写错了',
    })
    const after = await cadre.get<{ needs: number; households: number }>('/needs/summary', {})
    expect(after.body).toMatchObject({ needs: 1, households: 1 })
    const csv = await cadre.get('/needs/list.csv', {})
    expect(csv.raw.rawPayload.toString('utf8')).not.toContain('SUM')
  })

  it('has a sheet for the household: its words, its advisor, no cause', async () => {
    const answer = await cadre.get(`/households/${wu}/needs.pdf`, {})
    expect(answer.status).toBe(200)
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(answer.raw.rawPayload)), {
      mergePages: true,
    })
    const flat = text.replace(/\s/g, '')
    for (const part of ['我家的服务需求清单', '每周有人陪去透析', '最好是同一个人来', '还没有指定救助顾问'])
      expect(flat).toContain(part)
    expect(flat).not.toContain('患病')
    expect((await (await area.as('cadreElsewhere')).get(`/households/${wu}/needs.pdf`, {})).status).toBe(404)
    expect((await (await area.as('volunteer')).get('/needs/list.xlsx', {})).status).toBe(403)
  })
})
