import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, DISTRICT, idNumber, makeArea } from '../../../../testing/area.ts'
import { bufferBytes } from '../files/bytes.ts'
import { makeCsv } from '../testing/make-files.ts'
import { allProblems, importInPlace } from './run-in-place.ts'

interface Doubts {
  total: number
  items: {
    importId: string
    row: number
    candidates: {
      side: { personId: string; name: string }
      probability: number
      parts: { field: string; text: { zh: string } }[]
    }[]
  }[]
}
const HEADER = [
  '低保证号',
  '街镇',
  '居村委',
  '姓名',
  '与户主关系',
  '性别',
  '出生日期',
  '身份证号',
  '联系电话',
  '居住地址',
  '月保障金额',
  '家庭月收入',
]
const row = (name: string, birth: string, phone = '', relation = '户主', number = '', income = '600') => [
  ...[
    `家${name.slice(0, 1)}`,
    '夏阳街道',
    '青安居委会',
    name,
    relation,
    '男',
    birth,
    number,
    phone,
    '',
    '1450',
    income,
  ],
]

describe('rows whose person has no number, or a wrong one', () => {
  let area: Area
  const homes: Record<string, string> = {}

  beforeAll(async () => {
    area = await makeArea()
    homes.sure = await area.openHousehold({
      name: '张丽萍',
      idNumber: idNumber('1950-03-12', 701),
      phone: '19900000701',
    })
    homes.maybe = await area.openHousehold({ name: '宋德明', idNumber: idNumber('1948-05-06', 703) })
    homes.other = await area.openHousehold({ name: '李国强', idNumber: idNumber('1980-01-01', 705) })
  })
  afterAll(() => area.close())

  const actor = { userId: '', role: 'system', orgPath: DISTRICT } as const
  const bring = async (lines: string[][], source = 'dibao-roster', header = HEADER) => {
    const deps = area.app.modules.discovery
    const input = {
      source,
      file: bufferBytes(makeCsv([header, ...lines])),
      fileName: '名单.csv',
      asOf: '2025-06-01',
    }
    const batch = await importInPlace(deps, actor, { ...input, dryRun: false })
    return { batch, problems: await allProblems(deps, actor, batch.id) }
  }
  const doubts = async () => (await (await area.as('bureau')).get<Doubts>('/imports/doubts')).body
  const decide = async (item: { importId: string; row: number }, personId: string | null) =>
    (await area.as('bureau')).post<{ outcome: string; householdId: string | null }>(
      `/imports/${item.importId}/rows/${item.row}/decide`,
      { personId },
    )
  const incomes = (home: string) =>
    area.rows<{ value: number; batch_id: string; source_row: number }>(
      `SELECT value, batch_id, source_row FROM fact WHERE household_id = $1 AND fact = 'monthly_income'`,
      [home],
    )

  it('are linked where the model is sure, in spite of slips, and again when the list comes again', async () => {
    const lines = [row('张丽平', '1950-12-03', '19900000701')]
    const { batch } = await bring(lines)
    expect(batch).toMatchObject({ accepted: 1, review: 0, linked_existing: 1, linked_new: 0 })
    expect(await incomes(homes.sure ?? '')).toMatchObject([{ value: 600, batch_id: batch.id, source_row: 2 }])
    expect((await bring(lines)).batch).toMatchObject({ accepted: 0, unchanged: 1, linked_existing: 1 })
  })

  it('make a new person where nobody is alike', async () => {
    const lines = [row('司马远航', '1961-07-08', '19900000799')]
    expect((await bring(lines)).batch).toMatchObject({ accepted: 1, linked_new: 1 })
    expect((await bring(lines)).batch).toMatchObject({ accepted: 0, unchanged: 1, linked_new: 0 })
  })

  it('wait where it is not sure, with those who may be meant and the reasons; nothing is written and nothing lost', async () => {
    const { batch, problems } = await bring([
      row('宋德明', '1948-05-06'),
      row('宋小明', '2001-02-03', '19900000798', '子'),
    ])
    expect(batch).toMatchObject({ accepted: 0, review: 2 })
    const [problem] = problems.filter(({ code }) => code === 'person_doubtful')
    expect(problem?.message.zh).toContain('出生日期相同')
    expect(await incomes(homes.maybe ?? '')).toEqual([])
    const { total, items } = await doubts()
    expect(total).toBe(1)
    expect(items[0]).toMatchObject({ importId: batch.id, row: 2 })
    expect(items[0]?.candidates.map(({ side }) => side.name)).toEqual(['宋德明'])
    expect(items[0]?.candidates[0]?.parts.map(({ field }) => field)).toContain('birthDate')
    expect((await (await area.as('cadre')).get('/imports/doubts')).status).toBe(403)
    expect((await (await area.as('backbone')).get<Doubts>('/imports/doubts')).body.total).toBe(0)
  })

  it('are written as soon as somebody says who it is, with those of the household that waited', async () => {
    const [item] = (await doubts()).items
    if (!item) throw new Error('nothing waits')
    const [candidate] = item.candidates
    const { status, body } = await decide(item, candidate?.side.personId ?? '')
    expect({ status, body }).toEqual({ status: 200, body: { outcome: 'accepted', householdId: homes.maybe } })
    expect(await incomes(homes.maybe ?? '')).toMatchObject([
      { value: 600, source_row: 2, batch_id: item.importId },
    ])
    expect((await doubts()).total).toBe(0)
    expect((await decide(item, candidate?.side.personId ?? '')).status).toBe(404)
    const [counts] = await area.rows('SELECT accepted, review FROM import_batch WHERE id = $1', [
      item.importId,
    ])
    expect(counts).toEqual({ accepted: 2, review: 0 })
    const [entry] = await area.rows<{ household_id: string }>(
      `SELECT household_id FROM ledger_entry WHERE action = 'import.decide'`,
    )
    expect(entry?.household_id).toBe(homes.maybe)
    const again = await bring([row('宋德明', '1948-05-06'), row('宋小明', '2001-02-03', '19900000798', '子')])
    expect(again.batch).toMatchObject({ accepted: 0, unchanged: 2, review: 0 })
  })

  it('become a new person when it is none of those on record, and the next list knows it', async () => {
    const lines = [row('李国强', '1980-01-01')]
    await bring(lines)
    const [item] = (await doubts()).items
    if (!item) throw new Error('nothing waits')
    const { body } = await decide(item, null)
    expect(body.outcome).toBe('accepted')
    expect(body.householdId).not.toBe(homes.other)
    expect((await bring(lines)).batch).toMatchObject({ accepted: 0, unchanged: 1, review: 0 })
  })

  it('of a list that makes nobody new are not asked about again once they were nobody on record', async () => {
    const header = ['街镇', '居村委', '姓名', '身份证号', '出生日期', '月缴费工资', '最近缴费年月']
    const lines = [['夏阳街道', '青安居委会', '张丽萍', '', '1950-03-12', '3200', '2025-05']]
    const first = await bring(lines, 'wage-contributions', header)
    expect(first.batch).toMatchObject({ review: 1 })
    const [item] = (await doubts()).items
    if (!item) throw new Error('nothing waits')
    expect((await decide(item, null)).body).toEqual({ outcome: 'review', householdId: null })
    const second = await bring(lines, 'wage-contributions', header)
    expect(second.batch).toMatchObject({ review: 1 })
    expect((await doubts()).total).toBe(0)
  })
})
