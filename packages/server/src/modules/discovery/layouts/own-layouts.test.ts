import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Area, type AreaPerson, idNumber, makeArea } from '../../../../testing/area.ts'
import { runWithdrawal } from '../service/withdraw-import.ts'
import { layoutFromDocument } from '../sources/layout.ts'
import { type Batch, column, layoutDesk, type Refusal } from '../testing/layout-desk.ts'
import { makeCsv } from '../testing/make-files.ts'
import type { Draft } from './draft-to-document.ts'

const WANG = idNumber('1950-01-01', 601)
const LI = idNumber('1955-02-02', 602)
const HEADER = [
  '序号',
  '职工姓名',
  '身份证号码',
  '所在社区',
  '残疾情况',
  '伤残程度',
  '年收入(万元)',
  '在岗状态',
  '登记日期',
]
const line = (no: string, name: string, number: string, ...rest: string[]) => [
  no,
  name,
  number,
  '青安居委会',
  ...rest,
]
const LINES = [
  line('1', '王建国', WANG, '有证', '一级', '2.4', '在岗', '2025-05-10'),
  line('2', '李秀英', LI, '无证', '', '1.8', '下岗', '2025-05-11'),
  line('3', '赵大明', '310199', '有证', '二级', '3', '在岗', '2025-05-12'),
]
const file = (lines: string[][] = LINES, header = HEADER) => {
  const bytes = makeCsv([['困难职工帮扶名单'], header, ...lines], 'gb18030')
  expect(iconv.decode(bytes, 'gb18030')).toContain('困难职工')
  return new File([new Uint8Array(bytes)], '工会名单.csv')
}

const DRAFT: Draft = {
  name: '困难职工帮扶名单',
  department: '区总工会',
  personUnknown: 'create',
  everyMonths: 3,
  dayFrom: 'row.day',
  columns: [
    column('职工姓名', 'person.name', { required: true, ifWrong: 'refuse' }),
    column('身份证号码', 'person.id_number', { ifWrong: 'refuse' }),
    column('所在社区', 'household.committee', { required: true, ifWrong: 'refuse' }),
    column('残疾情况', 'fact.person.has_disability_certificate', { values: { 有证: true, 无证: false } }),
    column('伤残程度', 'fact.person.disability_grade', { values: { 一级: 1 } }),
    column('年收入(万元)', 'fact.household.annual_income', { unit: 'ten_thousand_yuan' }),
    column('在岗状态', 'fact.person.employed', { values: { 在岗: true } }),
    column('登记日期', 'row.day'),
  ],
  constants: [],
  receipt: null,
}

