import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateHouseholds } from '@lastmile/population'
import { readOrgFile } from '@lastmile/population/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ImportWorld, importWorld, layouts } from '../testing/import-world.ts'
import { makeCsv } from '../testing/make-files.ts'

const ROOT = fileURLToPath(new URL('../../../../../../', import.meta.url))
let world: ImportWorld

/** The people of the demo's first households, so that lists of people whom the district knows find them. */
beforeAll(async () => {
  world = await importWorld()
  const org = readOrgFile(join(ROOT, 'districts/qingpu/org.yaml'))
  const households = [...generateHouseholds({ seed: 20260701, count: 500, org, focus: 'difficulty' })]
  const header = ['低保证号', '街镇', '居村委', '姓名', '身份证号', '月保障金额']
  const lines = households.flatMap(({ index, place, members }) =>
    members
      .filter(({ idNumber, birthDate }) => idNumber !== null && birthDate < '2025-06-01')
      .map(({ name, idNumber }) => [`k${index}`, place.street, place.committee, name, idNumber ?? '', '1']),
  )
  const { batch } = await world.run(makeCsv([header, ...lines]))
  expect(batch.linked_new).toBeGreaterThan(1000)
}, 120_000)
afterAll(() => world.close())

test('a dozen departments and more are known, each with a sample of its own', () => {
  expect(layouts.size).toBeGreaterThanOrEqual(17)
  expect(new Set([...layouts.values()].map(({ department }) => department.zh)).size).toBeGreaterThanOrEqual(
    10,
  )
  for (const { sample_file: file } of layouts.values())
    expect(existsSync(join(ROOT, file ?? 'none'))).toBe(true)
})

/** What is wrong in each sample: a cell of a slip refuses its row, or is left out with a word. */
const WRONG: Readonly<Record<string, number>> = {
  'dibao-roster': 9,
  'tekun-roster': 1,
  'low-income-roster': 1,
  'disability-certificates': 1,
  'temporary-relief-payments': 1,
  'medical-high-expense': 1,
  'unemployment-register': 1,
  'wage-contributions': 1,
  'school-enrolment': 1,
  'housing-register': 1,
  'elder-care-assessments': 1,
}

describe.each([...layouts.values()])('$id', (layout) => {
  const file = layout.sample_file ?? ''
  const run = () =>
    world.run(readFileSync(join(ROOT, file)), {
      source: layout.id,
      fileName: basename(file),
      asOf: '2025-06-01',
    })

  test('its sample goes in: rows taken, and each wrong cell named', async () => {
    const { batch, problems } = await run()
    expect(batch.state).toBe('done')
    expect(batch.accepted).toBeGreaterThan(0)
    expect(batch.refused).toBe(WRONG[layout.id] ?? 0)
    const refusals = problems.filter(({ severity }) => severity === 'refused')
    expect(new Set(refusals.map(({ row }) => row)).size).toBe(batch.refused)
    for (const { row, column, message } of refusals)
      expect([row > 0, column, message.zh].every(Boolean)).toBe(true)
  })

  test('the same sample again changes nothing', async () => {
    const before = await world.counts()
    const { batch } = await run()
    expect(batch.accepted).toBe(0)
    expect(await world.counts()).toEqual(before)
  })
})

test('two payments to one person are two receipts that are over, with facts of the last day', async () => {
  const { rows } = await world.test.superPool.query(
    `SELECT person_id, household_id, count(*)::int AS n, bool_and(from_date = to_date) AS once,
       max(from_date)::text AS last FROM benefit_receipt WHERE policy = 'temporary-relief'
     GROUP BY 1, 2 HAVING count(*) > 1`,
  )
  expect(rows).toEqual([expect.objectContaining({ n: 2, once: true, last: '2025-06-11' })])
  const [row] = rows
  const now = await world.test.superPool.query(
    'SELECT f_last_relief_on::text AS day, f_last_relief_amount AS fen FROM household_now WHERE household_id = $1',
    [row?.household_id],
  )
  expect(now.rows).toEqual([{ day: '2025-06-11', fen: 80_000 }])
})

test('who is on the list of the dead has died, from that day on', async () => {
  const { rows } = await world.test.superPool.query(
    `SELECT p.deceased_on::text AS day, n.f_deceased_on::text AS fact FROM person p JOIN person_now n ON n.person_id = p.id
     WHERE n.f_deceased_on IS NOT NULL`,
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { day, fact } of rows) expect(day).toBe(fact)
})
