import { createHash } from 'node:crypto'
import { parseResidentId } from '@lastmile/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TEST_ORG } from '../testing/org.ts'
import { DEFAULT_AS_OF, type GenerateOptions, generateHouseholds } from './generate.ts'
import { householdLine, truthLine } from './output/lines.ts'

const ID_FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const options = (more: Partial<GenerateOptions> = {}): GenerateOptions => ({
  seed: 'test',
  count: 400,
  org: TEST_ORG,
  ...more,
})

function bytes(more: Partial<GenerateOptions>): string {
  const hash = createHash('sha256')
  for (const household of generateHouseholds(options(more))) hash.update(JSON.stringify(household))
  return hash.digest('hex')
}

test.each(['population', 'difficulty'] as const)('%s: the same options give the same bytes', (focus) => {
  expect(bytes({ focus })).toBe(bytes({ focus }))
  expect(bytes({ focus })).not.toBe(bytes({ focus, seed: 'other' }))
})

test('the first k households of a run over N are those of a run over M (any seed, either focus)', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 40 }),
      fc.boolean(),
      (seed, a, b, focused) => {
        const focus = focused ? 'difficulty' : 'population'
        const of = (count: number): string[] =>
          Array.from(generateHouseholds(options({ seed, count, focus })), (each) => JSON.stringify(each))
        const k = Math.min(a, b)
        expect(of(a).slice(0, k)).toEqual(of(b).slice(0, k))
      },
    ),
    { numRuns: 25 },
  )
})

test('stopping early does not disturb what was given', () => {
  const first = generateHouseholds(options({ count: 1_000_000_000 })).next()
  const [only] = Array.from(generateHouseholds(options({ count: 1 })))
  expect(JSON.stringify(first.value)).toBe(JSON.stringify(only))
})

test('the error model changes the record, not the world behind it', () => {
  const truths = (errors: GenerateOptions['errors']): string[] =>
    Array.from(
      generateHouseholds(options({ focus: 'difficulty', ...(errors ? { errors } : {}) })),
      (household) =>
        household.truth
          .filter((truth) => truth.kind !== 'duplicate')
          .map(truthLine)
          .join(),
    )
  const ids = (errors: GenerateOptions['errors']): string[] =>
    Array.from(
      generateHouseholds(options({ ...(errors ? { errors } : {}) })),
      ({ id, address }) => id + address,
    )
  expect(truths('none')).toEqual(truths({ duplicates: 0.4, withoutNumber: 0.3 }))
  expect(ids('none')).toEqual(ids(undefined))
  const lines = (errors: GenerateOptions['errors']): string =>
    Array.from(generateHouseholds(options({ ...(errors ? { errors } : {}) })), householdLine).join('\n')
  expect(lines('none')).not.toBe(lines(undefined))
})

test('every identity number passes GB 11643, is synthetic, fits the person and belongs to one person', () => {
  for (const seed of ['ids', 'numbers']) {
    const wrong: unknown[] = []
    const owners = new Map<string, string>()
    for (const household of generateHouseholds(options({ seed, count: 4_000 }))) {
      const twice = new Map<string, string>()
      for (const truth of household.truth) {
        if (truth.kind === 'duplicate') twice.set(truth.member, truth.detail.ofMember)
      }
      for (const member of household.members) {
        const { idNumber, phone } = member
        if (phone !== null && !/^1990000\d{4}$/.test(phone)) wrong.push(member)
        if (idNumber === null) continue
        const read = parseResidentId(idNumber, DEFAULT_AS_OF)
        const fits =
          read.ok &&
          read.id.isSynthetic &&
          read.id.birthDate === member.birthDate &&
          read.id.sex === member.sex
        const owner = twice.get(member.id) ?? member.id
        if (!fits || (owners.get(idNumber) ?? owner) !== owner) wrong.push(member)
        owners.set(idNumber, owner)
      }
    }
    expect(wrong, `seed ${seed}`).toEqual([])
    expect(owners.size).toBeGreaterThan(8_000)
  }
})

test('ids are in the form of UUIDv7, all different, and sort in the order of the stream', () => {
  const households: string[] = []
  const members: string[] = []
  for (const household of generateHouseholds(options({ count: 2_000 }))) {
    households.push(household.id)
    for (const member of household.members) members.push(member.id)
  }
  const all = [...households, ...members]
  expect(all.filter((id) => !ID_FORM.test(id))).toEqual([])
  expect(new Set(all).size).toBe(all.length)
  expect(households).toEqual(households.toSorted())
})

test('a focus on difficulty visits every committee first', () => {
  const paths = new Set<string>()
  const committees = TEST_ORG.filter((unit) => unit.kind === 'residents' || unit.kind === 'village')
  for (const household of generateHouseholds(options({ focus: 'difficulty', count: committees.length }))) {
    paths.add(household.orgPath)
  }
  expect([...paths].sort()).toEqual(committees.map((unit) => unit.path).sort())
})

test.each([-1, 1.5, Number.NaN])('refuses a count of %s', (count) => {
  expect(() => Array.from(generateHouseholds(options({ count })))).toThrow(RangeError)
})

test('refuses an org list without a committee', () => {
  const org = TEST_ORG.filter((unit) => unit.kind === 'district')
  expect(() => Array.from(generateHouseholds(options({ org })))).toThrow('no committee')
})
