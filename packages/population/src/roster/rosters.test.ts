import { expect, test } from 'vitest'
import { TEST_ORG } from '../../testing/org.ts'
import { generateHouseholds } from '../generate.ts'
import type { SyntheticHousehold } from '../synthetic-household.ts'
import { DIBAO_ROSTER_COLUMNS, dibaoRoster } from './dibao-roster.ts'
import { DISABILITY_ROSTER_COLUMNS, disabilityRoster } from './disability-roster.ts'

const households: SyntheticHousehold[] = Array.from(
  generateHouseholds({
    seed: 'roster',
    count: 1_500,
    org: TEST_ORG,
    focus: 'difficulty',
    asOf: '2025-06-30',
  }),
)

test('the living-allowance roster lists every household that is paid, once, in order', () => {
  const rows = Array.from(dibaoRoster(households))
  const paid = households.filter((each) => each.benefits.some((benefit) => benefit.policy === 'dibao'))
  expect(rows.length).toBeGreaterThan(100)
  expect(rows).toHaveLength(paid.length)
  rows.forEach((row, at) => {
    const household = paid[at]
    const benefit = household?.benefits.find((each) => each.policy === 'dibao')
    expect(Object.keys(row)).toEqual([...DIBAO_ROSTER_COLUMNS])
    expect(row.序号).toBe(at + 1)
    expect(row.户主姓名).toBe(household?.members[0]?.name)
    expect(row.身份证号).toBe(household?.members[0]?.idNumber ?? '')
    expect(row.月救助金额).toBe((benefit?.amountFen ?? 0) / 100)
    expect(row.享受起始日期).toBe(benefit?.since)
    expect(String(row.享受起始日期) <= '2025-06-30').toBe(true)
    expect(['河东街道', '湖西镇']).toContain(row.街镇)
  })
  expect(new Set(rows.map((row) => row.低保证号)).size).toBe(rows.length)
})

test('the disability roster lists every certificate on record', () => {
  const rows = Array.from(disabilityRoster(households))
  const holders = households.flatMap((each) =>
    each.members.filter((member) => member.facts.has_disability_certificate === true),
  )
  expect(rows.length).toBeGreaterThan(100)
  expect(rows.map((row) => row.姓名)).toEqual(holders.map((member) => member.name))
  for (const row of rows) {
    expect(Object.keys(row)).toEqual([...DISABILITY_ROSTER_COLUMNS])
    expect(['', '一级', '二级', '三级', '四级']).toContain(row.残疾等级)
  }
})
