import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LONGEST_LIST } from '../explain/next-question.ts'
import {
  decideHousehold,
  type Fact,
  HouseholdError,
  readHousehold,
  screenHousehold,
  type Tree,
} from '../index.ts'
import { readLibrary } from '../node.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const library = readLibrary(root)
const day = '2025-11-24'

/** A household file with every observed fact drawn, some money near the thresholds. */
const value = (fact: Fact): fc.Arbitrary<unknown> => {
  switch (fact.type) {
    case 'boolean':
      return fc.boolean()
    case 'enum':
      return fc.constantFrom(...(fact.values ?? []).map((one) => one.value))
    case 'date':
      return fc
        .date({ min: new Date('1935-01-01'), max: new Date('2025-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10))
    case 'money':
      return fc.oneof(
        fc.integer({ min: 0, max: 8000 }),
        fc.constantFrom(0, 1650, 3300, 4950, 30_000, 90_000, 60_000.01),
      )
    case 'string':
      return fc.constant('x')
    default:
      return fc.integer({ min: fact.min ?? 0, max: Math.min(fact.max ?? 6, 6) })
  }
}
const rowOf = (entity: 'household' | 'person') =>
  fc.record(
    Object.fromEntries(
      library.facts.all
        .filter((fact) => fact.entity === entity && fact.derived === undefined)
        .map((fact) => [fact.name, value(fact)] as const),
    ),
  )
const files = fc
  .record({
    household: rowOf('household'),
    members: fc.array(rowOf('person'), { minLength: 1, maxLength: 3 }),
  })
  .map(({ household, members }) => ({
    household,
    members: members.map((member, index): Record<string, unknown> => ({ id: `m${index + 1}`, ...member })),
  }))

function trees(tree: Tree): Tree[] {
  return [tree, ...(tree.children ?? []).flatMap(trees)]
}

describe('screening', () => {
  it('gives the same outcomes and amounts by walk and by closures', () => {
    fc.assert(
      fc.property(files, (file) => {
        const household = readHousehold(library.facts, file)
        const { results } = screenHousehold(library, household, day)
        for (const decision of decideHousehold(library, household, day)) {
          const result = results.find((one) => one.policy === decision.policy)
          expect(result?.outcome).toBe(decision.outcome)
          expect(result?.amount ? Math.round(result.amount.value * 100) : null).toBe(decision.amount)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('never grants or denies by a missing fact, and asks only for what is missing', () => {
    fc.assert(
      fc.property(files, fc.infiniteStream(fc.integer({ min: 0, max: 2 })), (file, dice) => {
        const thin = <T extends object>(row: T) =>
          Object.fromEntries(Object.entries(row).filter(([key]) => key === 'id' || dice.next().value !== 0))
        const partial = { household: thin(file.household), members: file.members.map(thin) }
        const full = decideHousehold(library, readHousehold(library.facts, file), day)
        const { results } = screenHousehold(library, readHousehold(library.facts, partial), day)
        for (const result of results) {
          const whole = full.find((one) => one.policy === result.policy)
          if (result.outcome !== 'unknown') expect(result.outcome).toBe(whole?.outcome)
          else expect(result.missing.length + (result.missingParameters?.length ?? 0)).toBeGreaterThan(0)
          for (const { fact, member } of result.missing) {
            const row =
              member === undefined ? partial.household : partial.members.find((one) => one.id === member)
            expect(row).not.toHaveProperty(fact)
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('by the next question alone, comes from nothing to what the whole file says', () => {
    fc.assert(
      fc.property(files, (file) => {
        const known: { household: Record<string, unknown>; members: Record<string, unknown>[] } = {
          household: {},
          members: file.members.map(({ id }) => ({ id })),
        }
        const asked = new Set<string>()
        for (;;) {
          const { nextQuestion: next, results } = screenHousehold(
            library,
            readHousehold(library.facts, known),
            day,
          )
          if (!next) {
            const full = decideHousehold(library, readHousehold(library.facts, file), day)
            // A policy without a rule on the day has no decision: it is unknown whatever the file says.
            for (const result of results)
              expect(result.outcome).toBe(
                full.find((one) => one.policy === result.policy)?.outcome ?? 'unknown',
              )
            return
          }
          expect(next.list?.length ?? 2).toBeGreaterThan(1)
          expect(next.list?.length ?? 1).toBeLessThanOrEqual(LONGEST_LIST)
          const items = next.list ?? [next]
          expect(items[0]).toMatchObject({ fact: next.fact, entity: next.entity })
          const apart = items.map(
            ({ fact, entity }) => library.facts[entity].get(fact)?.sensitivity === 'protected',
          )
          expect(new Set(apart).size).toBe(1)
          for (const { fact, entity, members } of items) {
            expect(asked.has(`${entity}.${fact}`)).toBe(false)
            asked.add(`${entity}.${fact}`)
            // Every answer that is asked for is one that a policy still waits for.
            for (const member of members ?? [undefined])
              expect(
                results.some(({ outcome, missing }) =>
                  missing.some((one) => outcome === 'unknown' && one.fact === fact && one.member === member),
                ),
              ).toBe(true)
            if (entity === 'household') known.household[fact] = file.household[fact]
            else
              known.members.forEach((member, index) => {
                const from: Record<string, unknown> = file.members[index] ?? {}
                member[fact] = from[fact]
              })
          }
        }
      }),
      { numRuns: 6 },
    )
  }, 120_000)

  it('says what stands against what, by how much, and by which clause', () => {
    const file = JSON.parse(
      readFileSync(join(root, 'samples/households/02-thirty-yuan-over-the-line.json'), 'utf8'),
    )
    const result = screenHousehold(library, readHousehold(library.facts, file), '2026-11-24', {
      policies: ['dibao'],
    }).results[0]
    const sentences = result ? trees(result.because) : []
    const found = sentences.find((tree) => tree.text.zh.startsWith('人均月收入 1,720 元'))
    expect(found?.text.zh).toBe('人均月收入 1,720 元，高于低保标准 1,690 元〔转引待确认〕 30 元')
    expect(found?.text.en).toContain('by 30 yuan')
    expect(found?.citation).toMatchObject({
      document: '上海市社会救助条例',
      clause: '第十条',
      verified: 'verified',
    })
    expect(result?.distance?.[0]).toMatchObject({ change: -30, fact: 'monthly_income_per_capita_gross' })
    expect(result?.confidence).toBe('unverified')
  })

  it('leaves the next question out when nobody will ask it', () => {
    const household = readHousehold(library.facts, { members: [{ id: 'a' }] })
    const [asking, silent] = [true, false].map((ask) => screenHousehold(library, household, day, { ask }))
    expect(library.facts.all.map((fact) => fact.name)).toContain(asking?.nextQuestion?.fact)
    expect(silent).toEqual({ ...asking, nextQuestion: null })
  })

  it('opens every sample household', () => {
    const names = readdirSync(join(root, 'samples/households')).filter((name) => name.endsWith('.json'))
    expect(names.length).toBeGreaterThanOrEqual(12)
    for (const name of names) {
      const file = JSON.parse(readFileSync(join(root, 'samples/households', name), 'utf8'))
      const { results } = screenHousehold(library, readHousehold(library.facts, file), '2026-11-24')
      for (const result of results)
        for (const tree of trees(result.because))
          expect(`${tree.text.zh}${tree.text.en}`).not.toMatch(/undefined|NaN|null/)
    }
  })
})

describe('a household file', () => {
  it.each([
    [
      { household: { montly_income: 1 }, members: [{ id: 'a' }] },
      'household.montly_income',
      'monthly_income',
    ],
    [
      { household: { assistance_class: 'dibaoo' }, members: [{ id: 'a' }] },
      'household.assistance_class',
      'dibao',
    ],
    [{ household: { size: 3 }, members: [{ id: 'a' }] }, 'household.size', null],
    [{ household: { monthly_income: 0.001 }, members: [{ id: 'a' }] }, 'household.monthly_income', null],
    [{ household: { monthly_income: '3000' }, members: [{ id: 'a' }] }, 'household.monthly_income', null],
    [{ household: { monthly_income: -1 }, members: [{ id: 'a' }] }, 'household.monthly_income', null],
    [{ household: { has_car: 'no' }, members: [{ id: 'a' }] }, 'household.has_car', null],
    [{ household: {}, members: [{ id: 'a', birth_date: '2026-02-30' }] }, 'members[0].birth_date', null],
    [{ household: {}, members: [{ id: 'a', disability_grade: 5 }] }, 'members[0].disability_grade', null],
    [{ household: {}, members: [{ id: 'a' }, { id: 'a' }] }, 'members[1].id', null],
    [{ household: {}, members: [{ birth_date: '1990-01-01' }] }, 'members[0].id', null],
    [{ household: {}, members: [] }, 'members', null],
    [{ houshold: {}, members: [{ id: 'a' }] }, 'houshold', 'household'],
    [[], '', null],
  ])('%j is refused at %s', (input, path, nearest) => {
    let problems: unknown = null
    try {
      readHousehold(library.facts, input)
    } catch (error) {
      if (error instanceof HouseholdError) problems = error.problems
    }
    expect(problems).toEqual([expect.objectContaining({ path, nearest })])
  })

  it('takes words by label, keeps absent and null apart from nothing, and holds money in fen', () => {
    const household = readHousehold(library.facts, {
      household: { monthly_income: 1720.05, assistance_class: '低保', has_car: null },
      members: [{ id: 'a', birth_date: '1990-01-31', disability_type: '智力' }],
    })
    expect(household.facts).toEqual({ monthly_income: 172_005, assistance_class: 'dibao' })
    expect(household.members[0]?.facts).toEqual({ birth_date: 19900131, disability_type: 'intellectual' })
  })
})
