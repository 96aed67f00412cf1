import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../testing/database.ts'
import { rowArrays } from './row-arrays.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.close())

const TYPES = {
  place: 'integer',
  word: 'text',
  sure: 'boolean',
  day: 'date',
  said: 'jsonb',
  tag: 'text',
} as const

const someText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\u0000')),
  fc.constantFrom('', 'NULL', 'null', '{}', '"', '\\', '\\"', 'a,b', '{"a"}', ' 王 ', "o'Brien", '$1'),
)
const someRow = fc.record({
  word: fc.option(someText),
  sure: fc.option(fc.boolean()),
  day: fc.option(fc.constantFrom('2025-06-01', '1931-12-31')),
  said: fc.option(someText.map((text) => JSON.stringify({ text }))),
  tag: fc.constantFrom('one', 'other', null),
})

it('hands rows to a statement as they are, whatever the texts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someRow, { minLength: 1, maxLength: 8 }), async (some) => {
      const rows = some.map((row, place) => ({ place, ...row }))
      const { from, values } = rowArrays(TYPES, rows, 1)
      const found = await test.superPool.query(
        `SELECT place, word, sure, day::text, said::text AS said, tag, $1::int AS given FROM ${from} ORDER BY place`,
        [7, ...values],
      )
      expect(found.rows).toEqual(
        rows.map((row) => ({
          ...row,
          said: row.said === null ? null : expect.anything(),
          given: 7,
        })),
      )
      found.rows.forEach((row, place) => {
        if (row.said !== null) expect(JSON.parse(row.said)).toEqual(JSON.parse(rows[place]?.said ?? ''))
      })
    }),
    { numRuns: 200 },
  )
})

it('sends once what every row says', () => {
  const rows = [1, 2, 3].map((place) => ({
    place,
    word: 'same',
    sure: null,
    day: null,
    said: null,
    tag: 'x',
  }))
  expect(rowArrays(TYPES, rows).values).toEqual(['{1,2,3}', 'same', null, null, null, 'x'])
})
