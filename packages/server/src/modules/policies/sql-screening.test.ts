import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateHouseholds, householdLine } from '@lastmile/population'
import { readOrgFile } from '@lastmile/population/node'
import { decideHousehold, type Fact, type Household, readHousehold } from '@lastmile/rules'
import { readLibrary } from '@lastmile/rules/node'
import { columnValue, OUTCOMES, policyQueries } from '@lastmile/rules/population'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../testing/index.ts'

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url))
const library = readLibrary(ROOT)
const COUNT = 500
const DATES = ['2024-03-31', '2026-06-30', '2026-11-24']
let database: TestDatabase
let households: Household[] = []

/** Households in and near difficulty, one fact in fourteen taken away. */
function synthetic(): Household[] {
  const org = readOrgFile(join(ROOT, 'districts', 'qingpu', 'org.yaml'))
  let state = 7
  const forgotten = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % 14 === 0
  }
  const fewer = <T extends Record<string, unknown>>(row: T) =>
    Object.fromEntries(
      Object.entries(row).filter(([key]) => key === 'id' || key === 'relation' || !forgotten()),
    )
  return [...generateHouseholds({ seed: 'sql', count: COUNT, org, focus: 'difficulty' })].map((one) => {
    const { household, members } = JSON.parse(householdLine(one))
    return readHousehold(library.facts, { household: fewer(household), members: members.map(fewer) })
  })
}

async function fill(
  pool: pg.Pool,
  table: string,
  facts: readonly Fact[],
  rows: readonly (readonly [number, Household['facts']])[],
) {
  await pool.query(
    `CREATE TABLE ${table} (h bigint, ${facts.map(({ name }) => `"${name}" bigint`).join(', ')})`,
  )
  const values = facts.map((fact) => rows.map(([, row]) => columnValue(fact, row[fact.name] ?? null)))
  const lists = facts.map((_, at) => `$${at + 2}::bigint[]`).join(', ')
  await pool.query(`INSERT INTO ${table} SELECT * FROM unnest($1::bigint[], ${lists})`, [
    rows.map(([h]) => h),
    ...values,
  ])
}

const suffix = randomBytes(3).toString('hex')
const tables = { household: `household_${suffix}`, person: `person_${suffix}` }

beforeAll(async () => {
  database = await createTestDatabase({ state: 'empty' })
  households = synthetic()
  const observed = library.facts.all.filter((fact) => fact.derived === undefined && fact.type !== 'string')
  const of = (entity: Fact['entity']) => observed.filter((fact) => fact.entity === entity)
  await fill(
    database.superPool,
    tables.household,
    of('household'),
    households.map((one, h) => [h, one.facts]),
  )
  await fill(
    database.superPool,
    tables.person,
    of('person'),
    households.flatMap((one, h) => one.members.map((member) => [h, member.facts] as const)),
  )
})
afterAll(() => database.close())

it.each(DATES)('PostgreSQL says of every household and policy what the closures say, on %s', async (date) => {
  const queries = policyQueries(
    library,
    date,
    {
      households: `SELECT * FROM ${tables.household}`,
      persons: `SELECT * FROM ${tables.person}`,
      column: ({ key }) => `"${key.slice(key.indexOf('.') + 1)}"`,
    },
    'postgresql',
  )
  expect(queries.size).toBeGreaterThan(20)
  const decided = households.map(
    (one) => new Map(decideHousehold(library, one, date).map((said) => [said.policy, said])),
  )
  const seen = new Map<string, number>()
  for (const [policy, query] of queries) {
    const { rows } = await database.superPool.query(query)
    expect(rows.length).toBe(COUNT)
    const answers = rows.map((row) => {
      const code = OUTCOMES[Number(row.outcome)]
      const outcome = code === 'not-applicable' ? 'ineligible' : code
      seen.set(String(outcome), (seen.get(String(outcome)) ?? 0) + 1)
      return {
        h: Number(row.h),
        outcome,
        amount: row.amount === null || row.amount === undefined ? null : Number(row.amount),
      }
    })
    const wanted = answers.map(({ h }) => {
      const said = decided[h]?.get(policy)
      return { h, outcome: said?.outcome, amount: said?.amount ?? null }
    })
    expect(answers, policy).toEqual(wanted)
  }
  for (const outcome of ['eligible', 'ineligible', 'unknown'])
    expect(seen.get(outcome)).toBeGreaterThan(COUNT)
})
