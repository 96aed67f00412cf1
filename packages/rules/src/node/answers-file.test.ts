import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { randomHouseholds } from '../../testing/random-households.ts'
import { ColumnsBuilder } from '../columns/index.ts'
import { readLibrary } from '../node.ts'
import { screenColumns } from '../population/screen.ts'
import { AnswersFile } from './answers-file.ts'

const library = readLibrary(fileURLToPath(new URL('../../../../', import.meta.url)))
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'answers-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

async function written(form: string): Promise<string> {
  const file = join(folder, `answers.${form}`)
  const answers = new AnswersFile(file)
  for (const shard of [1, 2]) {
    const builder = new ColumnsBuilder(library.facts.all, { ids: true })
    randomHouseholds(library, 400, shard).forEach((household, place) => {
      builder.add(household, { id: `${shard}-${place}`, org: `street "${place % 3}", ${shard}` })
    })
    const columns = builder.finish()
    await answers.add(columns, screenColumns(library, columns, '2026-06-30').program)
  }
  await answers.close()
  return file
}

it('writes the same answers in each form, shard after shard', async () => {
  const lines = readFileSync(await written('jsonl'), 'utf8')
    .trim()
    .split('\n')
  const rows: Record<string, unknown>[] = lines.map((line) => JSON.parse(line))
  expect(rows.length).toBe(800)
  expect(rows[401]).toMatchObject({ household_id: '2-1', org: 'street "1", 2' })
  expect(
    rows.filter((row) => row.dibao === 'eligible' && Number(row['dibao.amount']) > 0).length,
  ).toBeGreaterThan(0)
  expect(rows.filter((row) => row.dibao === 'unknown').every((row) => row['dibao.amount'] === null)).toBe(
    true,
  )
  const parquet = await parquetReadObjects({ file: await asyncBufferFromFile(await written('parquet')) })
  expect(parquet).toEqual(rows)
  const [header, first] = readFileSync(await written('csv'), 'utf8').split('\n')
  expect(header?.split(',')).toEqual(Object.keys(rows[0] ?? {}))
  expect(first?.startsWith('1-0,"street ""0"", 1",')).toBe(true)
})

it('refuses another ending', () => {
  expect(() => new AnswersFile('answers.xlsx')).toThrow('.parquet, .csv or .jsonl')
})