describe('a layout that nobody foresaw', () => {
  let area: Area
  beforeAll(async () => {
    area = await makeArea()
  })
  afterAll(() => area.close())

  const { bringFile, columnsOf, tryOut, save, start, mappingOf } = layoutDesk(() => area)
  const bring = (who?: AreaPerson, sheet = file()) => bringFile(sheet, who)
  const factsOf = (name: string) =>
    area.rows<{ fact: string; value: unknown; valid_from: string; source_row: number; batch_id: string }>(
      `SELECT f.fact, f.value, f.valid_from::text, f.source_row, f.batch_id FROM fact f
       JOIN household h ON h.id = f.household_id WHERE h.head_name = $1 AND f.withdrawn_at IS NULL
         AND f.source_kind = 'import' AND f.fact NOT IN ('sex', 'birth_date') ORDER BY f.fact`,
      [name],
    )

  let first: Batch

  it('is taken in as a file of which nothing is known, and is not imported like that', async () => {
    const { batch, problems } = await bring()
    first = batch
    expect(batch).toMatchObject({ layout: 'none', state: 'preview', encoding: 'GB18030' })
    expect(problems).toMatchObject([{ row: 0, code: 'as_of_guessed' }])
    expect(await start(batch, {})).toMatchObject({ code: 'layout_missing' })
  })

  it('shows its columns with first cells, masked numbers, and what each may be by name and by cells', async () => {
    const { headerRow, rows, columns, current } = await columnsOf(first.id)
    expect({ headerRow, rows, current }).toEqual({ headerRow: 2, rows: 3, current: null })
    const named = (header: string) => columns.find((one) => one.header === header)
    expect(columns.map(({ header }) => header)).toEqual(HEADER)
    expect(named('身份证号码')?.samples[0]).toBe(`${WANG.slice(0, 6)}********${WANG.slice(-4)}`)
    expect(JSON.stringify(columns)).not.toContain(WANG)
    expect(named('身份证号码')?.suggestions[0]).toMatchObject({
      target: 'person.id_number',
      sure: true,
      why: 'alias',
    })
    expect(named('职工姓名')?.suggestions[0]).toMatchObject({ target: 'person.name' })
    expect(named('所在社区')?.suggestions[0]).toMatchObject({ target: 'household.committee', why: 'cells' })
    // The marriages call their day so; elsewhere it may be the day of anything.
    expect(named('登记日期')?.suggestions.every(({ sure }) => !sure)).toBe(true)
    expect(named('在岗状态')?.distinct).toEqual([
      { text: '在岗', count: 2 },
      { text: '下岗', count: 1 },
    ])
  })

  it('tells what each word becomes, what cannot be read, and how many rows could not be imported', async () => {
    const { body } = await tryOut(first.id, DRAFT)
    expect({ rows: body.rows, refused: body.refused }).toEqual({ rows: 3, refused: 1 })
    const of = (header: string) => body.columns.find((one) => one.header === header)
    const becomes = (header: string) => of(header)?.values.map(({ text, becomes: value }) => [text, value])
    expect(becomes('残疾情况')).toEqual([
      ['有证', true],
      ['无证', false],
    ])
    expect(becomes('伤残程度')).toEqual([
      ['一级', 1],
      ['二级', 2],
    ])
    expect(becomes('年收入(万元)')).toEqual([
      ['1.8', 18000],
      ['2.4', 24000],
      ['3', 30000],
    ])
    expect(of('在岗状态')).toMatchObject({ unreadable: 1 })
    expect(of('在岗状态')?.values.find(({ text }) => text === '下岗')).toMatchObject({ becomes: null })
    expect(JSON.stringify(body)).not.toContain(LI)
  })

  it('says in words what a layout lacks', async () => {
    const without = (...headers: string[]) => ({
      ...DRAFT,
      columns: DRAFT.columns.filter(({ header }) => !headers.includes(header)),
    })
    const code = async (draft: Draft) => (await tryOut(first.id, draft)).body.code
    expect(await code(without('职工姓名'))).toBe('layout_without_person')
    expect(await code(without('身份证号码'))).toBe('layout_without_person')
    expect(await code(without('所在社区'))).toBe('layout_without_committee')
    const twice = { ...DRAFT, columns: [...DRAFT.columns, column('序号', 'fact.person.employed')] }
    expect(await code(twice)).toBe('layout_target_twice')
    const guarded = { ...DRAFT, columns: [...DRAFT.columns, column('序号', `fact.${protectedFact()}`)] }
    expect(await code(guarded)).toBe('layout_protected')
    const odd = { ...DRAFT, columns: [...DRAFT.columns, column('序号', 'fact.person.sex', { unit: 'fen' })] }
    expect(await code(odd)).toBe('layout_invalid')
  })

  it('is kept by name, tried, imported with its words translated, and leads from a fact to file and row', async () => {
    const said = structuredClone(DRAFT)
    const work = said.columns.find(({ header }) => header === '在岗状态')
    if (work) work.values = { 在岗: true, 下岗: false }
    const { status, body } = await save(first, said)
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { layout: 'own', layoutVersion: 1, sourceName: { zh: '困难职工帮扶名单' } },
    })
    const dry = await start(body, await mappingOf(first.id), true)
    expect(dry).toMatchObject({ state: 'done', accepted: 2, refused: 1 })
    expect(await factsOf('王建国')).toEqual([])
    const done = await start(dry, await mappingOf(first.id))
    expect(done).toMatchObject({ state: 'done', accepted: 2, refused: 1 })
    expect(await factsOf('王建国')).toMatchObject([
      { fact: 'annual_income', value: 24000, valid_from: '2025-05-10', source_row: 3, batch_id: first.id },
      { fact: 'disability_grade', value: 1 },
      { fact: 'employed', value: true },
      { fact: 'has_disability_certificate', value: true },
    ])
    expect(await factsOf('李秀英')).toMatchObject([
      { fact: 'annual_income', value: 18000, valid_from: '2025-05-11', source_row: 4 },
      { fact: 'employed', value: false },
      { fact: 'has_disability_certificate', value: false },
    ])
    first = done
  })

  it('is recognised when a file with the same columns comes again, in whatever order, and changes nothing twice', async () => {
    const { batch, mapping } = await bring()
    expect(batch).toMatchObject({ layout: 'own', source: first.source, layoutVersion: 1 })
    expect(await start(batch, mapping)).toMatchObject({ accepted: 0, unchanged: 2, refused: 1 })
    const turned = file(
      LINES.map((cells) => [...cells].reverse()),
      [...HEADER].reverse(),
    )
    const again = await bring('administrator', turned)
    expect(again.batch).toMatchObject({ layout: 'own', source: first.source })
    const other = await bring(
      'administrator',
      file(
        LINES.map((cells) => [...cells, 'x']),
        [...HEADER, '新列'],
      ),
    )
    expect(other.batch.layout).toBe('none')
  })

  it('is used by streets below and not by those beside; a street keeps its own, and does not change the district’s', async () => {
    const below = await bring('backbone')
    expect(below.batch).toMatchObject({ layout: 'own', source: first.source })
    expect((await save(below.batch, DRAFT, first.source, 'backbone')).body.code).toBe('layout_from_above')
    const own = await save(below.batch, { ...DRAFT, name: '街道自己的名单' }, null, 'backbone')
    expect(own.body).toMatchObject({ layout: 'own', layoutVersion: 1 })
    expect((await bring('backbone')).batch.source).toBe(own.body.source)
    expect((await bring('backboneElsewhere')).batch.source).toBe(first.source)
    const listed = async (who: AreaPerson) =>
      (await (await area.as(who)).get<{ source: string }[]>('/sources/layouts')).body.map(
        ({ source }) => source,
      )
    expect(await listed('backboneElsewhere')).toEqual([first.source])
    expect((await (await area.as('cadre')).get<Refusal>('/sources/layouts')).status).toBe(403)
    expect((await (await area.as('cadre')).get<Refusal>(`/imports/${first.id}/columns`)).status).toBe(403)
  })

  it('has versions: a newer one is used from then on, and what was imported with an older one says what it said', async () => {
    const { batch } = await bring()
    const newer = { ...DRAFT, name: '困难职工名单（新）', dayFrom: null, columns: DRAFT.columns.slice(0, 4) }
    const { body } = await save(batch, newer, first.source)
    expect(body).toMatchObject({ source: first.source, layoutVersion: 2, sourceName: { zh: newer.name } })
    const client = await area.as('administrator')
    expect((await client.get<Batch>(`/imports/${first.id}`)).body).toMatchObject({
      ...{ layoutVersion: 1, sourceName: { zh: '困难职工帮扶名单' } },
    })
    expect(Object.keys(await mappingOf(first.id))).toContain('fact.person.employed')
    expect((await bring()).batch).toMatchObject({ layoutVersion: 2 })
    const { current } = await columnsOf(batch.id)
    expect(current).toMatchObject({ source: first.source, version: 2, draft: { name: newer.name } })
    const lists = (
      await client.get<{ source: string; versions: { version: number; imports: number }[] }[]>(
        '/sources/layouts',
      )
    ).body
    const list = lists.find(({ source }) => source === first.source)
    expect(list?.versions.map(({ version, imports }) => [version, imports])).toEqual([
      [2, 0],
      [1, 2],
    ])
    const twice = await Promise.all([save(body, newer, first.source), save(body, newer, first.source)])
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('stands among the sources, and goes out as the file of a source that reads the same', async () => {
    const client = await area.as('administrator')
    const { sources } = (
      await client.get<{ sources: { id: string; own: boolean; imports: number }[] }>('/sources')
    ).body
    expect(sources.find(({ id }) => id === first.source)).toMatchObject({ own: true, imports: 2 })
    const yaml = await client.get<string>(`/sources/layouts/${first.source}/1`)
    const layout = layoutFromDocument(parse(String(yaml.body)), area.app.modules.discovery.facts)
    expect(layout).toMatchObject({ id: first.source, person_unknown: 'create', day_from: 'row.day' })
    const income = layout.columns.find(({ target }) => target.name === 'fact.household.annual_income')
    expect(income).toMatchObject({ unit: 'ten_thousand_yuan', aliases: ['年收入(万元)'] })
    expect(layout.columns.find(({ target }) => target.name === 'fact.person.employed')?.values).toEqual({
      ...{ 在岗: true, 下岗: false },
    })
  })

  it('is taken back as a whole like any other', async () => {
    const client = await area.as('administrator')
    const batch = (await client.get<Batch>(`/imports/${first.id}`)).body
    const asked = await client.post<Batch>(`/imports/${first.id}/withdraw`, {
      ...{ reason: '工会说发错了', version: batch.version },
    })
    expect(asked.body.state).toBe('withdrawing')
    const actor = { id: first.id, started_by: client.accountId, org_path: client.orgPath }
    expect((await runWithdrawal(area.app.modules.discovery, actor)).state).toBe('withdrawn')
    expect(await factsOf('王建国')).toEqual([])
  })

  function protectedFact(): string {
    const fact = area.app.modules.discovery.facts.all.find((one) => one.sensitivity === 'protected')
    return `${fact?.entity}.${fact?.name}`
  }
})
