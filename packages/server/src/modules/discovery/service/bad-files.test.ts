import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ImportWorld, importWorld, madeNumber } from '../testing/import-world.ts'
import { type MadeCell, makeCsv, makeXlsx } from '../testing/make-files.ts'
import { asTable, goodRow, type RosterColumn, type RosterRow } from '../testing/roster.ts'

let world: ImportWorld
beforeAll(async () => {
  world = await importWorld()
})
afterEach(() => world.empty())
afterAll(() => world.close())

/** One kind of wrong: what stands in the third row of data (row 4 of the sheet), and what is said of it. */
interface Wrong {
  readonly what: string
  readonly change: Partial<RosterRow>
  readonly code: string
  readonly column: RosterColumn | null
  readonly severity: 'refused' | 'review' | 'warning'
}

const refused = (what: string, column: RosterColumn, cell: MadeCell, code: string): Wrong => ({
  what,
  change: { [column]: cell },
  code,
  column,
  severity: 'refused',
})
const leftOut = (what: string, column: RosterColumn, cell: MadeCell, code: string): Wrong => ({
  ...refused(what, column, cell, code),
  severity: 'warning',
})

const good = madeNumber('1951-05-05')
const wrongCheck = good.slice(0, 17) + (good.endsWith('0') ? '1' : '0')

const WRONGS: readonly Wrong[] = [
  refused('a number that Excel rounded', '身份证号', Number(good.replace('X', '1')), 'id_number_rounded'),
  refused('the same as text', '身份证号', '3.10118E+17', 'id_number_rounded'),
  refused('the old form', '身份证号', '310118500101123', 'id_number_old_form'),
  refused('a digit too few', '身份证号', good.slice(0, 17), 'id_number_length'),
  refused(
    'letters among the digits',
    '身份证号',
    `31019919500101O1${good.slice(16)}`,
    'id_number_characters',
  ),
  refused('no such province', '身份证号', `990199${good.slice(6)}`, 'id_number_region'),
  refused('no such birth date', '身份证号', '310199195013320017', 'id_number_birth_date'),
  refused('a birth date to come', '身份证号', '310199209001010017', 'id_number_birth_date'),
  refused('a wrong check character', '身份证号', wrongCheck, 'id_number_check_character'),
  refused('no name', '姓名', null, 'required_missing'),
  refused('a name of digits', '姓名', '王3建国', 'name_unreadable'),
  refused('a name without end', '姓名', '王'.repeat(60), 'text_too_long'),
  refused('no committee', '居村委', null, 'required_missing'),
  refused('a committee that is none', '居村委', '东胜居委会', 'unit_unknown'),
  refused('a street that is none', '街镇', '夏洋街道', 'unit_unknown'),
  refused('no amount', '月保障金额', null, 'required_missing'),
  refused('an amount in words', '月保障金额', '壹仟元', 'money_unreadable'),
  refused('a range of amounts', '月保障金额', '1000-1500', 'money_not_one_number'),
  refused('commas out of place', '月保障金额', '14,50', 'money_grouping'),
  refused('three decimals', '月保障金额', 1450.123, 'money_decimals'),
  refused('a negative amount', '月保障金额', '-1450', 'number_out_of_range'),
  refused('an absurd amount', '月保障金额', 14500000, 'number_out_of_range'),
  refused(
    'an amount under a date format',
    '月保障金额',
    { number: 1450, format: 'yyyy-mm-dd' },
    'money_is_date',
  ),
  refused('an error of Excel', '月保障金额', { error: '#N/A' }, 'cell_error'),
  leftOut('a day that is none', '享受起始年月', '2023-02-30', 'date_not_in_calendar'),
  leftOut('a day to come', '享受起始年月', '2032-03', 'date_in_future'),
  leftOut('two digits of a year', '享受起始年月', '23-3-1', 'date_two_digit_year'),
  leftOut('the month first', '享受起始年月', '3/1/2023', 'date_order'),
  leftOut('a lost zero', '享受起始年月', 2023.1, 'date_lost_zero'),
  leftOut('words for a day', '享受起始年月', '去年春天', 'date_unreadable'),
  leftOut('a telephone too short', '联系电话', '1380000', 'phone_unreadable'),
  {
    ...leftOut('an unknown relation', '与户主关系', '朋友的朋友', 'relation_unknown'),
    change: { 与户主关系: '朋友的朋友', 低保证号: goodRow(2).低保证号 },
  },
  leftOut('an unknown word of a list', '婚姻状况', '分居', 'choice_unknown'),
  leftOut('an unknown word for yes or no', '就业状况', '看情况', 'choice_unknown'),
  leftOut('a grade that is none', '残疾等级', '五级', 'number_out_of_range'),
  leftOut('half a grade', '残疾等级', '1.5', 'number_not_whole'),
  leftOut('a grade in words', '残疾等级', '很重', 'number_unreadable'),
  leftOut('a sex against the number', '性别', '女', 'sex_contradicts_number'),
  leftOut('a birth date against the number', '出生日期', '1950-09-09', 'birth_date_contradicts_number'),
  {
    what: 'neither number nor birth date',
    change: { 身份证号: null },
    code: 'identity_missing',
    column: '身份证号',
    severity: 'refused',
  },
  {
    what: 'a month where a day is needed',
    change: { 身份证号: null, 出生日期: '1950-01' },
    code: 'date_day_missing',
    column: '出生日期',
    severity: 'refused',
  },
]

