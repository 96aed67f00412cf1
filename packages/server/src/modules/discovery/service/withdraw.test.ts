import { afterAll, beforeAll, expect, test } from 'vitest'
import { withActor } from '../../../platform/db/index.ts'
import { isAppError } from '../../../platform/errors/index.ts'
import { type ImportWorld, importWorld, madeNumber } from '../testing/import-world.ts'
import { makeCsv } from '../testing/make-files.ts'
import { requestWithdrawal, runWithdrawal } from './withdraw-import.ts'

let world: ImportWorld
beforeAll(async () => {
  world = await importWorld()
})
afterAll(() => world.close())

const HEADER = [
  '低保证号',
  '街镇',
  '居村委',
  '姓名',
  '身份证号',
  '月保障金额',
  '享受起始年月',
  '家庭月收入',
  '婚姻状况',
]
const KNOWN = madeNumber('1951-03-01')
const OTHER = madeNumber('1962-04-01', 'female')
const row = (no: string, name: string, number: string, amount: string, income: string, marital: string) => [
  ...[no, '夏阳街道', '东盛居委会', name, number, amount, '2024年1月', income, marital],
]
const query = async (sql: string, values: unknown[] = []) =>
  (await world.test.superPool.query(sql, values)).rows
const income = async (name: string) =>
  (
    await query(
      `SELECT n.f_monthly_income AS fen FROM household h JOIN household_now n ON n.household_id = h.id WHERE h.head_name = $1`,
      [name],
    )
  )[0]?.fen ?? null
const receipts = (name: string) =>
  query(
    `SELECT amount_fen, from_date::text, to_date::text, withdrawn_at IS NOT NULL AS withdrawn FROM benefit_receipt r
     JOIN household h ON h.id = r.household_id WHERE h.head_name = $1 ORDER BY from_date`,
    [name],
  )

async function withdraw(id: string, stopAfter = Number.POSITIVE_INFINITY): Promise<string> {
  const [batch] = await query('SELECT version FROM import_batch WHERE id = $1', [id])
  const transact = <T>(work: (tx: import('../../../platform/db/index.ts').Tx) => Promise<T>) =>
    withActor(world.test.database, world.actor, { clock: world.clock, purpose: 'test' }, work)
  const asked = await transact((tx) =>
    requestWithdrawal(tx, { id, reason: '发错了名单', version: batch?.version }, null),
  )
  let steps = 0
  const ended = await runWithdrawal(world.deps, asked, {
    step: async (work) => {
      if (++steps > stopAfter) throw new Error('killed')
      await transact(work)
    },
  })
  return ended.state
}

async function unitName(): Promise<string> {
  const [unit] = await query(
    `SELECT name_zh FROM org WHERE kind = 'committee' AND path LIKE '310118/310118001/%' ORDER BY path LIMIT 1`,
  )
  return String(unit?.name_zh)
}

test('a batch that is withdrawn takes its facts, its receipts and its people with it; the past keeps them', async () => {
  const committee = await unitName()
  const at = (line: string[]) => line.map((cell, column) => (column === 2 ? committee : cell))
  const may = await world.run(makeCsv([HEADER, at(row('a1', '王建国', KNOWN, '1200', '900', '已婚'))]), {
    fileName: '名单-2025-05.csv',
  })
  expect(may.batch.accepted).toBe(1)
  const june = await world.run(
    makeCsv([
      HEADER,
      at(row('a1', '王建国', KNOWN, '1500', '300', '丧偶')),
      at(row('b1', '李秀英', OTHER, '1100', '500', '未婚')),
    ]),
    { fileName: '名单-2025-06.csv' },
  )
  expect(june.batch.accepted).toBe(2)
  expect(await income('王建国')).toBe(30_000)

  expect(await withdraw(june.batch.id)).toBe('withdrawn')

  expect(await income('王建国')).toBe(90_000)
  expect(await receipts('王建国')).toEqual([
    { amount_fen: 120_000, from_date: '2024-01-01', to_date: null, withdrawn: false },
    { amount_fen: 150_000, from_date: '2025-06-01', to_date: null, withdrawn: true },
  ])
  const past = await query(
    `SELECT f.value, f.withdrawn_at IS NOT NULL AS withdrawn FROM fact f JOIN household h ON h.id = f.entity_id
     WHERE h.head_name = '王建国' AND f.fact = 'monthly_income' ORDER BY f.valid_from`,
  )
  expect(past).toEqual([
    { value: 900, withdrawn: false },
    { value: 300, withdrawn: true },
  ])
  expect(await query(`SELECT status FROM household WHERE head_name = '李秀英'`)).toEqual([
    { status: 'dissolved' },
  ])
  const ledger = await query(`SELECT count(*)::int AS n FROM ledger_entry WHERE action = 'import.withdrawn'`)
  expect(ledger).toEqual([{ n: 2 }])

  // The corrected list of the very same day is heard, and brings the people back.
  const again = await world.run(
    makeCsv([
      HEADER,
      at(row('a1', '王建国', KNOWN, '1400', '400', '丧偶')),
      at(row('b1', '李秀英', OTHER, '1100', '500', '未婚')),
    ]),
    { fileName: '名单-2025-06.csv' },
  )
  expect([again.batch.accepted, again.batch.linked_new]).toEqual([2, 0])
  expect(await income('王建国')).toBe(40_000)
  expect((await receipts('王建国')).filter(({ withdrawn }) => !withdrawn)).toEqual([
    { amount_fen: 120_000, from_date: '2024-01-01', to_date: '2025-05-31', withdrawn: false },
    { amount_fen: 140_000, from_date: '2025-06-01', to_date: null, withdrawn: false },
  ])
  expect(await query(`SELECT status FROM household WHERE head_name = '李秀英'`)).toEqual([
    { status: 'active' },
  ])
})

test('a withdrawal that is killed goes on where it stood; what is withdrawn is withdrawn once', async () => {
  const committee = await unitName()
  const lines = Array.from({ length: 450 }, (_, at) =>
    row(`c${at}`, '赵大明', madeNumber('1940-01-01'), '900', String(100 + at), '未婚').map((cell, column) =>
      column === 2 ? committee : cell,
    ),
  )
  const { batch } = await world.run(makeCsv([HEADER, ...lines]), { fileName: '名单-2025-06.csv' })
  expect(batch.accepted).toBe(450)
  const standing = async () =>
    Number(
      (
        await query('SELECT count(*)::int AS n FROM fact WHERE batch_id = $1 AND withdrawn_at IS NULL', [
          batch.id,
        ])
      )[0]?.n,
    )
  const before = await standing()
  await expect(withdraw(batch.id, 1)).rejects.toThrow('killed')
  const half = await standing()
  expect(half).toBeGreaterThan(0)
  expect(half).toBeLessThan(before)
  const ended = await runWithdrawal(world.deps, { ...batch, started_by: null })
  expect([ended.state, await standing()]).toEqual(['withdrawn', 0])
  await expect(withdraw(batch.id)).rejects.toSatisfy((error) => isAppError(error, 'import_state'))
})

test('a dry run has nothing to withdraw', async () => {
  const committee = await unitName()
  const line = row('d1', '钱小红', madeNumber('1980-01-01'), '900', '100', '未婚')
  line[2] = committee
  const { batch } = await world.run(makeCsv([HEADER, line]), { dryRun: true })
  await expect(withdraw(batch.id)).rejects.toSatisfy((error) => isAppError(error, 'import_state'))
})
