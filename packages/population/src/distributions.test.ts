import { fileURLToPath } from 'node:url'
import { ageOn } from '@lastmile/domain'
import { expect, test } from 'vitest'
import { FAMILY_TARGETS } from './distributions.ts'
import { DEFAULT_AS_OF, generateHouseholds } from './generate.ts'
import { readOrgFile } from './node.ts'

const ORG = readOrgFile(fileURLToPath(new URL('../../../districts/qingpu/org.yaml', import.meta.url)))
const HOUSEHOLDS = 9_000

interface Counts {
  persons: number
  children: number
  seniors: number
  from65: number
  men: number
  elsewhere: number
  urban: number
  local: number
  localHelped: number
  certificates: number
  registered: number
  workingAge: number
  working: number
}

function count(seed: string): Counts {
  const urban = new Set(ORG.filter((unit) => unit.kind === 'residents').map((unit) => unit.path))
  const counts: Counts = {
    persons: 0,
    children: 0,
    seniors: 0,
    from65: 0,
    men: 0,
    elsewhere: 0,
    urban: 0,
    local: 0,
    localHelped: 0,
    certificates: 0,
    registered: 0,
    workingAge: 0,
    working: 0,
  }
  for (const household of generateHouseholds({ seed, count: HOUSEHOLDS, org: ORG, errors: 'none' })) {
    counts.local += Number(household.facts.is_shanghai_hukou === true)
    counts.localHelped += Number(household.facts.receives_dibao === true)
    for (const member of household.members) {
      const age = ageOn(member.birthDate, DEFAULT_AS_OF)
      counts.persons += 1
      counts.children += Number(age <= 14)
      counts.seniors += Number(age >= 60)
      counts.from65 += Number(age >= 65)
      counts.men += Number(member.sex === 'male')
      counts.elsewhere += Number(member.facts.is_shanghai_hukou === false)
      counts.urban += Number(urban.has(household.orgPath))
      counts.workingAge += Number(age >= 25 && age < 50)
      counts.working += Number(age >= 25 && age < 50 && member.facts.employed === true)
      if (member.facts.is_shanghai_hukou === true) {
        counts.registered += 1
        counts.certificates += Number(member.facts.has_disability_certificate === true)
      }
    }
  }
  return counts
}

test.each(['first', 'second'])('seed %s looks like the census', (seed) => {
  const is = count(seed)
  const share = (part: number): number => part / is.persons
  /** Tolerance in percentage points; the README states the same. */
  const near = (value: number, target: number, points: number): void => {
    expect(Math.abs(value - target), `${value} beside ${target}`).toBeLessThan(points / 100)
  }
  expect(Math.abs(is.persons / HOUSEHOLDS - FAMILY_TARGETS.meanSize)).toBeLessThan(0.05)
  near(share(is.children), FAMILY_TARGETS.aged0To14, 1.2)
  near(share(is.seniors), FAMILY_TARGETS.aged60Plus, 1.8)
  near(share(is.from65), FAMILY_TARGETS.aged65Plus, 1.2)
  near(share(is.men), FAMILY_TARGETS.male, 1.8)
  near(share(is.elsewhere), FAMILY_TARGETS.fromOtherProvinces, 2)
  near(share(is.urban), FAMILY_TARGETS.urban, 2)
})

test('what nobody has counted is at least of a believable size', () => {
  const is = count('third')
  expect(is.localHelped / is.local).toBeGreaterThan(0.015)
  expect(is.localHelped / is.local).toBeLessThan(0.06)
  expect(is.certificates / is.registered).toBeGreaterThan(0.03)
  expect(is.certificates / is.registered).toBeLessThan(0.07)
  expect(is.working / is.workingAge).toBeGreaterThan(0.75)
  expect(is.working / is.workingAge).toBeLessThan(0.95)
})

test('traits hang together as in life', () => {
  const disabled = { helped: 0, other: 0 }
  const all = { helped: 0, other: 0 }
  const grown = { all: 0, disabled: 0 }
  const wrong: unknown[] = []
  for (const household of generateHouseholds({ seed: 'life', count: 5_000, org: ORG, errors: 'none' })) {
    const { facts, members } = household
    const list = facts.receives_dibao === true ? 'helped' : 'other'
    all[list] += 1
    disabled[list] += Number(members.some((member) => member.facts.has_disability_certificate === true))
    if (list === 'helped' && (facts.has_car || !facts.is_shanghai_hukou)) wrong.push(facts)
    for (const { facts: own, birthDate, relation } of members) {
      const age = ageOn(birthDate, DEFAULT_AS_OF)
      if (own.employed && (age < 16 || own.in_school || !(Number(own.monthly_wage) > 0))) wrong.push(own)
      if (relation !== 'child' || age < 26) continue
      grown.all += 1
      grown.disabled += Number(own.has_disability_certificate === true)
    }
  }
  expect(wrong).toEqual([])
  expect(disabled.helped / all.helped).toBeGreaterThan((2 * disabled.other) / all.other)
  expect(grown.disabled / grown.all).toBeGreaterThan(0.05)
})
