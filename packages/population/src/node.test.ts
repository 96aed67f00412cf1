import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TEST_ORG } from '../testing/org.ts'
import { generateHouseholds } from './generate.ts'
import { formatOf, writePopulation } from './node.ts'
import { TABLE_COLUMNS, tableRows } from './output/table.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'population-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

test('a Parquet file, read back by another library, holds the rows of the households', async () => {
  const options = { seed: 'parquet', count: 700, org: TEST_ORG }
  const out = join(folder, 'p.parquet')
  const written = await writePopulation({ ...options, out, rowGroup: 500 })
  const read = await parquetReadObjects({ file: await asyncBufferFromFile(out) })
  expect(read).toHaveLength(written.persons)
  const wrong: unknown[] = []
  let at = 0
  for (const household of generateHouseholds(options)) {
    for (const row of tableRows(household)) {
      const got = read[at] ?? {}
      at += 1
      const same = TABLE_COLUMNS.every(({ name }, index) => (got[name] ?? null) === row[index])
      if (!same && wrong.length < 3) wrong.push([got, row])
    }
  }
  expect(wrong).toEqual([])
  // More than one row group, or the test would say nothing about streaming.
  expect(written.persons).toBeGreaterThan(1_000)
})

test('every file of a run tells of the same households', async () => {
  const out = join(folder, 'h.jsonl')
  const truth = join(folder, 'h.truth')
  const register = join(folder, 'h.register')
  const written = await writePopulation({
    seed: 1,
    count: 800,
    org: TEST_ORG,
    focus: 'difficulty',
    out,
    truth,
    register,
  })
  const lines = (file: string): Record<string, unknown>[] =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
  const ids = new Set(lines(out).map((line) => line.id))
  expect(ids.size).toBe(written.households)
  expect(lines(register)).toHaveLength(written.persons)
  const truths = lines(truth)
  expect(truths).toHaveLength(Object.values(written.truths).reduce((sum, each) => sum + each, 0))
  for (const line of truths) expect(ids).toContain(line.household)
})

test('an error leaves no file behind', async () => {
  const before = readdirSync(folder)
  const out = join(folder, 'broken.parquet')
  await expect(writePopulation({ seed: 1, count: 0.5, org: TEST_ORG, out })).rejects.toThrow(RangeError)
  await expect(
    writePopulation({ seed: 1, count: 5, org: TEST_ORG, out: join(folder, 'x.txt') }),
  ).rejects.toThrow('ending')
  expect(readdirSync(folder)).toEqual(before)
})

test.each([
  ['a.jsonl', 'jsonl'],
  ['a.CSV', 'csv'],
  ['dir.csv/a.parquet', 'parquet'],
  ['a.json', null],
])('the ending of %s asks for %s', (file, format) => {
  expect(formatOf(file)).toBe(format)
})
