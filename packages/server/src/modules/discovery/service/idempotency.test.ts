import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ImportWorld, importWorld, madeNumber } from '../testing/import-world.ts'
import { makeCsv } from '../testing/make-files.ts'
import { asTable, goodRow, type RosterRow } from '../testing/roster.ts'

let world: ImportWorld
beforeAll(async () => {
  world = await importWorld()
})
afterEach(() => world.empty())
afterAll(() => world.close())

const file = (rows: readonly RosterRow[]) =>
  makeCsv(asTable(rows).map((row) => row.map((cell) => String(cell ?? ''))))

const NAMES = ['王建国', '李秀英', '赵大明', '钱小红', '孙志强', '周玉兰']
const POOL = Array.from({ length: 6 }, (_, at) => madeNumber(`19${50 + at}-01-01`))

/** Rows that share people, households and slips, in any order. */
const anyRow = fc
  .record({
    who: fc.nat(5),
    home: fc.nat(2),
    amount: fc.constantFrom('1450', '1450', '1540', '', '一千'),
    relation: fc.constantFrom('户主', '妻', '子', ''),
    income: fc.constantFrom('600', '700', ''),
    number: fc.constantFrom('right', 'right', 'right', 'none', 'wrong'),
    born: fc.boolean(),
    committee: fc.constantFrom('东盛社区居委会', '东方社区居委会'),
  })
  .map(({ who, home, amount, relation, income, number, born, committee }) => {
    const own = POOL[who] ?? ''
    return goodRow(home, {
      姓名: NAMES[who] ?? '',
      身份证号: number === 'right' ? own : number === 'none' ? null : `${own.slice(0, 17)}Z`,
      出生日期: born ? `19${50 + who}-01-01` : null,
      月保障金额: amount,
      与户主关系: relation,
      家庭月收入: income,
      居村委: committee,
      性别: null,
    })
  })

describe('an import is idempotent', () => {
  test('any list imported twice leaves what it left the first time, and the second one accepts nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 10 }), async (rows) => {
        await world.empty()
        const first = await world.run(file(rows))
        const { accepted, unchanged, refused, review } = first.batch
        expect(accepted + unchanged + refused + review).toBe(rows.length)
        const before = await world.snapshot()
        const second = await world.run(file(rows))
        expect(await world.snapshot()).toBe(before)
        expect(second.batch).toMatchObject({ accepted: 0, refused, review, linked_new: 0 })
      }),
      { numRuns: 25 },
    )
  }, 180_000)
})

describe('a later list', () => {
  const june = () => [goodRow(1, { 身份证号: POOL[0] ?? '' }), goodRow(2, { 身份证号: POOL[1] ?? '' })]
  const july = () => [goodRow(1, { 身份证号: POOL[0] ?? '', 月保障金额: '1500', 家庭月收入: '650' })]

  test('writes only what changed, ends the old amount, and ends nothing that is missing', async () => {
    await world.run(file(june()), { asOf: '2025-06-01' })
    const { batch, problems } = await world.run(file(july()), { asOf: '2025-07-01' })
    expect(batch).toMatchObject({ accepted: 1, linked_existing: 1, linked_new: 0 })
    expect(problems.find(({ code }) => code === 'missing_from_file')?.message.zh).toContain('1 人')
    const { rows } = await world.test.superPool.query(
      'SELECT amount_fen, from_date, to_date FROM benefit_receipt ORDER BY amount_fen, from_date, to_date',
    )
    expect(rows).toEqual([
      { amount_fen: 145000, from_date: '2023-03-01', to_date: '2025-06-30' },
      { amount_fen: 145000, from_date: '2023-03-01', to_date: null },
      { amount_fen: 150000, from_date: '2025-07-01', to_date: null },
    ])
  })

  test('imported before an earlier one keeps the present', async () => {
    await world.run(file(july()), { asOf: '2025-07-01' })
    await world.run(file(june()), { asOf: '2025-06-01' })
    const { rows } = await world.test.superPool.query(
      `SELECT n.f_monthly_income AS income FROM household_now n JOIN person p USING (household_id)
       WHERE p.birth_date = '1950-01-01'`,
    )
    expect(rows).toEqual([{ income: 65000 }])
  })
})

describe('who a row is', () => {
  test('another name for a known number, and the same name and day without a number, are questions', async () => {
    const number = POOL[0] ?? ''
    await world.run(file([goodRow(1, { 身份证号: number })]))
    const { batch, problems } = await world.run(
      file([
        goodRow(1, { 姓名: '王建军', 身份证号: number }),
        goodRow(9, { 姓名: '李秀英', 身份证号: null, 出生日期: '1950-01-01', 居住地址: '别处' }),
      ]),
    )
    expect(batch).toMatchObject({ accepted: 0, review: 2 })
    expect(problems.filter(({ row }) => row > 0).map(({ row, code }) => [row, code])).toEqual([
      [2, 'name_contradicts_number'],
      [3, 'person_doubtful'],
    ])
  })

  test('a new household waits while the row of its head is wrong', async () => {
    const home = { 低保证号: 'X1' }
    const wrong = goodRow(1, { ...home, 身份证号: '3.10118E+17' })
    const child = goodRow(2, { ...home, 与户主关系: '女', 性别: null })
    const { batch } = await world.run(file([wrong, child]))
    expect(batch).toMatchObject({ refused: 1, review: 1, accepted: 0 })
    const again = await world.run(file([{ ...wrong, 身份证号: POOL[3] ?? '' }, child]))
    expect(again.batch).toMatchObject({ accepted: 2 })
    expect(await world.counts()).toMatchObject({ household: 1, person: 2 })
  })

  test('known outside the range of the import: the street to ask, and nothing more', async () => {
    await world.run(file([goodRow(1, { 身份证号: POOL[0] ?? '' })]))
    const elsewhere = goodRow(1, { 身份证号: POOL[0] ?? '', 街镇: '盈浦街道', 居村委: '庆华社区居委会' })
    const actor = { ...world.actor, orgPath: '310118/310118002/' }
    const { batch, problems } = await world.run(file([elsewhere, goodRow(2)]), { actor })
    expect(batch).toMatchObject({ review: 1, refused: 1 })
    expect(problems.filter(({ row }) => row > 0).map(({ code }) => code)).toEqual([
      'known_elsewhere',
      'unit_outside',
    ])
    expect(problems.find(({ code }) => code === 'known_elsewhere')?.message.zh).toContain('夏阳街道')
  })

  test('people known already get facts, strangers are a question, when a list makes no households', async () => {
    await world.run(file([goodRow(1, { 身份证号: POOL[0] ?? '' })]))
    const list = makeCsv([
      ['姓名', '身份证号', '残疾类别', '残疾等级'],
      [NAMES[1] ?? '', POOL[0] ?? '', '肢体', '二级'],
      ['陌生人', POOL[5] ?? '', '视力', '一级'],
    ])
    const { batch, problems } = await world.run(list, { source: 'disability-certificates' })
    expect(batch).toMatchObject({ accepted: 1, review: 1 })
    expect(problems.find(({ row }) => row === 3)?.code).toBe('person_unknown')
    const { rows } = await world.test.superPool.query(
      `SELECT fact, value FROM fact WHERE source_id = 'disability-certificates' ORDER BY fact`,
    )
    expect(rows).toEqual([
      { fact: 'disability_grade', value: 2 },
      { fact: 'disability_type', value: 'physical' },
      { fact: 'has_disability_certificate', value: true },
    ])
  })
})