describe('one wrong cell', () => {
  test.each(WRONGS)('$what: $code', async ({ change, code, column, severity }) => {
    const rows = [goodRow(1), goodRow(2), goodRow(3, change), goodRow(4)]
    const { batch, problems } = await world.run(await makeXlsx([{ name: '名单', rows: asTable(rows) }]))
    const ofRows = problems.filter(({ row }) => row > 0)
    expect(ofRows.map((problem) => [problem.row, problem.column, problem.code, problem.severity])).toEqual([
      [4, column, code, severity],
    ])
    expect(ofRows[0]?.message.zh).not.toMatch(/[{}]/)
    expect(ofRows[0]?.message.en).not.toMatch(/[{}]/)
    expect(JSON.stringify(problems)).not.toContain(good.slice(8))
    // Nothing else is lost: the other rows are in, and so is this one where only its cell was left out.
    const accepted = severity === 'warning' ? 4 : 3
    expect(batch).toMatchObject({ state: 'done', rows: 4, accepted, refused: 4 - accepted, review: 0 })
    expect(await world.counts()).toMatchObject({ person: accepted })
  })
})

/** Lines and shapes around the data, each with what is said, and how many persons come of it. */
interface Shape {
  readonly what: string
  readonly file: () => Promise<Buffer> | Buffer
  readonly said: readonly (readonly [row: number, column: string | null, code: string])[]
  readonly persons: number
  readonly batch?: Record<string, unknown>
}

const sheet = (rows: MadeCell[][], more: Partial<Parameters<typeof makeXlsx>[0][number]> = {}) =>
  makeXlsx([{ name: '名单', rows, ...more }])
const [header = [], one = [], two = []] = asTable([goodRow(1), goodRow(2)])
const usual = (names: readonly string[]) => names.map((name) => [0, name, 'column_missing'] as const)

