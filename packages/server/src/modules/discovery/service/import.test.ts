import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ImportWorld, importWorld, madeNumber } from '../testing/import-world.ts'
import { makeCsv } from '../testing/make-files.ts'

const HEADER = [
  '低保证号',
  '街镇',
  '居村委',
  '姓名',
  '与户主关系',
  '身份证号',
  '居住地址',
  '月保障金额',
  '享受起始年月',
  '就业状况',
]
const row = (no: string, name: string, relation: string, number: string, amount = '1450', work = '无业') => [
  no,
  '夏阳街道',
  '东盛社区居委会',
  name,
  relation,
  number,
  '青浦区夏阳街道东盛路8弄1号101室',
  amount,
  '2023年3月',
  work,
]

let world: ImportWorld
beforeAll(async () => {
  world = await importWorld()
})
afterEach(() => world.empty())
afterAll(() => world.close())

const numbers = {
  wang: madeNumber('1950-01-01'),
  li: madeNumber('1955-02-02', 'female'),
  zhao: madeNumber('1980-03-03'),
}
const roster = () =>
  makeCsv([
    ['青浦区低保在册名单（2025年6月）'],
    HEADER,
    row('A1', '王建国', '户主', numbers.wang),
    row('A1', '李秀英', '妻', numbers.li),
    row('A2', '赵大明', '本人', numbers.zhao, '980.50元', '就业'),
  ])

describe('an import', () => {
  test('makes households, persons, facts with their lineage, and receipts', async () => {
    const { batch, problems } = await world.run(roster())
    expect(problems.filter(({ row }) => row > 0)).toEqual([])
    expect(batch).toMatchObject({
      state: 'done',
      rows: 3,
      accepted: 3,
      unchanged: 0,
      refused: 0,
      review: 0,
      linked_new: 3,
      linked_existing: 0,
      as_of: '2025-06-01',
    })
    expect(await world.counts()).toMatchObject({ household: 2, person: 3, benefit_receipt: 2 })
    const { rows } = await world.test.superPool.query(
      `SELECT p.name, f.fact, f.value, f.source_row, f.batch_id = $1 AS ours FROM fact f JOIN person p ON p.id = f.entity_id
       WHERE f.fact = 'employed' ORDER BY f.source_row`,
      [batch.id],
    )
    expect(rows).toEqual([
      { name: '王建国', fact: 'employed', value: false, source_row: 3, ours: true },
      { name: '李秀英', fact: 'employed', value: false, source_row: 4, ours: true },
      { name: '赵大明', fact: 'employed', value: true, source_row: 5, ours: true },
    ])
  })

  test('of the same file again changes nothing', async () => {
    await world.run(roster())
    const before = await world.snapshot()
    const { batch } = await world.run(roster())
    expect(batch).toMatchObject({ rows: 3, accepted: 0, unchanged: 3, linked_existing: 3, linked_new: 0 })
    expect(await world.snapshot()).toBe(before)
  })

  test('as a dry run writes nothing and counts the same', async () => {
    const { batch } = await world.run(roster(), { dryRun: true })
    expect(batch).toMatchObject({ state: 'done', dry_run: true, accepted: 3, linked_new: 3 })
    expect(await world.counts()).toMatchObject({ household: 0, person: 0, fact: 0, benefit_receipt: 0 })
  })
})
