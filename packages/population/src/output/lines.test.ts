import { expect, test } from 'vitest'
import { TEST_ORG } from '../../testing/org.ts'
import { generateHouseholds } from '../generate.ts'
import { HOUSEHOLD_COLUMNS, PERSON_COLUMNS } from '../record/fact-columns.ts'
import { householdLine, registerLines, truthLine } from './lines.ts'
import { csvHeader, csvLine, TABLE_COLUMNS, tableRows } from './table.ts'

const households = Array.from(
  generateHouseholds({ seed: 'lines', count: 120, org: TEST_ORG, focus: 'difficulty' }),
)

test('a household line is the record in JSON: observed facts only, nobody named', () => {
  for (const household of households) {
    const line = householdLine(household)
    expect(JSON.parse(line)).toEqual({
      id: household.id,
      org: household.orgPath,
      household: household.facts,
      members: household.members.map(({ id, relation, facts }) => ({ id, relation, ...facts })),
    })
    for (const member of household.members) {
      expect(line).not.toContain(member.name)
      if (member.idNumber) expect(line).not.toContain(member.idNumber)
    }
  }
})

test('a household of which nothing is known is still a line', () => {
  const [household] = households
  if (!household) return expect.unreachable()
  const members = household.members.slice(0, 1).map((member) => ({ ...member, facts: {} }))
  const parsed = JSON.parse(householdLine({ ...household, facts: {}, members }))
  expect(parsed.household).toEqual({})
  expect(parsed.members).toEqual([{ id: members[0]?.id, relation: 'head' }])
})

test('the table has the columns of the contract and one row a person', () => {
  expect(csvHeader().split(',').slice(0, 4)).toEqual(['household_id', 'org', 'person_id', 'relation'])
  expect(csvHeader().split(',').slice(4)).toEqual([
    ...HOUSEHOLD_COLUMNS.map((column) => `household.${column.name}`),
    ...PERSON_COLUMNS.map((column) => `person.${column.name}`),
  ])
  for (const household of households) {
    const rows = Array.from(tableRows(household))
    expect(rows).toHaveLength(household.members.length)
    rows.forEach((row, at) => {
      expect(row).toHaveLength(TABLE_COLUMNS.length)
      const member = household.members[at]
      const cells = csvLine(row).split(',')
      const expected = TABLE_COLUMNS.slice(4).map(({ name }) => {
        const [entity, fact = ''] = name.split('.')
        const facts: Record<string, unknown> = entity === 'household' ? household.facts : { ...member?.facts }
        return String(facts[fact] ?? '')
      })
      expect(cells.slice(4)).toEqual(expected)
    })
  }
})

test('cells are quoted where they must be', () => {
  expect(csvLine(['a,b', 'say "no"', null, true, 12.5])).toBe('"a,b","say ""no""",,true,12.5')
})

test('truth and register lines are JSON objects of one line', () => {
  for (const household of households.slice(0, 50)) {
    for (const truth of household.truth) expect(JSON.parse(truthLine(truth))).toEqual(truth)
    const people = Array.from(registerLines(household), (line) => JSON.parse(line))
    expect(people.map((person) => person.person)).toEqual(household.members.map((member) => member.id))
    expect(people[0]).toMatchObject({ household: household.id, name: household.members[0]?.name })
  }
})