const SHAPES: readonly Shape[] = [
  {
    what: 'titles above, totals and notes below, blank lines between, the header again',
    file: () =>
      sheet(
        [
          ['青浦区低保在册名单'],
          ['制表日期：2025年6月20日', null, null, '单位：元'],
          header,
          one,
          [],
          header,
          two,
          ['合计', null, null, '2人', null, null, null, null, null, null, 2900],
          ['注：以上为6月数据'],
          ['填表人：张三', null, null, null, '审核：李四'],
        ],
        { merges: ['A1:Q1'] },
      ),
    said: [
      [6, null, 'row_is_header'],
      [8, null, 'row_is_total'],
      [9, null, 'row_is_note'],
      [10, null, 'row_is_note'],
    ],
    persons: 2,
    batch: { header_row: 3, as_of: '2025-06-20' },
  },
  {
    what: 'the same row twice',
    file: () => sheet([header, one, two, one]),
    said: [[4, null, 'duplicate_row']],
    persons: 2,
    batch: { accepted: 2, unchanged: 1 },
  },
  {
    what: 'the same person twice with another amount',
    file: () => sheet([header, one, two, one.map((cell) => (cell === '1450' ? '1540' : cell))]),
    said: [[4, null, 'duplicate_conflict']],
    persons: 2,
    batch: { accepted: 2, review: 1 },
  },
  {
    what: 'two heads in a household, and members who disagree about it',
    file: () => {
      const rows = [
        goodRow(1),
        goodRow(2, { 低保证号: goodRow(1).低保证号 }),
        goodRow(3, { 低保证号: goodRow(1).低保证号, 与户主关系: '子', 家庭月收入: '700' }),
      ]
      return sheet(asTable(rows))
    },
    said: [
      [3, null, 'household_two_heads'],
      [4, '家庭月收入', 'household_contradiction'],
    ],
    persons: 3,
  },
  {
    what: 'a household without a head',
    file: () => sheet(asTable([goodRow(1, { 与户主关系: '妻' }), goodRow(1, { 与户主关系: '子' })])),
    said: [[2, null, 'household_without_head']],
    persons: 2,
  },
  {
    what: 'hidden sheets, other sheets, filtered rows',
    file: () =>
      makeXlsx([
        { name: '旧数据', rows: [['x']], state: 'hidden' },
        { name: '夏阳', rows: [header, one, two], hiddenRows: [3] },
        { name: '盈浦', rows: [header, one] },
      ]),
    said: [
      [0, null, 'hidden_sheet'],
      [0, null, 'sheet_not_read'],
      [0, null, 'hidden_rows'],
    ],
    persons: 2,
    batch: { sheet: '夏阳' },
  },
  {
    what: 'a column twice',
    file: () => sheet([header, one, two].map((row, at) => [...row, at === 0 ? '联系电话' : '19900009999'])),
    said: [[0, '联系电话', 'header_twice']],
    persons: 2,
  },
  {
    what: 'columns missing that are usual',
    file: () => {
      const columns = ['低保证号', '居村委', '姓名', '身份证号', '月保障金额'] as const
      return sheet(asTable([goodRow(1), goodRow(2)], columns))
    },
    said: usual(['性别', '出生日期', '联系电话', '居住地址', '享受起始年月']),
    persons: 2,
  },
  {
    what: 'a semicolon CSV in GB18030 with names spread out, full-width digits and quoted line breaks',
    file: () => {
      const row = goodRow(1, { 姓名: '王　建', 月保障金额: '１，４５０．００', 居住地址: '东盛路8弄\n1号' })
      return makeCsv(
        asTable([row, goodRow(2)]).map((cells) => cells.map((cell) => String(cell ?? ''))),
        'gb18030',
        ';',
      )
    },
    said: [],
    persons: 2,
    batch: { encoding: 'GB18030' },
  },
]

describe('a shape around the data', () => {
  test.each(SHAPES)('$what', async ({ file, said, persons, batch: expected = {} }) => {
    const { batch, problems } = await world.run(await file())
    const isOther = (code: string) => said.some((one) => one[2] === code)
    const told = problems.filter(({ code }) => code !== 'column_missing' || isOther(code))
    expect(told.map(({ row, column, code }) => [row, column, code])).toEqual(
      expect.arrayContaining([...said]),
    )
    expect(told).toHaveLength(said.length)
    expect(batch).toMatchObject({ state: 'done', ...expected })
    expect(await world.counts()).toMatchObject({ person: persons })
  })
})

describe('a file that cannot be imported is refused as a whole', () => {
  test.each([
    ['without a header', () => sheet([one, two]), 'import_header_missing'],
    [
      'with another table',
      () =>
        sheet([
          ['商品', '单价'],
          ['米', 3],
        ]),
      'import_header_missing',
    ],
    ['of blank cells', () => sheet([[' ', '\u00a0']]), 'import_file_empty'],
    [
      'without a required column',
      () => sheet(asTable([goodRow(1)], ['低保证号', '居村委', '姓名', '身份证号'])),
      'import_columns_missing',
    ],
  ])('%s', async (_, file, code) => {
    await expect(world.run(await file())).rejects.toMatchObject({ code })
    expect(await world.counts()).toMatchObject({ person: 0, household: 0 })
  })

  test('with a sheet that is not there, or a source that is not known', async () => {
    const file = await sheet([header, one])
    await expect(world.run(file, { sheet: '别的' })).rejects.toMatchObject({ code: 'import_sheet_missing' })
    await expect(world.run(file, { source: 'dibao' })).rejects.toMatchObject({
      code: 'import_source_unknown',
    })
  })
})
